"""The queue of jobs that concern many conversations."""

from typing import Any

from chalicelib.observability import count, logger
from chalicelib.usecases import handing_over

RESERVE = 10_000
"""Milliseconds before its end in which a function begins with no further conversation."""


def hand_over(event: dict[str, Any], context: Any) -> dict[str, list[dict[str, str]]]:
    """Carry out each job; those that fail are named and come again."""
    failures = []
    for record in event["Records"]:
        try:
            handing_over.carry_out(record["body"], lambda: context.get_remaining_time_in_millis() > RESERVE)
        except Exception as error:
            count("JobsFailed")
            logger.error("job failed", error=type(error).__name__, job=record["messageId"])
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}
