"""What things cost: calls to DynamoDB, and write units, counted."""

import json
import subprocess
import sys
from collections import Counter

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.wire import Wire

UNIT = 1024


def size(item: object) -> int:
    """About as many bytes as DynamoDB counts: names and values."""
    if isinstance(item, dict):
        return sum(len(str(name)) * (len(str(name)) > 2) + size(value) for name, value in item.items())
    if isinstance(item, list):
        return sum(size(each) for each in item)
    return len(item.encode()) if isinstance(item, str) else 1


def write_units(parts: list[dict]) -> int:
    """A transaction's: two for each begun kilobyte of each item. An update counts the item as it is afterwards."""
    units = 0
    for part in parts:
        [(kind, content)] = part.items()
        if kind == "Put":
            stored = content["Item"]
        else:
            name = content["TableName"]
            key = {name: content["Key"][name]["S"] for name in ("PK", "SK")}
            [stored] = [row for row in tables.records() if key.items() <= row.items()] if name == "Records" else [key]
        units += 2 * -(-size(json.loads(json.dumps(stored, default=str))) // UNIT)
    return units


@pytest.mark.parametrize("card", [None, {"type": "invoice", "id": "bill"}], ids=["text", "card"])
@pytest.mark.parametrize("who", ["ada", "nora"])
@pytest.mark.parametrize("kind", ["topic", "direct"])
def test_a_send_waits_for_two_round_trips_and_writes_at_most_eight_units(
    talk: Clinic, wire: Wire, who: str, kind: str, card: dict | None
) -> None:
    path = talk.topic_path if kind == "topic" else talk.direct_path
    wire.calls.clear()

    assert getattr(talk, who).post(f"{path}/messages", {**new_message("x" * 250), "card": card}).status == 201

    assert [call.operation for call in wire.calls if call.on_main_thread] == ["BatchGetItem", "TransactWriteItems"]
    assert Counter(call.operation for call in wire.calls if not call.on_main_thread) == {"Query": 1, "BatchGetItem": 1}
    [transaction] = wire.made("TransactWriteItems")
    assert write_units(transaction.content["TransactItems"]) <= 8


def test_a_repeated_send_writes_nothing(talk: Clinic, wire: Wire) -> None:
    message = new_message()
    talk.nora.post(f"{talk.topic_path}/messages", message)
    wire.calls.clear()

    talk.nora.post(f"{talk.topic_path}/messages", message)

    assert {call.operation for call in wire.calls} <= {"BatchGetItem", "GetItem", "Query"}


NOVEMBER = "/appointments?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z"
COSTS = {
    "a page of the thread": ("{topic}/messages", {"BatchGetItem": 1, "Query": 2, "PutItem": 1}),
    "a conversation": ("{topic}", {"BatchGetItem": 2, "Query": 1, "PutItem": 1}),
    "the members": ("{topic}/members", {"BatchGetItem": 3, "Query": 1, "PutItem": 1}),
    "a page of the inbox": ("/conversations", {"Query": 1, "BatchGetItem": 3, "PutItem": 1}),
    "a patient's items": ("/patients/ada/artifacts?type=appt", {"BatchGetItem": 2, "Query": 1, "PutItem": 1}),
    "a page of the appointments": (
        "/appointments?from=2026-11-01T00:00:00Z",
        {"BatchGetItem": 3, "Query": 1, "PutItem": 1},
    ),
    "an appointment": ("/appointments/checkup", {"BatchGetItem": 2, "Query": 1, "PutItem": 1}),
    "the badge": ("/me/unread", {"Query": 1}),
    "statistics": ("/stats", {"Query": 1}),
    "a page of what is unread": ("/conversations?filter=unread", {"Query": 1, "BatchGetItem": 4, "PutItem": 1}),
    "a search for patients": ("/patients?q=br", {"Query": 1, "BatchGetItem": 3, "PutItem": 1}),
    "a search in two audiences": ("/conversations?q=tab", {"Query": 2, "BatchGetItem": 4, "PutItem": 1}),
}
READS = {"GetItem": "BatchGetItem"}
"""One key or several: one round trip."""


@pytest.mark.parametrize(("path", "wanted"), COSTS.values(), ids=COSTS)
def test_reading_costs_this_much(talk: Clinic, wire: Wire, path: str, wanted: dict[str, int]) -> None:
    wire.calls.clear()

    assert talk.nora.get(path.format(topic=talk.topic_path)).status == 200

    assert Counter(READS.get(call.operation, call.operation) for call in wire.calls) == wanted


def calls_of(talk: Clinic, wire: Wire) -> list[list[str]]:
    """The calls of each of these pages, as long as they hold two rows."""
    made = []
    for path, _ in COSTS.values():
        wire.calls.clear()
        asked = path.format(topic=talk.topic_path)
        assert talk.nora.get(f"{asked}{'&' if '?' in asked else '?'}limit=2").status == 200
        made.append(sorted(call.operation for call in wire.calls))
    return made


def test_ten_times_the_conversations_and_messages_cost_the_same_calls(talk: Clinic, wire: Wire) -> None:
    before = calls_of(talk, wire)
    for number in range(10):
        wanted = {"kind": "topic", "topic": str(number), "careTeamId": "meds", "message": new_message()}
        talk.ada.post("/conversations", wanted)
        talk.ada.post(f"{talk.topic_path}/messages", new_message())
    talk.settle()

    assert calls_of(talk, wire) == before


def test_marking_as_read_writes_one_transaction(talk: Clinic, wire: Wire) -> None:
    wire.calls.clear()

    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})

    [transaction] = wire.made("TransactWriteItems")
    assert [list(part) for part in transaction.content["TransactItems"]] == [["Put"], ["Update"], ["Update"]]
    wire.calls.clear()
    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})
    assert wire.made("TransactWriteItems") == []


def test_one_botocore_client_is_made_at_import() -> None:
    count = (
        "import botocore.client as c; made = []; create = c.ClientCreator.create_client;"
        "c.ClientCreator.create_client = lambda *a, **k: made.append(k['service_name']) or create(*a, **k);"
        "import app; assert made == ['dynamodb'], made"
    )

    assert subprocess.run([sys.executable, "-c", count], check=False).returncode == 0
