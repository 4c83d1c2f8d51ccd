"""The audit's rows as they are kept, with every attribute that they have: what is sealed."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from chalicelib.adapters import audit_keys
from chalicelib.adapters.audit_indexes import HourIndex
from chalicelib.adapters.table import CONNECTION
from chalicelib.domain import audit_line
from chalicelib.domain.audit_line import Row
from chalicelib.settings import settings


def of_hour(hour: str) -> Iterator[Row]:
    """The rows of that hour that say so of themselves in both places, by time, id and whose they are.

    One whose time is another than its hour is none of these: it was not written by us.
    """
    for _same, rows in groupby(found(hour), lambda row: audit_line.text(row, "SK")):
        yield from sorted(rows, key=audit_line.place)


def found(hour: str) -> Iterator[Row]:
    """In the order of the index, page after page."""
    asked: dict[str, Any] = {
        "TableName": settings().audit_table,
        "IndexName": HourIndex.Meta.index_name,
        "KeyConditionExpression": "hourPK = :hour AND begins_with(SK, :time)",
        "ExpressionAttributeValues": {":hour": {"S": audit_keys.hour(hour)}, ":time": {"S": hour}},
    }
    while True:
        page = CONNECTION.client.query(**asked)
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def since() -> datetime:
    """When the table was made: no entry of ours is older."""
    made: datetime = CONNECTION.client.describe_table(TableName=settings().audit_table)["Table"]["CreationDateTime"]
    return made
