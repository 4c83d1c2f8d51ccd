"""What calls cost in DynamoDB's units, indexes included: reckoned by its published rules from what the calls say."""

import json
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from infra.parts import merge_template
from tests.unit import tables
from tests.unit.wire import ONE_AT_A_TIME

WRITTEN, READ = 1024, 4096
"""Bytes of an item that a unit pays for."""
KEYS = ("PK", "SK")
Key = tuple[str, str, str]


@dataclass
class Units:
    """Of both tables together. `entries`: how many were added to the audit. `parts`: what was written, by its type, and
    below it each index.
    """

    reads: float = 0
    writes: float = 0
    parts: Counter[str] = field(default_factory=Counter)
    entries: int = 0
    calls: int = 0
    lock: Any = field(default_factory=threading.Lock)


@contextmanager
def metered(client: Any) -> Iterator[Units]:
    """Count what goes over a client of DynamoDB while the block runs."""
    units, indexes, events = Units(), indexes_by_table(), client.meta.events

    def before(params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        context["asked"] = json.loads(params["body"])
        context["old"] = images(model.name, context["asked"])

    def after(parsed: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        asked, old, new = context["asked"], context["old"], images(model.name, context["asked"])
        share = 2 if model.name == "TransactWriteItems" else 1
        with units.lock:
            units.calls += 1
            units.reads += read_units(model.name, asked, parsed)
            for key in old:
                units.parts += written(indexes[key[0]], old[key], new[key], share)
                units.entries += key[0] == "Audit"
            units.writes = units.parts.total()

    events.register("before-call.dynamodb", before)
    events.register("after-call.dynamodb", after)
    try:
        yield units
    finally:
        events.unregister("before-call.dynamodb", before)
        events.unregister("after-call.dynamodb", after)


@cache
def indexes_by_table() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...] | None]]]:
    """The keys of each index, and what it holds beside them; None is everything."""
    found = {}
    for table in tables.NAMES:
        stated = merge_template()["Resources"][table]["Properties"]["GlobalSecondaryIndexes"]
        found[table] = [
            (
                tuple(each["AttributeName"] for each in index["KeySchema"]),
                None
                if index["Projection"]["ProjectionType"] == "ALL"
                else tuple(index["Projection"].get("NonKeyAttributes", ())),
            )
            for index in stated
        ]
    return found


def images(operation: str, asked: Mapping[str, Any]) -> dict[Key, tables.Item]:
    """The items that a call writes, or makes its writing depend on, as they stand now; empty where there is none."""
    wanted = {(part["TableName"], *key_of(part)) for part in parts(operation, asked)}
    if not wanted:
        return {}
    with ONE_AT_A_TIME:
        contents = tables.contents()
    there = {(name, item["PK"]["S"], item["SK"]["S"]): item for name in tables.NAMES for item in contents[name]}
    return {key: there.get(key, {}) for key in sorted(wanted)}


def parts(operation: str, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a call writes, one item each."""
    match operation:
        case "TransactWriteItems":
            return [part for item in asked["TransactItems"] for part in item.values()]
        case "BatchWriteItem":
            batches = asked["RequestItems"].items()
            return [{"TableName": name, **write} for name, part in batches for each in part for write in each.values()]
        case "PutItem" | "UpdateItem" | "DeleteItem":
            return [dict(asked)]
    return []


def key_of(part: Mapping[str, Any]) -> tuple[str, str]:
    it = part.get("Key") or part["Item"]
    return it["PK"]["S"], it["SK"]["S"]


def written(indexes: list[Any], old: tables.Item, new: tables.Item, share: int) -> Counter[str]:
    """Units of the item itself, and of each index that it comes into, leaves, moves in or changes in."""
    it = new or old
    what = it.get("act", it.get("type", {"S": ""}))["S"]
    units = Counter({what: share * blocks(max(size(old), size(new)), WRITTEN)})
    for keys, beside in indexes:
        was, is_now = (view(item, keys, beside) for item in (old, new))
        if was and is_now and all(was[key] == is_now[key] for key in keys):
            moved = blocks(max(size(was), size(is_now)), WRITTEN) if was != is_now else 0
        else:
            moved = sum(blocks(size(each), WRITTEN) for each in (was, is_now) if each)
        units[f"{what}: {keys[0].removesuffix('PK')}"] += moved
    return +units


def view(item: tables.Item, keys: tuple[str, ...], beside: tuple[str, ...] | None) -> tables.Item:
    """What an index holds of an item; nothing of one that lacks a key."""
    if not all(key in item for key in keys):
        return {}
    held = item if beside is None else (*KEYS, *keys, *beside)
    return {name: item[name] for name in held if name in item}


def read_units(operation: str, asked: Mapping[str, Any], answer: Mapping[str, Any]) -> float:
    """A query pays for its rows together, other reads for each key, found or not; half if they may lag."""
    if operation == "Query":
        return blocks(sum(map(size, answer["Items"])), READ) * share_of(asked)
    if operation == "GetItem":
        return blocks(size(answer.get("Item", {})), READ) * share_of(asked)
    if operation != "BatchGetItem":
        return 0
    units = 0.0
    for name, part in asked["RequestItems"].items():
        found = answer["Responses"].get(name, [])
        missing = len(part["Keys"]) - len(found)
        units += (sum(blocks(size(item), READ) for item in found) + missing) * share_of(part)
    return units


def share_of(asked: Mapping[str, Any]) -> float:
    return 1 if asked.get("ConsistentRead") else 0.5


def blocks(length: int, block: int) -> int:
    return max(1, -(-length // block))


def size(item: Mapping[str, Any]) -> int:
    """Bytes as DynamoDB counts them: of names, and of values."""
    return sum(len(name.encode()) + size_of(value) for name, value in item.items())


def size_of(value: Mapping[str, Any]) -> int:
    [(kind, content)] = value.items()
    if kind == "S":
        return len(content.encode())
    if kind == "N":
        return len(content) // 2 + 2
    if kind == "M":
        return 3 + size(content) + len(content)
    if kind == "L":
        return 3 + sum(size_of(each) + 1 for each in content)
    return sum(len(each) for each in content) if kind in ("SS", "NS") else 1
