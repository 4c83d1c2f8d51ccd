"""Read markers, receipts and the badge."""

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.recount import assert_all_agrees


@pytest.fixture
def thread(talk: Clinic) -> Clinic:
    """Six messages in the topic: Ada's at 1, 3 and 5, Nora's at 2, 4 and 6."""
    tables.as_kept("six messages", lambda: go_on(talk))
    return talk


def go_on(talk: Clinic) -> None:
    for number in range(5):
        sender = talk.ada if number % 2 else talk.nora
        sender.post(f"{talk.topic_path}/messages", new_message(f"Message {number + 2}"))
    talk.settle()


def mark(clinic: Clinic, who: str, seq: int, **more: object) -> dict:
    answer = getattr(clinic, who).put(f"{clinic.topic_path}/read-marker", {"seq": seq, **more})
    assert answer.status == 200, answer.body
    return answer.body


def test_the_badge_falls_as_the_reader_goes_on(thread: Clinic) -> None:
    left = [mark(thread, "nora", seq)["messages"] for seq in (0, 1, 2, 3, 5, 6)]

    assert left == [4, 3, 3, 2, 1, 1]
    assert_all_agrees(thread)


def test_the_marker_moves_forward_only(thread: Clinic) -> None:
    mark(thread, "nora", 5)
    before = tables.contents()["Records"]

    assert mark(thread, "nora", 2) == mark(thread, "nora", 5)
    assert tables.contents()["Records"] == before


def test_force_marks_unread_again(thread: Clinic) -> None:
    mark(thread, "nora", 6)

    back = mark(thread, "nora", 2, force=True)

    assert (back["messages"], back["conversations"]) == (3, 2)
    assert thread.nora.get(thread.topic_path)["readSeq"] == 2
    assert_all_agrees(thread)


def test_everything_can_be_marked_unread(thread: Clinic) -> None:
    mark(thread, "nora", 6)

    assert mark(thread, "nora", 0, force=True)["messages"] == 4
    assert_all_agrees(thread)


def test_a_marker_set_before_the_stream_came_by_is_exact(talk: Clinic) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message())
    talk.ada.post(f"{talk.topic_path}/messages", new_message())

    assert mark(talk, "nora", 2)["messages"] == 2
    talk.settle()
    assert_all_agrees(talk)


def test_somebody_without_a_seat_yet_can_mark(clinic: Clinic) -> None:
    started = clinic.ada.post(
        "/conversations", {"kind": "topic", "topic": "Sleep", "careTeamId": "meds", "message": new_message()}
    )

    answer = clinic.nora.put(f"/conversations/{started['id']}/read-marker", {"seq": 1})
    assert answer.body == {"messages": 0, "conversations": 0, "caseMessages": 0, "needsReply": 1}
    clinic.settle()
    assert_all_agrees(clinic)


def statuses(clinic: Clinic, who: str) -> list[str | None]:
    return [message["status"] for message in getattr(clinic, who).get(f"{clinic.topic_path}/messages")["items"]]


def test_own_messages_are_sent_then_delivered_then_read(talk: Clinic) -> None:
    talk.nora.post(f"{talk.topic_path}/messages", new_message())
    assert statuses(talk, "nora") == [None, "sent"]

    talk.settle()
    assert statuses(talk, "nora") == [None, "delivered"]

    mark(talk, "ada", 2)
    assert statuses(talk, "nora") == [None, "read"]
    assert statuses(talk, "ada") == ["delivered", None]


def test_a_patients_message_is_read_when_any_of_the_team_has_read_it(thread: Clinic) -> None:
    thread.change_team("meds", members=["nora", "omar"])
    thread.ada.post(f"{thread.topic_path}/messages", new_message())
    thread.settle()
    assert statuses(thread, "ada")[-1] == "delivered"

    mark(thread, "omar", 7)

    assert statuses(thread, "ada")[-1] == "read"
    assert statuses(thread, "nora")[5] == "delivered"


def test_a_colleague_reading_does_not_make_staff_messages_read(thread: Clinic) -> None:
    thread.change_team("meds", members=["nora", "omar"])
    thread.settle()

    mark(thread, "omar", 6)

    assert statuses(thread, "nora")[5] == "delivered"
