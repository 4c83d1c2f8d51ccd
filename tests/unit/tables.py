"""The two tables on moto: made as the template states them, emptied and filled for each test, and read by tests."""

from functools import cache
from typing import Any

import boto3
from boto3.dynamodb.types import TypeDeserializer

from infra.parts import merge_template

Item = dict[str, Any]
NAMES = ("Records", "Audit")
MOST_AT_ONCE = 25


@cache
def dynamodb() -> Any:
    return boto3.client("dynamodb")


def create_tables() -> None:
    """The tables exactly as the template states them."""
    resources = merge_template()["Resources"]
    for name in NAMES:
        stated = resources[name]["Properties"]
        dynamodb().create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=stated["AttributeDefinitions"],
            KeySchema=stated["KeySchema"],
            GlobalSecondaryIndexes=stated["GlobalSecondaryIndexes"],
        )


def contents() -> dict[str, list[Item]]:
    """Every item of both tables, as DynamoDB writes them: what two moments can be compared by."""
    return {name: dynamodb().scan(TableName=name)["Items"] for name in NAMES}


def replace_contents(wanted: dict[str, list[Item]]) -> None:
    """Make the tables hold exactly this."""
    for name, items in contents().items():
        write(name, [{"DeleteRequest": {"Key": {key: item[key] for key in ("PK", "SK")}}} for item in items])
        write(name, [{"PutRequest": {"Item": item}} for item in wanted.get(name, [])])


def write(name: str, requests: list[Item]) -> None:
    for start in range(0, len(requests), MOST_AT_ONCE):
        dynamodb().batch_write_item(RequestItems={name: requests[start : start + MOST_AT_ONCE]})


def records() -> list[Item]:
    """Every row of the Records table, in plain Python."""
    return [plain(item) for item in contents()["Records"]]


def rows(sort_key: str) -> list[Item]:
    """The rows of the Records table whose sort key begins so."""
    return sorted((row for row in records() if row["SK"].startswith(sort_key)), key=lambda row: (row["PK"], row["SK"]))


def entries(*attributes: str) -> list[Any]:
    """The audit, oldest first: these attributes of each entry (one alone, or several as a tuple)."""
    found = sorted((plain(item) for item in contents()["Audit"]), key=lambda entry: entry["SK"])
    if not attributes:
        return found
    several = [tuple(entry.get(name) for name in attributes) for entry in found]
    return several if len(attributes) > 1 else [one for (one,) in several]


def plain(item: Item) -> Item:
    read = TypeDeserializer().deserialize
    return {name: read(value) for name, value in item.items()}
