"""Streams reach functions one mapping after the other, without partial failures, retries, bisecting or dead letters.

Each mapping now has a thread while it has records, so that a slow function holds up nobody else. And each asks for
records four times a second at most, as on AWS, where what is written meanwhile comes as one batch.
"""

import time
from typing import Any

from ministack.core.concurrency import spawn_background
from ministack.core.responses import _request_account_id, _request_region
from ministack.services import dynamodb, lambda_svc

from infra.local.emulator.stream_batches import deliver

Mapping = dict[str, Any]
BETWEEN_BATCHES = 0.25  # seconds; https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
_busy: set[str] = set()


def apply() -> None:
    lambda_svc._poll_dynamodb_streams = poll


def poll() -> bool:
    """Start a delivery for each idle mapping that has new records; true if there was one."""
    return any([begin_as(account, region, mapping) for account, region, mapping in lambda_svc._iter_all_esms()])


def begin_as(account: str, region: str, mapping: Mapping) -> bool:
    if ":dynamodb:" not in mapping.get("EventSourceArn", "") or not mapping.get("Enabled", True):
        return False
    account_before, region_before = _request_account_id.set(account), _request_region.set(region)
    try:
        return mapping["UUID"] not in _busy and begin(mapping)
    finally:
        _request_account_id.reset(account_before)
        _request_region.reset(region_before)


def begin(mapping: Mapping) -> bool:
    stream = mapping["EventSourceArn"]
    table = stream.split("/stream/")[0].split("/")[-1]
    function, _config = lambda_svc._get_func_record_for_qualifier(mapping["FunctionName"], mapping.get("Qualifier"))
    if function is None or (dynamodb._tables.get(table) or {}).get("LatestStreamArn") != stream:
        return False
    position = place_in(table, mapping["UUID"])
    records = dynamodb.stream_records_since(table, position, int(mapping.get("BatchSize") or 100))
    if records:
        _busy.add(mapping["UUID"])
        spawn_background(work, function, mapping, records, position, thread_name="ministack-ddb-esm")
    return bool(records)


def place_in(table: str, mapping_id: str) -> int:
    start, end = dynamodb.stream_start_position(table), dynamodb.stream_end_position(table)
    with lambda_svc._dynamodb_stream_positions_lock:
        position: int = max(lambda_svc._dynamodb_stream_positions.get(mapping_id, start), start)
        position = start if position > end else position
        lambda_svc._dynamodb_stream_positions[mapping_id] = position
    return position


def work(function: Any, mapping: Mapping, records: list[Any], position: int) -> None:
    started = time.monotonic()
    try:
        deliver(function, mapping, lambda_svc._apply_filter_criteria(records, mapping))
    finally:
        time.sleep(max(0.0, started + BETWEEN_BATCHES - time.monotonic()))
        with lambda_svc._dynamodb_stream_positions_lock:
            lambda_svc._dynamodb_stream_positions[mapping["UUID"]] = position + len(records)
        _busy.discard(mapping["UUID"])
        lambda_svc._esm_wake.set()
