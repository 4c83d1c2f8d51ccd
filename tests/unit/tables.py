"""The two tables on moto: made as the template states them, emptied and filled for each test, and read by tests."""

from collections.abc import Callable
from functools import cache
from typing import Any

import boto3
from boto3.dynamodb.types import TypeDeserializer
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.dynamo_type import Item as StoredItem

from infra.parts import merge_template

Item = dict[str, Any]
NAMES = ("Records", "Audit")


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
    return {name: [item.to_json()["Attributes"] for item in stored(name).all_items()] for name in NAMES}


KEPT: dict[str, dict[str, list[Item]]] = {}


def as_kept(name: str, build: Callable[[], object]) -> None:
    """Bring the tables to the state of that name; what leads there is done once in a run, and then copied."""
    if name in KEPT:
        replace_contents(KEPT[name])
    else:
        build()
        KEPT[name] = contents()


def replace_contents(wanted: dict[str, list[Item]]) -> None:
    """Make the tables hold exactly this."""
    for name in NAMES:
        held = stored(name).items
        held.clear()
        for item in map(as_stored, wanted.get(name, [])):
            held[item.hash_key][item.range_key] = item


BUILT: dict[int, tuple[Item, StoredItem]] = {}
"""What moto makes of an item, by the item's identity, beside the item that keeps its identity taken."""


def as_stored(item: Item) -> StoredItem:
    """Moto's form of an item, made once: the same contents come before hundreds of tests, and moto never changes it."""
    if id(item) not in BUILT:
        key, sort_key = DynamoType(item["PK"]), DynamoType(item["SK"])
        BUILT[id(item)] = item, StoredItem(key, sort_key, item)
    return BUILT[id(item)][1]


def stored(name: str) -> Any:
    """The table inside moto: asked through the API, it takes a tenth of a second to tell what it holds."""
    return dynamodb_backends[DEFAULT_ACCOUNT_ID][dynamodb().meta.region_name].get_table(name)


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
