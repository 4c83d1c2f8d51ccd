"""What happens to files in the bucket: they come, they are scanned, and some cannot be checked."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.observability import count, logger
from chalicelib.usecases import checking

Event = Mapping[str, Any]
OBJECT_CREATED = "Object Created"
OBJECT_SCANNED = "GuardDuty Malware Protection Object Scan Result"


def check_file(event: dict[str, Any], context: object) -> dict[str, list[dict[str, str]]] | None:
    """Check the file that an event is about, note what a scan found, or give up what was tried too often.

    Events: `{"conversationId", "attachmentId"}`; from EventBridge, of S3 and of GuardDuty; from the queue of those
    that failed, each of which is named that fails again.
    """
    if "Records" in event:
        return {"batchItemFailures": [failed for record in event["Records"] for failed in gave_up(record)]}
    take(event, CHECKS)
    return None


def take(event: Event, ways: Mapping[str, Callable[[Event], None]]) -> None:
    ways[event.get("detail-type", "")](event)


def gave_up(record: Event) -> list[dict[str, str]]:
    try:
        take(json.loads(record["body"])["requestPayload"], GIVING_UP)
    except Exception as error:
        count("GivingUpFailed")
        logger.error("giving up failed", error=type(error).__name__, job=record["messageId"])
        return [{"itemIdentifier": record["messageId"]}]
    return []


def note_scan(event: Event) -> None:
    found = event["detail"]
    checking.scanned(found["s3ObjectDetails"]["objectKey"], found["scanResultDetails"].get("scanResultStatus", ""))


CHECKS: Mapping[str, Callable[[Event], None]] = {
    "": lambda event: checking.check(event["conversationId"], event["attachmentId"]),
    OBJECT_CREATED: lambda event: checking.check_object(event["detail"]["object"]["key"]),
    OBJECT_SCANNED: note_scan,
}
GIVING_UP: Mapping[str, Callable[[Event], None]] = {
    "": lambda event: checking.give_up(event["conversationId"], event["attachmentId"]),
    OBJECT_CREATED: lambda event: checking.give_up_object(event["detail"]["object"]["key"]),
    OBJECT_SCANNED: note_scan,
}
"""What a scan found needs no look into the file: it is written down after all."""
