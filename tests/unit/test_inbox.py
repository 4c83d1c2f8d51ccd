"""The inbox: the latest activity first, page by page, and only what one may see."""

from datetime import timedelta

import pytest

from chalicelib import clock
from chalicelib.domain.errors import OptedOut
from tests.unit import tables
from tests.unit.clinic import Api, Clinic, new_message

NOW = clock.now()


def start(clinic: Clinic, topic: str, minutes: int) -> str:
    """A topic of Ada's with the team `meds`, started that many minutes after now."""
    with clock.standing_at(NOW + timedelta(minutes=minutes)):
        started = clinic.ada.post(
            "/conversations", {"kind": "topic", "topic": topic, "careTeamId": "meds", "message": new_message()}
        )
        clinic.settle()
    return str(started["id"])


@pytest.fixture
def five(clinic: Clinic) -> Clinic:
    """Five topics, `0` the oldest."""
    tables.as_kept("five topics", lambda: [start(clinic, str(number), number) for number in range(5)])
    return clinic


def topics(api: Api, query: str = "") -> list[str]:
    answer = api.get(f"/conversations{query}")
    assert answer.status == 200, answer.body
    return [row["topic"] for row in answer["items"]]


def test_the_latest_activity_comes_first_for_both_sides(five: Clinic) -> None:
    assert topics(five.nora) == topics(five.ada) == ["4", "3", "2", "1", "0"]


def test_a_new_message_brings_a_conversation_to_the_top(five: Clinic) -> None:
    oldest = five.nora.get("/conversations")["items"][-1]["id"]
    with clock.standing_at(NOW + timedelta(hours=1)):
        five.nora.post(f"/conversations/{oldest}/messages", new_message())
        five.settle()

    assert topics(five.ada) == topics(five.nora) == ["0", "4", "3", "2", "1"]


@pytest.mark.parametrize("limit", [1, 2, 4, 5, 100])
def test_pages_follow_one_another_without_gap_or_repeat(five: Clinic, limit: int) -> None:
    seen: list[str] = []
    query = f"?limit={limit}"
    while query:
        page = five.nora.get(f"/conversations{query}")
        seen += [row["topic"] for row in page["items"]]
        query = page["next"] and f"?limit={limit}&cursor={page['next']}"

    assert seen == ["4", "3", "2", "1", "0"]


def test_what_rises_while_paging_is_not_shown_twice(five: Clinic) -> None:
    first = five.nora.get("/conversations?limit=2")
    oldest = five.nora.get("/conversations")["items"][-1]["id"]
    with clock.standing_at(NOW + timedelta(hours=1)):
        five.ada.post(f"/conversations/{oldest}/messages", new_message())
        five.settle()

    assert topics(five.nora, f"?limit=5&cursor={first['next']}") == ["2", "1"]


def test_others_see_nothing_of_it(five: Clinic) -> None:
    assert [topics(api) for api in (five.bo, five.omar, five.dana)] == [[], [], []]


def test_a_row_says_all_that_the_inbox_shows(talk: Clinic) -> None:
    [row] = [row for row in talk.nora.get("/conversations")["items"] if row["id"] == talk.topic_id]

    assert row == talk.nora.get(talk.topic_path).body
    assert row["patient"] == {"id": "ada", "role": "patient", "name": "Ada Brook", "initials": "AB"}
    assert (row["unreadCount"], row["messageCount"], row["canReply"], row["reason"]) == (1, 1, True, None)


def test_rows_say_why_one_may_not_answer(talk: Clinic) -> None:
    talk.change_patient("ada", chatOptIn=False)

    assert {(row["canReply"], row["reason"]) for row in talk.nora.get("/conversations")["items"]} == {
        (False, "OPTED_OUT")
    }


def test_rows_say_to_each_side_what_they_can_do_about_it(talk: Clinic) -> None:
    assert {row["nextStep"] for row in talk.nora.get("/conversations")["items"]} == {None}

    talk.change_patient("ada", chatOptIn=False)

    for who, step in ((talk.nora, OptedOut.next_step), (talk.ada, OptedOut.own_next_step)):
        assert {row["nextStep"] for row in who.get("/conversations")["items"]} == {step}
        assert who.get(talk.topic_path)["nextStep"] == step


def test_a_renamed_patient_is_shown_by_todays_name_and_their_words_by_that_of_then(talk: Clinic) -> None:
    talk.change_patient("ada", name="Ada Stone")

    row = talk.nora.get(talk.topic_path)

    assert row["patient"]["name"] == "Ada Stone"
    assert row["lastMessage"]["sender"]["name"] == "Ada Brook"


def test_threads_page_in_both_directions(talk: Clinic) -> None:
    for number in range(2, 8):
        talk.nora.post(f"{talk.topic_path}/messages", new_message(str(number)))

    def page(query: str) -> tuple[list[int], str | None]:
        answer = talk.ada.get(f"{talk.topic_path}/messages?limit=3{query}")
        return [message["seq"] for message in answer["items"]], answer["next"]

    latest, older = page("")
    assert latest == [5, 6, 7]
    assert page(f"&cursor={older}")[0] == [2, 3, 4]
    assert page("&before=2") == ([1], None)
    first, newer = page("&after=0")
    assert first == [1, 2, 3]
    assert page(f"&cursor={newer}")[0] == [4, 5, 6]
    assert page("&after=6") == ([7], None)
    assert page("&after=7") == ([], None)
