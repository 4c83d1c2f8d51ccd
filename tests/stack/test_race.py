"""Many writers at once, calls repeated, functions dying: nothing lost, nothing doubled, one order for all."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.listener import listening
from tests.stack_fixture.person import Person, new_message
from tests.stack_fixture.workers import dying_workers, kill

SEED = 20261121
WRITERS, MESSAGES = 32, 10
PATIENCE = 120
"""Seconds after which a writer gives up, as no client would so soon."""
Message = dict[str, Any]


def test_32_writers_at_once_make_one_gapless_order_though_functions_die(stack: Stack, clinic: Clinic) -> None:
    path = f"/conversations/{clinic.topic()['id']}/messages"
    people = (clinic.ada, clinic.nora, clinic.omar)

    def write(number: int) -> list[Message]:
        chance = random.Random(SEED + number)
        person, acknowledged = people[number % len(people)], []
        for index in range(MESSAGES):
            message = new_message(f"{number}.{index}")
            acknowledged.append(acknowledge(person, path, message))
            if chance.random() < 0.1:
                again = acknowledge(person, path, message)
                assert again["seq"] == acknowledged[-1]["seq"]
        return acknowledged

    with dying_workers(stack, SEED, every=2) as killed, ThreadPoolExecutor(WRITERS) as pool:
        acknowledged = [message for messages in pool.map(write, range(WRITERS)) for message in messages]

    thread = whole_thread(clinic.omar, path)
    assert killed
    assert [message["seq"] for message in thread] == list(range(1, WRITERS * MESSAGES + 2))
    assert len({message["clientMessageId"] for message in thread}) == len(thread)
    stored = {message["seq"]: message["text"] for message in thread}
    assert {message["seq"]: message["text"] for message in acknowledged}.items() <= stored.items()
    for number in range(WRITERS):
        mine = [message["text"] for message in thread if message["text"].startswith(f"{number}.")]
        assert mine == [f"{number}.{index}" for index in range(MESSAGES)]
    for person in people:
        assert [message["id"] for message in whole_thread(person, path)] == [message["id"] for message in thread]


def test_badges_and_inboxes_agree_with_a_recount_after_the_storm(stack: Stack, clinic: Clinic) -> None:
    conversation = clinic.topic()
    path = f"/conversations/{conversation['id']}"
    before = {person.id: person.http.get("/me/unread").json() for person in (clinic.ada, clinic.omar)}

    def write(number: int) -> None:
        person = (clinic.ada, clinic.nora)[number % 2]
        acknowledge(person, f"{path}/messages", new_message(f"storm {number}"))
        if number % 5 == 0:
            clinic.omar.http.put(f"{path}/read-marker", json={"seq": 1 + number // 2})

    with dying_workers(stack, SEED, every=1), ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))

    for person in (clinic.ada, clinic.omar):
        expected = recount(person, path)
        row = settled_row(person, conversation["id"], last_seq=41)
        assert row["unreadCount"] == expected
        assert row["messageCount"] == 41
        grown = person.http.get("/me/unread").json()["messages"] - before[person.id]["messages"]
        assert grown == expected - (1 if person is clinic.omar else 0)


def recount(person: Person, path: str) -> int:
    """Unread, counted from the messages themselves."""
    read_seq = person.http.get(path).json()["readSeq"]
    return sum(
        message["seq"] > read_seq and message["sender"]["id"] != person.id
        for message in whole_thread(person, f"{path}/messages")
    )


def settled_row(person: Person, conversation_id: str, last_seq: int) -> Message:
    """The person's inbox row once the stream has brought it up to that entry."""
    deadline = time.monotonic() + PATIENCE
    while True:
        rows = person.http.get("/conversations").json()["items"]
        row: Message = next(row for row in rows if row["id"] == conversation_id)
        if row["lastSeq"] >= last_seq:
            return row
        assert time.monotonic() < deadline, f"the stream has come to {row['lastSeq']} of {last_seq}"
        time.sleep(0.1)


def whole_thread(person: Person, path: str) -> list[Message]:
    """All messages, page by page from the first."""
    thread: list[Message] = []
    cursor: dict[str, Any] = {"after": 0}
    while cursor:
        page = person.http.get(path, params={**cursor, "limit": 100}).json()
        thread += page["items"]
        cursor = {"cursor": page["next"]} if page["next"] else {}
    return thread


def test_a_push_lost_with_its_function_is_made_good_by_the_stream(stack: Stack, clinic: Clinic) -> None:
    conversation = clinic.topic()
    path = f"/conversations/{conversation['id']}/messages"
    with listening(clinic.ada) as ada:
        for number in range(5):
            kill(stack, "-api-")
            sent = acknowledge(clinic.nora, path, new_message(f"after death {number}"))
            told = ada.hears(
                "unread.updated",
                lambda data, seq=sent["seq"]: data["conversationId"] == conversation["id"] and data["lastSeq"] >= seq,
                within=60,
            )
            missing = clinic.ada.http.get(path, params={"after": sent["seq"] - 1}).json()["items"]
            assert told["data"]["unreadCount"] == number + 1
            assert [message["text"] for message in missing] == [f"after death {number}"]


def acknowledge(person: Person, path: str, message: Message) -> Message:
    """Send until it is acknowledged, as the portal does: always under the same name."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            answer = person.http.post(path, json=message)
        except httpx.TransportError:
            answer = None
        if answer is not None and answer.status_code in (200, 201):
            acknowledged: Message = answer.json()
            return acknowledged
        assert answer is None or answer.status_code >= 500, answer.text
        assert time.monotonic() < deadline
        time.sleep(0.05)
