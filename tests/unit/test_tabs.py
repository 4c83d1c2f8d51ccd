"""The tabs of the inbox: each holds what belongs there, page by page, whatever happens meanwhile."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from chalicelib import clock
from chalicelib.domain.message import Act
from chalicelib.domain.person import NOBODY
from tests.unit import tables
from tests.unit.clinic import Api, Clinic, callers, new_message
from tests.unit.problems import assert_problem
from tests.unit.recount import assert_all_agrees
from tests.unit.test_inbox import NOW, topics

TABS = ("all", "unread", "read", "archived", "needs_reply")
NORAS = {
    "all": ["4", "7", "6", "5", "2", "1", "0"],
    "unread": ["4", "7", "6", "5", "3"],
    "read": ["2", "1", "0"],
    "archived": ["3"],
    "needs_reply": ["4", "7", "6", "3", "1", "0"],
}
ADAS = {"all": ["7", "6", "5", "4", "2", "1", "0"], "unread": ["2"], "archived": ["3"]}
ADAS["read"] = ["7", "6", "5", "4", "1", "0"]


def archive(conversation_id: str) -> None:
    """What the clinic's clock does after a long time."""
    from chalicelib.usecases import entries

    assert entries.note(conversation_id, Act.ARCHIVED, NOBODY, "archive-1")


def begun(clinic: Clinic, number: int) -> str:
    with clock.standing_at(NOW + timedelta(minutes=number)):
        wanted = {"kind": "topic", "topic": str(number), "careTeamId": "meds", "message": new_message()}
        return str(clinic.ada.post("/conversations", wanted)["id"])


def fill() -> None:
    """Eight topics of Ada's with `meds`, `0` the oldest; 3 is archived.

    Nora has read 0, 1 and 2, answered 2, pinned 4 and resolved 5.
    """
    clinic = callers()
    paths = [f"/conversations/{begun(clinic, number)}" for number in range(8)]
    for path in paths[:3]:
        clinic.nora.put(f"{path}/read-marker", {"seq": 1})
    with clock.standing_at(NOW + timedelta(minutes=2, seconds=30)):
        clinic.nora.post(f"{paths[2]}/messages", new_message())
    clinic.nora.put(f"{paths[4]}/preferences", {"pinned": True})
    clinic.nora.call("PATCH", paths[5], {"status": "resolved"})
    archive(paths[3].rpartition("/")[2])
    clinic.settle()


@pytest.fixture
def eight(clinic: Clinic) -> Clinic:
    tables.as_kept("eight topics", fill)
    return clinic


def walked(api: Api, tab: str, limit: int, between: object = None) -> list[str]:
    """The topics of all pages of a tab; something may happen between them."""
    seen: list[str] = []
    query = f"?filter={tab}&limit={limit}"
    while query:
        page = api.get(f"/conversations{query}")
        assert page.status == 200, page.body
        seen += [row["topic"] for row in page["items"]]
        query = page["next"] and f"?filter={tab}&limit={limit}&cursor={page['next']}"
        if callable(between):
            between()
    return seen


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_holds_what_belongs_there_pinned_first_then_the_latest(eight: Clinic, tab: str) -> None:
    assert topics(eight.nora, f"?filter={tab}") == NORAS[tab]


@pytest.mark.parametrize("tab", ADAS)
def test_the_patient_has_tabs_of_their_own(eight: Clinic, tab: str) -> None:
    assert topics(eight.ada, f"?filter={tab}") == ADAS[tab]


def test_the_tabs_agree_with_badge_and_statistics(eight: Clinic) -> None:
    assert eight.nora.get("/me/unread")["needsReply"] == len(NORAS["needs_reply"])
    assert_all_agrees(eight)


def test_patients_are_refused_the_tab_of_those_who_wait(eight: Clinic) -> None:
    assert_problem(eight.ada.get("/conversations?filter=needs_reply"), 403, "FORBIDDEN")


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_pages_of_every_tab_follow_one_another_without_gap_or_repeat(eight: Clinic, tab: str, limit: int) -> None:
    assert walked(eight.nora, tab, limit) == NORAS[tab]


@pytest.mark.parametrize("tab", TABS)
def test_what_nobody_touches_comes_once_and_what_moves_at_most_once(eight: Clinic, tab: str) -> None:
    chance, moments = random.Random(tab), iter(range(1, 100))
    ids = {row["topic"]: row["id"] for row in eight.ada.get("/conversations?limit=100")["items"]}
    touched = set()

    def somebody_writes() -> None:
        topic = chance.choice(sorted(ids))
        touched.add(topic)
        with clock.standing_at(NOW + timedelta(hours=next(moments))):
            eight.ada.post(f"/conversations/{ids[topic]}/messages", new_message())
            eight.settle()

    seen = walked(eight.nora, tab, 2, somebody_writes)

    assert max(Counter(seen).values(), default=1) == 1
    assert set(NORAS[tab]) - touched <= set(seen)


def test_others_tabs_are_empty(eight: Clinic) -> None:
    for tab in TABS:
        assert topics(eight.omar, f"?filter={tab}") == topics(eight.dana, f"?filter={tab}") == []


def test_who_left_the_team_sees_nothing_in_any_tab_from_that_moment(eight: Clinic) -> None:
    eight.change_team("meds", members=["omar"])

    assert [topics(eight.nora, f"?filter={tab}") for tab in TABS] == [[]] * len(TABS)
    assert eight.nora.get("/me/unread").body == {
        "messages": 0,
        "conversations": 0,
        "caseMessages": 0,
        "needsReply": 0,
    }


def test_a_cursor_of_one_tab_shows_in_another_only_what_belongs_there(eight: Clinic) -> None:
    cursor = eight.nora.get("/conversations?filter=all&limit=3")["next"]

    assert topics(eight.nora, f"?filter=read&cursor={cursor}") == ["2", "1", "0"]
    assert topics(eight.ada, f"?filter=archived&cursor={cursor}") == ["3"]
    assert topics(eight.bo, f"?cursor={cursor}") == []


def test_a_cursor_of_a_tab_is_none_of_a_search_nor_the_other_way_round(eight: Clinic) -> None:
    of_tab = eight.nora.get("/conversations?limit=1")["next"]
    of_search = eight.nora.get("/conversations?q=ada&limit=1")["next"]

    assert_problem(eight.nora.get(f"/conversations?q=ada&cursor={of_tab}"), 400, "INVALID")
    assert_problem(eight.nora.get(f"/conversations?cursor={of_search}"), 400, "INVALID")


def test_a_message_brings_an_archived_conversation_back_everywhere(eight: Clinic) -> None:
    [row] = eight.ada.get("/conversations?filter=archived")["items"]
    with clock.standing_at(NOW + timedelta(hours=1)):
        eight.ada.post(f"/conversations/{row['id']}/messages", new_message())
    eight.settle()

    assert topics(eight.nora, "?filter=archived") == topics(eight.ada, "?filter=archived") == []
    assert topics(eight.ada)[0] == "3"
    assert_all_agrees(eight)
