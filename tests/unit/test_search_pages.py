"""Pages of a search: each conversation once, and no way beyond what one may see by a cursor."""

from urllib.parse import quote

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.problems import assert_problem
from tests.unit.test_bad_addresses import opaque
from tests.unit.test_searching import fill, found
from tests.unit.wire import Wire


@pytest.fixture
def many(clinic: Clinic) -> Clinic:
    """Twelve more topics that begin alike, two of which have another word in common, two a word of 100 letters."""

    def build() -> None:
        fill()
        for number in range(12):
            rare = {3: " rash", 8: " rash", 4: f" {'q' * 100}", 5: f" {'q' * 100}"}.get(number, "")
            topic = f"sleepless sleep {number}{rare}"
            begun = {"kind": "topic", "topic": topic, "careTeamId": "meds", "message": new_message()}
            clinic.ada.post("/conversations", begun)
        clinic.settle()

    tables.as_kept("many to search", build)
    return clinic


@pytest.mark.parametrize("limit", [1, 2, 5, 12, 100])
@pytest.mark.parametrize(("words", "count"), [("sle", 12), ("sleep ra", 2), ("ada", 15), ("q" * 100, 2)])
def test_pages_of_a_search_hold_each_conversation_once(many: Clinic, words: str, count: int, limit: int) -> None:
    seen, cursor = [], ""
    while cursor is not None:
        query = f"?q={quote(words)}&limit={limit}" + (f"&cursor={cursor}" if cursor else "")
        page = many.nora.get(f"/conversations{query}")
        assert page.status == 200, page.body
        assert len(page["items"]) <= limit
        seen += [row["id"] for row in page["items"]]
        cursor = page["next"]

    assert len(seen) == len(set(seen)) == count


def test_among_equal_words_the_newest_comes_first(many: Clinic) -> None:
    rows = many.nora.get("/conversations?q=sleepless")["items"]

    assert [row["createdAt"] for row in rows] == sorted((row["createdAt"] for row in rows), reverse=True)


FORGED = (
    "tab",
    "tab#",
    "other#x",
    "sleep#x#y",
    "#x",
    "sleep#" + "x" * 65,
    "s" * 81 + "#x",
    "0#2026-01-01T00:00:00.000Z#x",
)


@pytest.mark.parametrize("place", FORGED)
def test_a_forged_cursor_is_refused(many: Clinic, place: str) -> None:
    refused = many.nora.get(f"/conversations?q=sle&cursor={opaque(place)}")

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == ["cursor"]


def test_a_cursor_that_could_be_shows_nothing_foreign(many: Clinic) -> None:
    assert found(many.bo, "tab", f"&cursor={opaque('tablets#zzz')}") == []


def test_a_search_by_sixty_words_costs_no_more_than_one_by_a_few(many: Clinic, wire: Wire) -> None:
    words = quote(" ".join(chr(ord("a") + number % 26) + str(number // 26) for number in range(60)))
    wire.calls.clear()
    assert many.nora.get(f"/conversations?q={words}").status == 200

    assert len(wire.made("Query")) <= 10
