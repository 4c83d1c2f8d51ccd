"""The table's stream: what was written begins the telling."""

from typing import Any

from chalicelib.observability import count, logger
from chalicelib.usecases.settling import Batch


def settle(event: dict[str, Any], context: object) -> dict[str, list[dict[str, str]]]:
    """Follow a batch of records in order. The first that fails is named: it and those after it come again."""
    batch = Batch()
    for record in event["Records"]:
        number = record["dynamodb"]["SequenceNumber"]
        try:
            batch.follow(record["dynamodb"])
        except Exception as error:
            count("RecordsFailed")
            logger.error("record failed", error=type(error).__name__, sequence=number)
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
