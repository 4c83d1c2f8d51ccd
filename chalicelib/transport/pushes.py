"""The queue of people to be woken in their browsers."""

from typing import Any

from chalicelib.observability import count, logger
from chalicelib.usecases import pushing


def send_pushes(event: dict[str, Any], context: object) -> dict[str, list[dict[str, str]]]:
    """Wake each; those that fail are named and come again, later each time."""
    failures = []
    for record in event["Records"]:
        try:
            pushing.carry_out(record["body"])
        except Exception as error:
            count("PushesLeft")
            logger.warning("push left", error=type(error).__name__, job=record["messageId"])
            pushing.put_off(record["receiptHandle"], int(record["attributes"]["ApproximateReceiveCount"]))
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}
