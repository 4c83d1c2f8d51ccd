"""One batch of stream records and its function: tried, retried, halved, given up, as AWS does."""

import time
from typing import Any

from ministack.services import lambda_svc

Mapping = dict[str, Any]
Records = list[dict[str, Any]]


def deliver(function: Any, mapping: Mapping, batch: Records) -> None:
    """Call the function until the batch is through, each record has failed too often, or is too old."""
    attempt = 0
    while batch:
        outcome = lambda_svc._execute_function(function, {"Records": batch})
        failed = first_failure(outcome, mapping, batch)
        if failed is None:
            return
        batch, attempt = batch[failed:], attempt + 1 if failed == 0 else 0
        reason = why_give_up(mapping, batch, attempt)
        if reason:
            stream = mapping["EventSourceArn"]
            lambda_svc._send_ddb_stream_failure_record(mapping, function, batch, stream, outcome, reason)
            return
        if mapping.get("BisectBatchOnFunctionError") and len(batch) > 1:
            half = len(batch) // 2
            deliver(function, mapping, batch[:half])
            batch, attempt = batch[half:], 0
        else:
            time.sleep(min(0.2 * 2**attempt, 10))


def first_failure(outcome: dict[str, Any], mapping: Mapping, batch: Records) -> int | None:
    """Index of the first record to be tried again; None if all went well."""
    if outcome.get("error") or outcome.get("throttle"):
        return 0
    if "ReportBatchItemFailures" not in (mapping.get("FunctionResponseTypes") or []):
        return None
    failures = (outcome.get("body") or {}).get("batchItemFailures") or []
    named = {failure.get("itemIdentifier") for failure in failures}
    found = [index for index, record in enumerate(batch) if record["dynamodb"]["SequenceNumber"] in named]
    return min(found, default=0) if named else None


def why_give_up(mapping: Mapping, batch: Records, attempt: int) -> str | None:
    limit, oldest_allowed = mapping.get("MaximumRetryAttempts"), int(mapping.get("MaximumRecordAgeInSeconds") or -1)
    if 0 < oldest_allowed < time.time() - min(created_at(record) for record in batch):
        return "RecordAgeExceeded"
    if limit is not None and 0 <= int(limit) < attempt:
        return "RetryAttemptsExhausted"
    return None


def created_at(record: dict[str, Any]) -> float:
    return float(record["dynamodb"].get("ApproximateCreationDateTime") or time.time())
