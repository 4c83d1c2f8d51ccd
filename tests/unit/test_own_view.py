"""What each reader does for themself: open one message, pin, mute, mark unread."""

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.gateway import Gateway
from tests.unit.problems import assert_problem
from tests.unit.recount import assert_all_agrees
from tests.unit.wire import Wire


def test_one_message_is_what_the_thread_shows_in_that_place(talk: Clinic) -> None:
    talk.nora.post(f"{talk.topic_path}/messages", new_message("Yes."))
    talk.nora.call("PATCH", talk.topic_path, {"status": "resolved"})
    talk.settle()

    for reader in (talk.ada, talk.nora):
        for shown in reader.get(f"{talk.topic_path}/messages")["items"]:
            assert reader.get(f"{talk.topic_path}/messages/{shown['seq']}").body == shown


@pytest.mark.parametrize(
    "seq", ["2", "0", "-1", "01", "1.0", "one", "%31%00", "\u0661", "9" * 12, "9" * 13, "9" * 5_000]
)
def test_a_place_where_nothing_stands_is_not_found(untouched: Clinic, seq: str) -> None:
    from urllib.parse import quote

    assert_problem(untouched.ada.get(f"{untouched.topic_path}/messages/{quote(seq, safe='%')}"), 404, "NOT_FOUND")


def test_one_message_is_shown_after_its_audit_entry(talk: Clinic) -> None:
    assert talk.nora.get(f"{talk.topic_path}/messages/1").status == 200

    [(act, detail)] = tables.entries("act", "detail")
    assert (act, '"seq": 1' in detail) == ("messages.read", True)


def test_pinning_is_for_oneself_alone(talk: Clinic) -> None:
    pinned = talk.nora.put(f"{talk.topic_path}/preferences", {"pinned": True})

    assert (pinned.status, pinned["pinned"], pinned["muted"]) == (200, True, False)
    assert talk.nora.get("/conversations")["items"][0]["id"] == talk.topic_id
    assert talk.ada.get(talk.topic_path)["pinned"] is False
    assert talk.ada.get("/conversations")["items"][0]["id"] == talk.direct_id


def test_what_is_left_out_stays_as_it_is(talk: Clinic) -> None:
    path = f"{talk.topic_path}/preferences"
    talk.nora.put(path, {"pinned": True})

    assert talk.nora.put(path, {"muted": True}).body["pinned"] is True
    now = talk.nora.put(path, {"pinned": False})

    assert (now["pinned"], now["muted"]) == (False, True)


def test_muted_conversations_count_as_unread_all_the_same(talk: Clinic) -> None:
    talk.nora.put(f"{talk.topic_path}/preferences", {"muted": True})
    talk.ada.post(f"{talk.topic_path}/messages", new_message())
    talk.settle()

    assert talk.nora.get(talk.topic_path)["unreadCount"] == 2
    assert talk.nora.unread() == {"messages": 3, "conversations": 2}
    assert_all_agrees(talk)


def test_a_pin_outlasts_what_is_written_and_read(talk: Clinic) -> None:
    talk.nora.put(f"{talk.topic_path}/preferences", {"pinned": True, "muted": True})
    talk.ada.post(f"{talk.direct_path}/messages", new_message())
    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})
    talk.settle()

    first = talk.nora.get("/conversations")["items"][0]
    assert (first["id"], first["pinned"], first["muted"]) == (talk.topic_id, True, True)


@pytest.mark.parametrize(
    "content", [{}, {"pinned": None}, {"pinned": "yes"}, {"muted": 1}, {"pinned": True, "read": 1}]
)
def test_preferences_are_true_or_false_and_at_least_one(untouched: Clinic, content: dict[str, object]) -> None:
    assert_problem(untouched.nora.put(f"{untouched.topic_path}/preferences", content), 400, "INVALID")


def test_repeating_a_preference_writes_no_record(talk: Clinic) -> None:
    talk.nora.put(f"{talk.topic_path}/preferences", {"pinned": True})
    before = tables.contents()["Records"]

    assert talk.nora.put(f"{talk.topic_path}/preferences", {"pinned": True}).status == 200
    assert tables.contents()["Records"] == before


def test_who_pins_while_a_message_comes_loses_neither(talk: Clinic, wire: Wire) -> None:
    def meanwhile() -> None:
        talk.ada.post(f"{talk.topic_path}/messages", new_message())
        talk.settle()

    wire.before("TransactWriteItems", meanwhile)

    pinned = talk.nora.put(f"{talk.topic_path}/preferences", {"pinned": True})

    assert (pinned["pinned"], pinned["unreadCount"]) == (True, 2)
    assert_all_agrees(talk)


def test_ones_own_windows_hear_of_it_and_nobody_elses(talk: Clinic, gateway: Gateway) -> None:
    talk.nora.put(f"{talk.topic_path}/preferences", {"pinned": True})

    assert gateway.last("noras", "conversation.updated")["conversation"]["pinned"] is True
    assert gateway.events("adas") == []


def test_marking_unread_from_a_message_brings_it_to_the_tab_and_the_badge(talk: Clinic) -> None:
    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})
    assert talk.topic_id not in [row["id"] for row in talk.nora.get("/conversations?filter=unread")["items"]]

    back = talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 0, "force": True})

    assert (back["messages"], back["conversations"]) == (2, 2)
    assert talk.topic_id in [row["id"] for row in talk.nora.get("/conversations?filter=unread")["items"]]
    assert talk.nora.get(talk.topic_path)["readSeq"] == 0
    assert_all_agrees(talk)


def test_a_marker_at_a_system_entry_counts_the_texts_beyond_it(talk: Clinic) -> None:
    talk.nora.call("PATCH", talk.topic_path, {"status": "resolved"})
    talk.ada.post(f"{talk.topic_path}/messages", new_message("Still there?"))
    talk.settle()

    left = [talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": seq})["messages"] for seq in (1, 2, 3, 4)]

    assert left == [2, 2, 2, 1]
    assert_all_agrees(talk)


def test_each_change_of_ones_own_view_has_a_larger_revision_of_the_seat_in_answer_push_and_inbox(
    gateway: Gateway, talk: Clinic
) -> None:
    before = talk.nora.get(talk.topic_path)["seatRevision"]
    pinned = talk.nora.put(f"{talk.topic_path}/preferences", {"pinned": True})["seatRevision"]
    assert gateway.last("noras", "conversation.updated")["conversation"]["seatRevision"] == pinned
    assert before < pinned < talk.nora.put(f"{talk.topic_path}/preferences", {"muted": True})["seatRevision"]
    [row] = [row for row in talk.nora.get("/conversations")["items"] if row["id"] == talk.topic_id]
    assert row["seatRevision"] == talk.nora.get(talk.topic_path)["seatRevision"]
