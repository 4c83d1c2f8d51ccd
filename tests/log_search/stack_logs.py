"""All that a running stack has logged, all that stands in its audit, and all that people said there."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from boto3.dynamodb.types import TypeDeserializer

from tests.log_search.noted import NOTED
from tests.log_search.said import of_rows
from tests.log_search.searching import Searched, search

AT_MOST = 10_000
"""Lines that one answer holds; the emulator gives no token for the rest."""
Aws = Callable[[str], Any]
"""Makes clients of the stack's AWS."""


def search_stack(where: str, aws: Aws, records: str, audit: str, more: Iterable[str] = ()) -> Searched:
    """Search every log group, the audit and these further lines for what stands in the records or tests have sent."""
    read = TypeDeserializer().deserialize
    rows = ({name: read(value) for name, value in row.items()} for row in rows_of(aws, records))
    entries = (json.dumps(row, ensure_ascii=False) for row in rows_of(aws, audit))
    lines = [*(line for group in groups(aws) for line in lines_of(aws, group)), *entries, *more]
    return search(where, lines, of_rows(rows) | NOTED)


def groups(aws: Aws) -> list[str]:
    """The names of all log groups."""
    pages = aws("logs").get_paginator("describe_log_groups").paginate()
    return [group["logGroupName"] for page in pages for group in page["logGroups"]]


def lines_of(aws: Aws, group: str, start: int = 0, end: int = 2**42) -> Iterator[str]:
    """Every line of a group between two moments (milliseconds), halved until one answer holds all of a half."""
    events = aws("logs").filter_log_events(logGroupName=group, startTime=start, endTime=end, limit=AT_MOST)["events"]
    if len(events) < AT_MOST or start == end:
        yield from (event["message"] for event in events)
        return
    middle = (max(start, events[0]["timestamp"]) + end) // 2
    yield from lines_of(aws, group, start, middle)
    yield from lines_of(aws, group, middle + 1, end)


def rows_of(aws: Aws, table: str) -> Iterator[dict[str, Any]]:
    """Every row of a table, as DynamoDB writes them."""
    for page in aws("dynamodb").get_paginator("scan").paginate(TableName=table):
        yield from page["Items"]
