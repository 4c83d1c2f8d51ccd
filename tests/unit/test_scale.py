"""Ten times the conversations and messages: the same page costs the same calls and reads as much."""

import json
from collections import Counter
from datetime import timedelta

import pytest

from chalicelib import clock
from tests.unit import tables
from tests.unit.clinic import Clinic, callers, new_message
from tests.unit.test_tabs import archive
from tests.unit.wire import Wire

PAGES = {
    "all": "/conversations?limit=2",
    "unread": "/conversations?filter=unread&limit=2",
    "read": "/conversations?filter=read&limit=2",
    "archived": "/conversations?filter=archived&limit=2",
    "needs reply": "/conversations?filter=needs_reply&limit=2",
    "search by one word": "/conversations?q=diary&limit=2",
    "search by two words": "/conversations?q=diary+brook&limit=2",
    "a patient's history": "/patients/ada/conversations?limit=2",
    "a page of a thread": "{thread}/messages?limit=2",
    "a conversation": "{thread}",
    "the badge": "/me/unread",
    "statistics": "/stats",
}
START = clock.now() + timedelta(hours=1)
TIMES = 10


def fill() -> None:
    """Nine conversations: a third unread, a third answered and read, a third archived; the first of eleven messages."""
    clinic = callers()
    for number in range(9):
        with clock.standing_at(START + timedelta(minutes=number)):
            begun = {"kind": "topic", "topic": "Diary", "careTeamId": "meds", "message": new_message()}
            path = f"/conversations/{clinic.ada.post('/conversations', begun)['id']}"
            if number % 3 == 1:
                clinic.nora.post(f"{path}/messages", new_message())
                clinic.nora.put(f"{path}/read-marker", {"seq": 2})
            if number % 3 == 2:
                archive(path.rpartition("/")[2])
    for _ in range(10):
        clinic.ada.post(f"{path_of(first_thread())}/messages", new_message())
    clinic.settle()


def first_thread() -> str:
    return min(row["PK"] for row in tables.rows("HEAD")).removeprefix("CONV#")


def path_of(conversation_id: str) -> str:
    return f"/conversations/{conversation_id}"


def multiply() -> None:
    """Put copies of all rows of each conversation beside them, under other ids, and of the first one's messages."""
    contents, thread = tables.contents(), first_thread()
    ids = {row["PK"].removeprefix("CONV#") for row in tables.rows("HEAD")}
    rows = [(json.dumps(item), item) for item in contents["Records"]]
    for number in range(1, TIMES):
        for identifier in ids:
            other = f"{identifier[:-2]}z{number}"
            contents["Records"] += [json.loads(row.replace(identifier, other)) for row, _ in rows if identifier in row]
        said = [row for _, row in rows if row["PK"]["S"] == f"CONV#{thread}" and row["SK"]["S"].startswith("MSG#")]
        contents["Records"] += [{**row, "SK": {"S": f"MSG#{number:04d}{row['SK']['S'][8:]}"}} for row in said]
    tables.replace_contents(contents)


def cost(clinic: Clinic, wire: Wire, path: str) -> tuple[Counter[str], float]:
    """The calls of one page, and the read units of all that they read."""
    wire.calls.clear()
    wire.units = 0
    answer = clinic.nora.get(path)
    assert answer.status == 200, answer.body
    assert len(answer.body.get("items", "ab")) == 2
    return Counter(call.operation for call in wire.calls), wire.units


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_the_same_page_costs_the_same_at_ten_times_the_data(clinic: Clinic, wire: Wire, path: str) -> None:
    tables.as_kept("nine conversations", fill)
    asked = path.format(thread=path_of(first_thread()))
    calls, units = cost(clinic, wire, asked)

    multiply()

    again = cost(clinic, wire, asked)
    assert again[0] == calls or (path == PAGES["read"] and again[0] < calls), "fewer looks, where more was read"
    assert again[1] <= units * 1.1


def test_the_copies_are_as_good_as_the_rest(clinic: Clinic) -> None:
    tables.as_kept("nine conversations", fill)
    multiply()

    assert len(clinic.nora.get("/conversations?limit=100")["items"]) == 6 * TIMES
    assert len(clinic.nora.get("/conversations?q=diary&limit=100")["items"]) == 9 * TIMES
    assert len(clinic.nora.get(f"{path_of(first_thread())}/messages?limit=100")["items"]) == 100
