"""A configuration set has destinations for events, and tells them nothing. AWS tells them when a mail was taken."""

import json
from typing import Any

from ministack.core.concurrency import spawn_background
from ministack.core.responses import get_account_id, get_region, now_iso
from ministack.services import ses_v2, sns

SENDING = "/v2/email/outbound-emails"
Answer = tuple[int, dict[str, str], bytes]


def apply() -> None:
    plain = ses_v2.handle_request

    async def handle(method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, Any]) -> Answer:
        answer: Answer = await plain(method, path, headers, body, query)
        if method == "POST" and path.rstrip("/") == SENDING and answer[0] == 200:
            tell(json.loads(body), json.loads(answer[2])["MessageId"])
        return answer

    ses_v2.handle_request = handle


def tell(request: dict[str, Any], message_id: str) -> None:
    """Tell the topics of the mail's configuration set that it is on its way."""
    configuration_set = ses_v2._config_sets.get(request.get("ConfigurationSetName", "")) or {}
    for destination in (configuration_set.get("EventDestinations") or {}).values():
        topic = destination.get("SnsDestination", {}).get("TopicArn")
        if topic and destination["Enabled"] and "SEND" in destination["MatchingEventTypes"]:
            told = json.dumps(sent_event(request, message_id)), "Amazon SES Email Event Notification"
            spawn_background(sns.publish_internal, topic, *told, thread_name="ses-events")


def sent_event(request: dict[str, Any], message_id: str) -> dict[str, Any]:
    """What SES publishes once it has taken a mail."""
    tags = {tag["Name"]: [tag["Value"]] for tag in request.get("EmailTags", [])}
    source = request.get("FromEmailAddress", "")
    mail = {
        "timestamp": now_iso(),
        "source": source,
        "sourceArn": f"arn:aws:ses:{get_region()}:{get_account_id()}:identity/{source}",
        "sendingAccountId": get_account_id(),
        "messageId": message_id,
        "destination": request.get("Destination", {}).get("ToAddresses", []),
        "tags": {"ses:configuration-set": [request["ConfigurationSetName"]], **tags},
    }
    return {"eventType": "Send", "mail": mail, "send": {}}
