"""Administrators find entries of the audit by patient, person, conversation and time; and are in it themselves."""

import csv
import io
import json

import pytest

from chalicelib.transport.audit_table import COLUMNS
from tests.unit import tables
from tests.unit.clinic import Answer, Clinic, new_message
from tests.unit.problems import assert_problem
from tests.unit.wire import Wire, failure


@pytest.fixture
def busy(talk: Clinic) -> Clinic:
    """Nora read Ada's topic and her own inbox, Bo was refused, the directory changed."""
    talk.nora.get(f"{talk.topic_path}/messages")
    talk.nora.get("/conversations")
    talk.bo.get(talk.direct_path)
    talk.change_patient("ada", chatOptIn=True)
    return talk


def acts(page: Answer) -> list[str]:
    assert page.status == 200, page.body
    return [item["act"] for item in page["items"]]


def test_entries_are_found_by_patient_person_and_conversation_the_latest_first(busy: Clinic) -> None:
    assert acts(busy.admin.get("/audit?patientId=ada")) == [
        "directory.person.put",
        "conversation.read",
        "messages.read",
    ]
    assert acts(busy.admin.get("/audit?personId=nora")) == ["inbox.read", "messages.read"]
    assert acts(busy.admin.get(f"/audit?conversationId={busy.direct_id}")) == ["conversation.read"]
    assert acts(busy.admin.get("/audit?patientId=ada&personId=nora")) == ["messages.read"]
    assert acts(busy.admin.get(f"/audit?patientId=bo&conversationId={busy.direct_id}")) == []


def test_an_entry_is_told_as_it_is_with_the_names_of_today(busy: Clinic) -> None:
    [refused] = busy.admin.get("/audit?personId=bo")["items"]

    [stored] = [entry for entry in tables.entries() if entry["personId"] == "bo"]
    assert refused == {
        "id": stored["SK"].partition("#")[2],
        "at": stored["at"],
        "act": "conversation.read",
        "outcome": "refused",
        "person": {"id": "bo", "role": "patient", "name": "Bo Núñez Stone"},
        "patient": {"id": "ada", "name": "Ada Brook"},
        "conversationId": busy.direct_id,
        "address": "127.0.0.1",
        "session": "session-of-bo",
        "requestId": stored["requestId"],
        "detail": {},
    }
    [put] = busy.admin.get("/audit?personId=integration")["items"]
    assert put["person"] == {"id": "integration", "role": "integration", "name": "The clinic's records system"}


def test_time_alone_finds_everything_of_those_hours(busy: Clinic) -> None:
    moments = tables.entries("at")
    whole = busy.admin.get(f"/audit?from={moments[0]}")["items"]
    later = busy.admin.get(f"/audit?from={moments[0]}&to={moments[1]}")["items"]

    assert [item["at"] for item in whole] == sorted(moments, reverse=True)
    assert {item["at"] for item in later} == {moments[0], moments[1]}


@pytest.mark.parametrize("asked", ["patientId=ada", "personId=nora&patientId=ada", "from={first}"])
def test_page_after_page_each_entry_comes_once(busy: Clinic, asked: str) -> None:
    path = f"/audit?{asked.format(first=tables.entries('at')[0])}&to={tables.entries('at')[-1]}"
    whole = busy.admin.get(path)["items"]
    paged, after = [], ""
    for _page in range(20):
        page = busy.admin.get(f"{path}&limit=1{after}")
        assert len(page["items"]) <= 1
        paged += page["items"]
        if page["next"] is None:
            break
        after = f"&cursor={page['next']}"

    assert paged == whole
    assert whole


def test_who_reads_the_audit_is_in_it_and_without_that_nothing_is_shown(busy: Clinic, wire: Wire) -> None:
    busy.admin.get("/audit?patientId=ada&personId=nora")

    [entry] = [entry for entry in tables.entries() if entry["act"] == "audit.read"]
    assert (entry["PK"], entry["personId"]) == ("PATIENT#ada", "root")
    assert json.loads(entry["detail"])["personId"] == "nora"

    wire.before("PutItem", lambda: failure("AccessDeniedException"), table="Audit", times=9)
    refused = busy.admin.get("/audit?patientId=ada")
    assert (refused.status, "nora" in refused.text) == (500, False)


@pytest.mark.parametrize("who", ["ada", "nora", "dana", "ehr"])
def test_only_administrators_read_the_audit(talk: Clinic, who: str) -> None:
    assert_problem(getattr(talk, who).get("/audit?patientId=ada"), 403, "FORBIDDEN")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "from"),
        ("to=2026-11-21T09:30:00Z", "from"),
        ("from=2026-11-21T09:30:00Z&to=2026-11-22T09:31:00Z", "from"),
        ("patientId=ada&from=2026-11-22T00:00:00Z&to=2026-11-21T00:00:00Z", "from"),
        ("patientId=ada&from=yesterday", "from"),
        ("patientId=", "patientId"),
        ("personId=a%23b", "personId"),
        ("patientId=ada&format=xml", "format"),
        ("patientId=ada&limit=0", "limit"),
        ("patientId=ada&cursor=forged", "cursor"),
        ("patientId=ada&cursor=MjAyNi0xMy0yMVQwOTozMDowMC4wMDBaI3g", "cursor"),
    ],
)
def test_what_cannot_be_looked_for_is_refused_by_its_name(untouched: Clinic, query: str, field: str) -> None:
    refused = untouched.admin.get(f"/audit?{query}")

    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == [field]


def test_the_same_comes_as_csv_a_page_at_a_time(busy: Clinic) -> None:
    whole = busy.admin.get("/audit?patientId=ada")["items"]
    first = busy.admin.get("/audit?patientId=ada&personId=nora&format=csv&limit=1")
    accepted = busy.admin.call("GET", "/audit?patientId=ada&limit=1", Accept="text/csv")

    assert first.headers["Content-Type"] == accepted.headers["Content-Type"] == "text/csv"
    names, row = csv.reader(io.StringIO(first.text, newline=""))
    assert tuple(names) == COLUMNS
    assert row[:4] == [whole[-1]["at"], "messages.read", "done", "nora"]
    assert "X-Next-Cursor" in accepted.headers
    assert "X-Next-Cursor" not in busy.admin.get("/audit?personId=bo&format=csv").headers


def test_no_cell_is_a_formula_and_every_name_stays_in_its_cell(busy: Clinic) -> None:
    busy.change_patient("ada", name='=HYPERLINK("//evil","Ada")')
    text = busy.admin.get("/audit?patientId=ada&format=csv").text

    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert len(cells) % len(COLUMNS) == 0
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert text.endswith("\r\n")


def test_no_words_that_people_wrote_are_told(talk: Clinic) -> None:
    talk.nora.post(f"{talk.topic_path}/messages", new_message("Xylophone"))
    talk.settle()

    assert "Xylophone" not in talk.admin.get("/audit?patientId=ada").text
    assert "Tablets" not in talk.admin.get(f"/audit?conversationId={talk.topic_id}").text
