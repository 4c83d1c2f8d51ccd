"""Ids, cursors and limits that nobody was given: the right refusal, and nothing stored."""

import base64
from urllib.parse import quote

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.problems import assert_problem
from tests.unit.routes import DOORS, TO_CONVERSATIONS, Door, named

IDS = {
    "a parent folder": "..%2F..%2Fetc",
    "a NUL": "%00",
    "a NUL after an id": "ada%00",
    "a separator of keys": "ada%23HEAD",
    "the prefix of keys": "CONV%23ada",
    "10 kB": "x" * 10_240,
    "65 characters": "x" * 65,
    "look-alike letters": quote("\u0430d\u0430"),
    "full-width letters": quote("\uff41\uff44\uff41"),
    "a space": "%20",
    "a newline": "ada%0A",
    "a right-to-left override": quote("\u202eada"),
    "a wildcard": "*",
    "an expression": "%24%7B7*7%7D",
    "a quote": "'%20OR%201=1",
}


@pytest.mark.parametrize("identifier", IDS.values(), ids=IDS)
def test_ids_that_cannot_be_are_unknown_like_any_other(talk: Clinic, identifier: str) -> None:
    before = tables.contents()["Records"]

    for door in DOORS:
        if door.of:
            refused = getattr(talk, door.guest).call(door.method, door.at(identifier), door.content)
            assert_problem(refused, 404, "NOT_FOUND")
    assert tables.contents()["Records"] == before


@pytest.mark.parametrize("door", TO_CONVERSATIONS, ids=named)
def test_the_id_of_something_else_is_no_conversation(talk: Clinic, door: Door) -> None:
    for identifier in ("ada", "meds", f"{talk.topic_id}.1", talk.topic_id.lower()):
        refused = getattr(talk, door.guest).call(door.method, door.at(identifier), door.content)
        assert_problem(refused, 404, "NOT_FOUND")


LISTS = ("/conversations?", "/patients?", "/conversations/{}/messages?", "/patients/ada/artifacts?type=rx&")
LIMITS = ("-1", "0", "101", "1000000000", "1e2", "1.0", "٣", "", " 5", "0x10", "null", "9" * 5_000)


@pytest.mark.parametrize("path", LISTS)
def test_limits_beyond_1_to_100_are_refused(untouched: Clinic, path: str) -> None:
    for limit in LIMITS:
        refused = untouched.nora.get(f"{path.format(untouched.topic_id)}limit={quote(limit)}")
        assert_problem(refused, 400, "INVALID")
        assert [error["field"] for error in refused["errors"]] == ["limit"], limit


@pytest.mark.parametrize("path", LISTS)
def test_limits_from_1_to_100_are_taken(talk: Clinic, path: str) -> None:
    for limit in ("1", "100", "007"):
        assert talk.nora.get(f"{path.format(talk.topic_id)}limit={limit}").status == 200


def opaque(place: str) -> str:
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


FORGED = {
    "nothing": "",
    "words": "next please",
    "half a byte": "A",
    "bytes that are no text": base64.urlsafe_b64encode(b"\xff\xfe\xfd").decode(),
    "10 kB": "QUJD" * 2_560,
    "a key of the table": opaque("CONV#1"),
    "an empty place": opaque("#"),
    "a place with a newline": opaque("after#1\n"),
    "before nothing": opaque("before#0"),
    "a negative place": opaque("after#-1"),
    "text for a seq": opaque("after#one"),
    "digits of another script": opaque("after#\u0661"),
    "13 digits": opaque("after#1000000000000"),
    "somebody else's inbox": opaque("INBOX#bo#active"),
    "a place of 10 kB": opaque("w#" + "x" * 10_240 + "#ada"),
}


@pytest.mark.parametrize("cursor", FORGED.values(), ids=FORGED)
def test_forged_cursors_are_refused_in_every_list(untouched: Clinic, cursor: str) -> None:
    for path in LISTS:
        refused = untouched.nora.get(f"{path.format(untouched.topic_id)}cursor={quote(cursor)}")
        assert_problem(refused, 400, "INVALID")
        assert [error["field"] for error in refused["errors"]] == ["cursor"]


def test_a_cursor_of_one_list_is_no_cursor_of_another(talk: Clinic) -> None:
    for place, path in (("after#1", "/conversations"), ("0#2026-01-01T00:00:00.000Z#x", "/patients")):
        assert_problem(talk.nora.get(f"{path}?cursor={opaque(place)}"), 400, "INVALID")


@pytest.mark.parametrize("place", ["w#zzz#ada", "w#aaa#ada", "n#ada brook#ada"])
def test_a_cursor_of_another_search_is_refused(talk: Clinic, place: str) -> None:
    assert_problem(talk.nora.get(f"/patients?q=br&cursor={opaque(place)}"), 400, "INVALID")


SEQS = ("-1", "one", "1.5", "", "1e3", "9" * 13, "9" * 5_000, "٣", "true")


@pytest.mark.parametrize("name", ["after", "before"])
def test_a_seq_is_a_whole_number(untouched: Clinic, name: str) -> None:
    for seq in SEQS:
        refused = untouched.ada.get(f"{untouched.topic_path}/messages?{name}={quote(seq)}")
        assert_problem(refused, 400, "INVALID")
        assert [error["field"] for error in refused["errors"]] == [name], seq


def test_one_place_at_a_time(untouched: Clinic) -> None:
    for query in ("after=1&before=2", f"after=1&cursor={opaque('after#1')}", f"before=2&cursor={opaque('after#1')}"):
        assert_problem(untouched.ada.get(f"{untouched.topic_path}/messages?{query}"), 400, "INVALID")


@pytest.mark.parametrize("query", ["after=1", "after=999999999999", "before=1", "before=999999999999", "after=0"])
def test_the_ends_of_a_thread_can_be_asked_for(talk: Clinic, query: str) -> None:
    wanted = [1] if query in ("after=0", "before=999999999999") else []

    page = talk.ada.get(f"{talk.topic_path}/messages?{query}")

    assert page.status == 200
    assert ([message["seq"] for message in page["items"]], page["next"]) == (wanted, None)


@pytest.mark.parametrize("value", ["unreadish", "ALL", "all,read", "%00"])
def test_an_unknown_filter_is_refused(untouched: Clinic, value: str) -> None:
    refused = untouched.ada.get(f"/conversations?filter={value}")

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == ["filter"]


def test_a_query_of_201_characters_is_refused_and_of_200_taken(talk: Clinic) -> None:
    assert_problem(talk.nora.get("/patients?q=" + "x" * 201), 400, "INVALID")
    assert talk.nora.get("/patients?q=" + "x" * 200).status == 200


@pytest.mark.parametrize(
    "words", ["%00", "#", "<script>", "\u202e", "' OR 1=1", "*", "\u0301", "%25", "w#", "\U0010ffff"]
)
def test_odd_words_find_nobody_and_break_nothing(talk: Clinic, words: str) -> None:
    assert talk.nora.get(f"/patients?q={quote(words, safe='%')}").status == 200


def test_a_method_that_a_route_does_not_know_is_a_problem_too(untouched: Clinic) -> None:
    refused = untouched.ada.call("DELETE", untouched.topic_path)

    assert_problem(refused, 405, "METHOD_NOT_ALLOWED")
