"""Resolving a conversation and opening it again: an entry says so, and nobody has anything new to read."""

from collections.abc import Callable

import pytest

from tests.unit import tables
from tests.unit.clinic import Answer, Api, Clinic, new_message
from tests.unit.gateway import Gateway
from tests.unit.problems import assert_problem
from tests.unit.recount import assert_all_agrees
from tests.unit.test_tabs import archive
from tests.unit.wire import Wire, cancelled


def patch(who: Api, path: str, status: str) -> Answer:
    return who.call("PATCH", path, {"status": status})


def thread(clinic: Clinic) -> list[tuple[int, str]]:
    """Every entry of the topic: its number, and what it says or what happened."""
    items = clinic.ada.get(f"{clinic.topic_path}/messages")["items"]
    return [(it["seq"], it["system"]["act"] if it["system"] else it["text"]) for it in items]


QUESTION = (1, "May I take both tablets at once?")


def test_resolving_writes_an_entry_that_both_sides_see(talk: Clinic) -> None:
    resolved = patch(talk.nora, talk.topic_path, "resolved")
    talk.settle()

    assert (resolved.status, resolved["status"], resolved["lastSeq"], resolved["messageCount"]) == (
        200,
        "resolved",
        2,
        1,
    )
    for reader in (talk.ada, talk.nora):
        entry = reader.get(f"{talk.topic_path}/messages")["items"][-1]
        nora = {"id": "nora", "role": "provider", "name": "Nora Quill", "initials": "NQ", "title": "Nurse"}
        assert (entry["type"], entry["sender"], entry["status"]) == ("system", None, None)
        assert entry["system"] == {"act": "resolved", "person": nora}
        assert entry["text"] == "Nora Quill marked this as resolved."


def test_an_entry_is_nothing_unread_and_no_activity(talk: Clinic) -> None:
    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})
    before = talk.ada.get(talk.topic_path), talk.nora.get(talk.topic_path)

    patch(talk.nora, talk.topic_path, "resolved")
    patch(talk.nora, talk.topic_path, "open")
    talk.settle()

    same = ("unreadCount", "lastActivityAt", "lastMessage", "messageCount", "status")
    for was, who in zip(before, (talk.ada, talk.nora), strict=True):
        now = who.get(talk.topic_path)
        assert {name: now[name] for name in same} == {name: was[name] for name in same}
        assert now["lastSeq"] == was["lastSeq"] + 2
    assert_all_agrees(talk)


@pytest.mark.parametrize("status", ["resolved", "open"])
def test_what_is_so_already_stays_as_it_is(talk: Clinic, status: str) -> None:
    patch(talk.nora, talk.topic_path, status)
    before = tables.rows("HEAD"), thread(talk)

    again = patch(talk.nora, talk.topic_path, status)

    assert (again.status, again["status"]) == (200, status)
    assert (tables.rows("HEAD"), thread(talk)) == before


def test_once_resolved_nobody_waits_any_more(talk: Clinic) -> None:
    talk.nora.put(f"{talk.topic_path}/claim", None)
    assert patch(talk.nora, talk.topic_path, "resolved")["needsReply"] is None

    reopened = patch(talk.nora, talk.topic_path, "open")

    assert (reopened["status"], reopened["needsReply"]) == ("open", None)


@pytest.mark.parametrize("who", ["ada", "nora"])
@pytest.mark.parametrize("end", ["resolved", "archived"])
def test_the_next_message_opens_it_again_with_an_entry_before_it(talk: Clinic, who: str, end: str) -> None:
    if end == "archived":
        archive(talk.topic_id)
    else:
        patch(talk.nora, talk.topic_path, end)
    message = new_message("One more thing")

    sent = getattr(talk, who).post(f"{talk.topic_path}/messages", message)
    again = getattr(talk, who).post(f"{talk.topic_path}/messages", message)
    talk.settle()

    assert ((sent.status, sent["seq"]), (again.status, again["seq"])) == ((201, 4), (200, 4))
    assert thread(talk) == [QUESTION, (2, end), (3, "reopened"), (4, "One more thing")]
    assert talk.ada.get(talk.topic_path)["status"] == "open"
    assert_all_agrees(talk)


def test_what_is_archived_can_be_opened_and_not_resolved(talk: Clinic) -> None:
    archive(talk.topic_id)

    assert_problem(patch(talk.nora, talk.topic_path, "resolved"), 409, "ARCHIVED")
    assert thread(talk) == [QUESTION, (2, "archived")]
    assert patch(talk.nora, talk.topic_path, "open")["status"] == "open"


RACES: dict[str, tuple[Callable[[Clinic], object], list[str]]] = {
    "a message of the patient's": (
        lambda clinic: clinic.ada.post(f"{clinic.topic_path}/messages", new_message("Wait!")),
        ["Wait!", "resolved"],
    ),
    "the same by a colleague": (lambda clinic: patch(clinic.nora, clinic.topic_path, "resolved"), ["resolved"]),
    "a claim": (lambda clinic: clinic.nora.put(f"{clinic.topic_path}/claim", None), ["resolved"]),
}


@pytest.mark.parametrize(("first", "entries"), RACES.values(), ids=RACES)
def test_who_resolves_at_the_same_moment_comes_after_what_was_first(
    talk: Clinic, wire: Wire, first: Callable[[Clinic], object], entries: list[str]
) -> None:
    wire.before("TransactWriteItems", lambda: first(talk))

    resolved = patch(talk.nora, talk.topic_path, "resolved")
    talk.settle()

    assert (resolved.status, resolved["status"], resolved["needsReply"]) == (200, "resolved", None)
    assert [said for _, said in thread(talk)[1:]] == entries
    assert [seq for seq, _ in thread(talk)] == list(range(1, len(entries) + 2))
    assert_all_agrees(talk)


def test_a_message_overtaken_by_the_resolving_opens_it_again(talk: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: patch(talk.nora, talk.topic_path, "resolved"))

    talk.ada.post(f"{talk.topic_path}/messages", new_message("Not yet!"))
    talk.settle()

    assert thread(talk) == [QUESTION, (2, "resolved"), (3, "reopened"), (4, "Not yet!")]
    assert talk.nora.get(talk.topic_path)["needsReply"]["claimedBy"] is None
    assert_all_agrees(talk)


def test_a_transaction_in_the_way_is_waited_for(talk: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: cancelled("None", "None", "TransactionConflict"), times=2)

    assert patch(talk.nora, talk.topic_path, "resolved")["status"] == "resolved"
    assert thread(talk) == [QUESTION, (2, "resolved")]


def test_each_change_is_audited_once_however_often_the_stream_comes_by(talk: Clinic) -> None:
    patch(talk.nora, talk.topic_path, "resolved")
    patch(talk.nora, talk.topic_path, "open")
    for _ in range(3):
        talk.settle()

    acts = [act for act in tables.entries("act") if act in ("conversation.resolved", "conversation.reopened")]
    assert acts == ["conversation.resolved", "conversation.reopened"]


def test_open_windows_are_told_of_the_entry_and_of_the_new_state(talk: Clinic, gateway: Gateway) -> None:
    patch(talk.nora, talk.topic_path, "resolved")

    assert gateway.last("adas", "message.created")["message"]["system"]["act"] == "resolved"
    assert gateway.last("adas", "conversation.updated")["conversation"]["status"] == "resolved"
