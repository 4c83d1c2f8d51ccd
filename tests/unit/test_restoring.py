"""A restored table: every conversation says so once, and goes on at places that were never given."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

import app
from chalicelib import clock
from chalicelib.domain.restoring import BEGINNING
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.nights import Night, months_on
from tests.unit.nights import run as archive
from tests.unit.recount import assert_all_agrees
from tests.unit.test_lifecycle import thread

YEAR = 365 * 86_400


@pytest.fixture(autouse=True)
def later() -> Iterator[None]:
    with clock.standing_at(BEGINNING + timedelta(seconds=YEAR)):
        yield


def mark(occasion: str = "one", part: int = 0) -> dict[str, Any]:
    return app.archive({"restored": {"occasion": occasion, "part": part, "after": ""}}, Night())


def seqs(clinic: Clinic) -> list[int]:
    return [entry["seq"] for entry in clinic.ada.get(f"{clinic.topic_path}/messages")["items"]]


def test_every_conversation_says_so_and_goes_on_beyond_what_anybody_may_have_seen(talk: Clinic) -> None:
    before = talk.ada.get(talk.topic_path)

    assert mark() == {"marked": 2, "next": None}
    talk.settle()

    now = talk.ada.get(talk.topic_path)
    assert [said for _, said in thread(talk)][1:] == ["restored"]
    assert seqs(talk) == [1, YEAR]
    assert now["lastSeq"] == YEAR
    assert now["revision"] > before["revision"] + 1_000_000
    same = ("unreadCount", "lastActivityAt", "lastMessage", "needsReply", "messageCount", "status")
    assert {name: now[name] for name in same} == {name: before[name] for name in same}
    assert talk.ada.post(f"{talk.topic_path}/messages", new_message("Again"))["seq"] == YEAR + 1
    talk.settle()
    assert_all_agrees(talk)


def test_the_entry_is_nobodys_and_in_words_for_every_reader(talk: Clinic) -> None:
    mark()
    entry = talk.nora.get(f"{talk.topic_path}/messages")["items"][-1]
    assert (entry["sender"], entry["system"]) == (None, {"act": "restored", "person": None})
    assert "may be missing" in entry["text"]


def test_running_again_marks_nothing_twice_but_another_restoring_does(talk: Clinic) -> None:
    mark()
    before = tables.contents()
    assert mark()["marked"] == 0
    assert tables.contents() == before

    with clock.standing_at(BEGINNING + timedelta(seconds=YEAR + 60)):
        assert mark("two")["marked"] == 2
    assert seqs(talk) == [1, YEAR, YEAR + 60]


def test_archived_ones_are_marked_and_stay_archived(talk: Clinic) -> None:
    with months_on(13):
        archive()
        assert mark()["marked"] == 2
    assert {row["status"] for row in tables.rows("HEAD") if row["SK"] == "HEAD"} == {"archived"}


def test_a_run_tells_where_the_next_goes_on(talk: Clinic) -> None:
    done = mark(part=16)
    assert done == {"marked": 0, "next": None}


def test_a_page_of_a_thread_goes_over_what_was_left_out(talk: Clinic) -> None:
    mark()
    talk.ada.post(f"{talk.topic_path}/messages", new_message("Again"))
    path = f"{talk.topic_path}/messages"
    assert [it["seq"] for it in talk.ada.get(f"{path}?after=1&limit=1")["items"]] == [YEAR]
    assert [it["seq"] for it in talk.ada.get(f"{path}?before={YEAR}")["items"]] == [1]
    assert talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": YEAR}).status == 200


def test_answers_name_the_record_that_they_are_from(talk: Clinic) -> None:
    answers = [talk.ada.get("/me"), talk.ada.get("/conversations/unknown"), talk.nora.get(talk.topic_path)]
    assert len({answer.headers["X-Record-Id"] for answer in answers}) == 1
