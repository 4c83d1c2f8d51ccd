"""Every list, page by page: whatever an answer names to go on from is taken, and each thing comes once, in order."""

from typing import Any
from urllib.parse import quote

import pytest

from chalicelib import clock
from chalicelib.adapters import archive_keys
from chalicelib.domain.names import LONGEST_WORD
from chalicelib.transport.openapi import document
from tests.unit import tables
from tests.unit.clinic import Api, Clinic, new_message
from tests.unit.handover import talk_much
from tests.unit.nights import months_on, run
from tests.unit.population import CASES, ITEMS, patient

LONG = "Straße" * 15
"""A word of more letters than count, which are others once it is folded."""
NAMES = ("Ada Brook", f"Àda {LONG}", "Ådå #Brook#", "Ada 蓝", "Ada Brook-Brook", f"Bo {LONG}")
LISTS = (
    ("nora", "/patients"),
    ("nora", "/patients?q=ada"),
    ("nora", f"/patients?q={quote(LONG)}"),
    ("ada", "/patients/ada/conversations"),
    ("nora", "/patients/ada/artifacts?type=appt"),
    ("nora", "/patients/ada/artifacts?type=invoice"),
    ("nora", "/patients/ada/artifacts?type=rx"),
    ("nora", "/cases"),
    *(("nora", f"/conversations?filter={tab}") for tab in ("all", "unread", "read", "archived", "needs_reply")),
    ("nora", "/conversations?q=ada"),
    ("nora", f"/conversations?q={quote(LONG)}"),
    ("nora", "/conversations/{talk}/messages"),
    ("ada", "/appointments?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z"),
    ("admin", "/audit?patientId=ada&to={now}"),
    ("admin", "/audit?personId=nora&to={now}"),
    ("admin", "/audit?conversationId={talk}&to={now}"),
    ("admin", "/audit?patientId=ada&personId=nora&to={now}"),
    ("admin", "/audit?from={hours_ago}&to={now}"),
    ("ada", "/me/access-log"),
    ("admin", "/archive/preview?before=2999-01-01T00:00:00Z"),
    ("admin", "/archive/preview?plan=purge&before=2999-01-01T00:00:00Z"),
)


def test_no_list_that_has_pages_is_forgotten_here() -> None:
    paged = {
        path
        for path, methods in document()["paths"].items()
        for method in methods.values()
        for parameter in method.get("parameters", ())
        if parameter.get("name") == "cursor"
    }
    patterns = {path.partition("?")[0].replace("/ada/", "/{patient_id}/") for _, path in LISTS}
    assert {path.replace("{talk}", "{conversation_id}") for path in patterns} == paged


@pytest.fixture
def full(talk: Clinic, monkeypatch: pytest.MonkeyPatch) -> Clinic:
    """Some of everything, in whatever spelling; all conversations in the same part of the list by activity."""
    monkeypatch.setattr(archive_keys, "shard", lambda _conversation_id: archive_keys.SHARDS - 1)
    tables.as_kept("some of everything", lambda: fill(talk))
    return talk


def fill(talk: Clinic) -> None:
    with months_on(-20):
        talk_much(talk)
    with months_on(-6):
        run()
    for number, name in enumerate(NAMES):
        talk.ehr.put(f"/directory/people/p{number}", {**patient("ada"), "name": name})
        talk.ehr.put(f"/directory/cases/c{number}", CASES["refill"])
    for path, item in ITEMS.items():
        for number in range(3):
            talk.ehr.put(f"/directory/{path}-{number}", item)
    for topic in (LONG, f"{LONG} two", f"{LONG} three", "Tablets"):
        wanted = {"kind": "topic", "topic": topic, "careTeamId": "meds", "message": new_message()}
        assert talk.ada.post("/conversations", wanted).status == 201
    talk.settle()
    for row in talk.nora.get("/conversations?limit=2")["items"]:
        talk.nora.put(f"/conversations/{row['id']}/read-marker", {"seq": 1})
    for _ in range(3):
        talk.nora.post(f"{talk.direct_path}/messages", new_message())
        talk.nora.get(f"{talk.direct_path}/messages")
    talk.settle()


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize(("who", "path"), LISTS)
def test_page_by_page_comes_what_one_page_holds(full: Clinic, who: str, path: str, size: int) -> None:
    hours_ago = clock.timestamp(clock.from_now(-3 * 3600))
    just_now = clock.timestamp(clock.from_now(-0.001))
    asked = path.format(talk=full.direct_id, now=just_now, hours_ago=hours_ago)
    reader, separator = getattr(full, who), "&" if "?" in asked else "?"

    whole, paged = (in_order(pages(reader, f"{asked}{separator}limit={limit}"), path) for limit in (100, size))

    assert len(whole) > 1
    assert paged == whole


def pages(reader: Api, path: str) -> list[list[Any]]:
    found, following = [], ""
    while following is not None:
        answer = reader.get(f"{path}{following and '&cursor=' + following}")
        assert answer.status == 200, answer.body
        found.append(items(answer.body))
        following = answer["next"]
    return found


def items(body: Any) -> list[Any]:
    """What tells the things of a list apart."""
    return [each.get("id") or each["case"]["id"] for each in body["items"]]


def in_order(paged: list[list[Any]], path: str) -> list[Any]:
    """The thread goes back page by page, and forth within each."""
    backwards = path.endswith("/messages")
    return [each for page in (paged[::-1] if backwards else paged) for each in page]


def test_a_long_word_is_cut(full: Clinic) -> None:
    words = {row["SK"].partition("#")[0] for row in tables.rows("strasse")}
    assert {len(word) for word in words} == {LONGEST_WORD}
