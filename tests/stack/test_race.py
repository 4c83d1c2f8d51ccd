"""Many writers at once, calls repeated, functions dying: nothing lost, nothing doubled, one order for all."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import httpx
import pytest

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.listener import listening
from tests.stack_fixture.person import Person, acknowledged, new_message
from tests.stack_fixture.workers import Reaper, kill

pytestmark = pytest.mark.promise

SEED = 20261121
WRITERS, MESSAGES = 32, 10
PATIENCE = 120
"""Seconds for which something is waited for."""
Message = dict[str, Any]


def test_32_writers_at_once_make_one_gapless_order_though_functions_die(stack: Stack, clinic: Clinic) -> None:
    path = f"/conversations/{clinic.topic()['id']}/messages"
    people, reaper = (clinic.ada, clinic.nora, clinic.omar), Reaper(stack, SEED, each=30)

    def write(number: int) -> list[Message]:
        chance = random.Random(SEED + number)
        person, told = people[number % len(people)], []
        for index in range(MESSAGES):
            message = new_message(f"{number}.{index}")
            told.append(acknowledged(person, path, message))
            reaper.after_an_act()
            if chance.random() < 0.1:
                again = acknowledged(person, path, message)
                assert again["seq"] == told[-1]["seq"]
        return told

    with ThreadPoolExecutor(WRITERS) as pool:
        told = [message for messages in pool.map(write, range(WRITERS)) for message in messages]

    thread = whole_thread(clinic.omar, path)
    assert reaper.killed
    assert [message["seq"] for message in thread] == list(range(1, WRITERS * MESSAGES + 2))
    assert len({message["clientMessageId"] for message in thread}) == len(thread)
    stored = {message["seq"]: message["text"] for message in thread}
    assert {message["seq"]: message["text"] for message in told}.items() <= stored.items()
    for number in range(WRITERS):
        mine = [message["text"] for message in thread if message["text"].startswith(f"{number}.")]
        assert mine == [f"{number}.{index}" for index in range(MESSAGES)]
    for person in people:
        assert [message["id"] for message in whole_thread(person, path)] == [message["id"] for message in thread]


def test_badges_and_inboxes_agree_with_a_recount_after_the_storm(stack: Stack, clinic: Clinic) -> None:
    conversation = clinic.topic()
    path = f"/conversations/{conversation['id']}"
    reaper = Reaper(stack, SEED, each=6)

    def write(number: int) -> None:
        person = (clinic.ada, clinic.nora)[number % 2]
        acknowledged(person, f"{path}/messages", new_message(f"storm {number}"))
        reaper.after_an_act()
        if number % 5 == 0:
            with suppress(httpx.TransportError):  # no answer: the marker may have moved or not
                clinic.omar.http.put(f"{path}/read-marker", json={"seq": 1 + number // 2})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))

    for person in (clinic.ada, clinic.omar):
        expected = recount(person, path)
        row = settled_row(person, conversation["id"], last_seq=41)
        assert row["unreadCount"] == expected
        assert row["messageCount"] == 41
        badge_is_inbox(person)


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


def badge_is_inbox(person: Person) -> None:
    """Wait until the badge is the sum of the inbox: what else happened before may still be on its way into both."""
    deadline = time.monotonic() + PATIENCE
    while (badge := person.http.get("/me/unread").json()["messages"]) != (inbox := unread_in_inbox(person)):
        assert time.monotonic() < deadline, f"the badge of {person.id} says {badge}, the inbox {inbox}"
        time.sleep(0.1)


def unread_in_inbox(person: Person) -> int:
    """The sum over all conversations in which something is unread."""
    found, cursor = 0, ""
    while cursor is not None:
        query = {"filter": "unread", "limit": 100, **({"cursor": cursor} if cursor else {})}
        page = person.http.get("/conversations", params=query).json()
        found, cursor = found + sum(row["unreadCount"] for row in page["items"]), page["next"]
    return found


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
            sent = acknowledged(clinic.nora, path, new_message(f"after death {number}"))
            told = ada.hears(
                "unread.updated",
                lambda data, seq=sent["seq"]: data["conversationId"] == conversation["id"] and data["lastSeq"] >= seq,
                within=60,
            )
            missing = clinic.ada.http.get(path, params={"after": sent["seq"] - 1}).json()["items"]
            assert told["data"]["unreadCount"] == number + 1
            assert [message["text"] for message in missing] == [f"after death {number}"]
