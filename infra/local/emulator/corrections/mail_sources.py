"""Of a mail that is sent as a whole only some parts can be seen afterwards. On AWS whoever gets it has all of it."""

import json
from typing import Any

from ministack import app
from ministack.services import ses, ses_v2

SENDING = "/outbound-emails"
Answer = tuple[int, dict[str, str], bytes]


def apply() -> None:
    keep_sources()
    tell_sources()


def keep_sources() -> None:
    plain = ses_v2.handle_request

    async def handle(method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, Any]) -> Answer:
        answer: Answer = await plain(method, path, headers, body, query)
        if method == "POST" and path.rstrip("/").endswith(SENDING) and answer[0] == 200:
            source = json.loads(body)["Content"].get("Raw", {}).get("Data")
            ses._sent_emails_list()[-1]["Raw"] = source
        return answer

    ses_v2.handle_request = handle


def tell_sources() -> None:
    """The list of mails gains `Raw`: base64, or null for those that were sent in parts."""
    plain = app._handle_ses_messages_request

    async def handle(method: str, path: str, headers: dict[str, str], query: dict[str, Any]) -> Answer | None:
        answer: Answer | None = await plain(method, path, headers, query)
        if answer is None or answer[0] != 200:
            return answer
        told = json.loads(answer[2])
        kept = {mail["MessageId"]: mail.get("Raw") for mails in ses._sent_emails.to_dict().values() for mail in mails}
        for mails in told["messages"].values():
            for mail in mails:
                mail["Raw"] = kept.get(mail["MessageId"])
        return answer[0], answer[1], json.dumps(told).encode()

    app._handle_ses_messages_request = handle
