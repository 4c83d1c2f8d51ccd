"""Searching conversations: by beginnings of words, over all that one may see, and never over anything else."""

from urllib.parse import quote

import pytest

from tests.unit import tables
from tests.unit.clinic import Api, Clinic, callers, new_message
from tests.unit.handover import followed
from tests.unit.problems import assert_problem
from tests.unit.test_tabs import archive

TABLETS, CAFE, BLOOD, REFILL = (
    "Tablets, tablespoons before breakfast",
    "Árbol naïve café",
    "Blood",
    "Refill before the trip",
)


def fill() -> None:
    """Ada with `meds`, with `desk` and with Nora; Bo with `tests`; Nora and Omar about the case `refill`."""
    clinic = callers()
    for who, topic, team in ((clinic.ada, TABLETS, "meds"), (clinic.ada, CAFE, "desk"), (clinic.bo, BLOOD, "tests")):
        begun = {"kind": "topic", "topic": topic, "careTeamId": team, "message": new_message("unfindable")}
        assert who.post("/conversations", begun).status == 201
    clinic.direct()
    clinic.nora.post("/conversations", {"kind": "case", "caseId": "refill", "message": new_message()})
    clinic.settle()


@pytest.fixture
def library(clinic: Clinic) -> Clinic:
    tables.as_kept("library", fill)
    return clinic


def found(api: Api, words: str, more: str = "") -> list[str]:
    answer = api.get(f"/conversations?q={quote(words)}{more}")
    assert answer.status == 200, answer.body
    return [row["topic"] or row["kind"] for row in answer["items"]]


NORAS = sorted(["direct", REFILL, TABLETS])


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("tab", [TABLETS]),
        ("TABLETS", [TABLETS]),
        ("bre tab", [TABLETS]),
        ("tab bre", [TABLETS]),
        ("tab xylophone", []),
        ("ablets", []),
        ("before", sorted([REFILL, TABLETS])),
        ("brook", NORAS),
        ("ADA", NORAS),
        ("ada brook before", sorted([REFILL, TABLETS])),
        ("blood", []),
        ("núñez", []),
        ("arbol", []),
        ("unfindable", []),
    ],
)
def test_every_word_begins_a_word_of_topic_patient_or_id(library: Clinic, words: str, topics: list[str]) -> None:
    assert sorted(found(library.nora, words)) == topics


@pytest.mark.parametrize("words", ["NUNEZ", "núñ", "Núñez blood", "stone", "bo"])
def test_case_and_accents_do_not_matter(library: Clinic, words: str) -> None:
    assert found(library.omar, words) == [BLOOD]


@pytest.mark.parametrize("words", ["arbol", "ÁRBOL", "NAIVE CAFE", "Cafe\u0301"])
def test_nor_do_they_in_topics(library: Clinic, words: str) -> None:
    assert found(library.dana, words) == [CAFE] == found(library.ada, words)


def test_nothing_foreign_is_found(library: Clinic) -> None:
    assert found(library.bo, "ada") == found(library.bo, "tab") == found(library.omar, "tab") == []
    assert found(library.ada, "refill") == [], "a case is for its two alone, not for its patient"
    assert found(library.dana, "refill") == []
    assert found(library.omar, "refill") == found(library.nora, "refill") == [REFILL]
    assert_problem(library.admin.get("/conversations?q=ada"), 403, "FORBIDDEN")


def test_who_left_the_team_finds_nothing_of_it_and_who_joined_all_of_it_at_once(library: Clinic) -> None:
    library.change_team("meds", members=["omar"])

    assert found(library.nora, "tab") == []
    assert sorted(found(library.nora, "ada")) == sorted(["direct", REFILL])
    assert found(library.omar, "tab") == [TABLETS]


def test_archived_conversations_are_found_too(library: Clinic) -> None:
    [row] = library.nora.get("/conversations?q=tab")["items"]
    archive(row["id"])
    library.settle()

    assert found(library.nora, "tab") == found(library.nora, "tab", "&filter=archived") == [TABLETS]
    assert found(library.nora, "tab", "&filter=read") == []


def test_a_tab_keeps_of_what_is_found_what_belongs_to_it(library: Clinic) -> None:
    [row] = library.nora.get("/conversations?q=tab")["items"]
    assert (
        found(library.nora, "tab", "&filter=unread") == found(library.nora, "tab", "&filter=needs_reply") == [TABLETS]
    )

    library.nora.post(f"/conversations/{row['id']}/messages", new_message())
    library.nora.put(f"/conversations/{row['id']}/read-marker", {"seq": 2})
    library.settle()

    assert found(library.nora, "tab", "&filter=read") == [TABLETS]
    assert found(library.nora, "tab", "&filter=unread") == found(library.nora, "tab", "&filter=needs_reply") == []
    assert_problem(library.ada.get("/conversations?q=tab&filter=needs_reply"), 403, "FORBIDDEN")


def test_a_renamed_patient_is_found_by_the_new_name_alone(library: Clinic) -> None:
    with followed():
        library.change_patient("ada", name="Ada Silva")

    assert sorted(found(library.nora, "silva")) == NORAS
    assert found(library.nora, "brook") == []
    assert sorted(found(library.nora, "ada")) == NORAS


def test_listing_again_changes_nothing(library: Clinic) -> None:
    before = tables.contents()

    library.settle()

    assert tables.contents() == before


@pytest.mark.parametrize("words", ["", " ", "#", "%00", "\u202e", "' -- *", "\u0301", "x" * 201])
def test_what_holds_no_word_or_is_too_long_is_refused(library: Clinic, words: str) -> None:
    refused = library.nora.get(f"/conversations?q={quote(words, safe='%')}")

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == ["q"]
