"""Cases in the directory: putting twice is putting once, and everybody concerned finds theirs."""

from chalicelib.adapters import cases
from chalicelib.adapters.table import commit, transaction
from tests.unit import tables
from tests.unit.clinic import Clinic, ehr
from tests.unit.population import CASES
from tests.unit.routes import CASE_BODY
from tests.unit.wire import Wire


def pointers() -> set[tuple[str, str]]:
    """Who is pointed to which case."""
    return {(row["PK"], row["SK"]) for row in tables.rows("CASE#")}


def pointing(*person_ids: str, case_id: str = "refill") -> set[tuple[str, str]]:
    return {(f"PERSON#{person_id}", f"CASE#{case_id}") for person_id in person_ids}


def begin_chat(conversation_id: str) -> None:
    """As starting the conversation of the case does it."""
    case, version = cases.read("refill")
    assert case
    write = transaction()
    cases.open_chat(write, case, version, conversation_id)
    commit(write)


def test_putting_a_case_twice_is_putting_it_once(clinic: Clinic) -> None:
    first = clinic.ehr.put("/directory/cases/opinion", CASE_BODY)
    before = tables.contents()["Records"]
    second = clinic.ehr.put("/directory/cases/opinion", CASE_BODY)

    assert (first.status, second.status) == (201, 200)
    assert first.body == second.body == clinic.ehr.get("/directory/cases/opinion").body
    assert first.body == {"id": "opinion", "active": True, **CASE_BODY}
    assert tables.contents()["Records"] == before


def test_a_case_is_found_by_its_patient_and_its_two(clinic: Clinic) -> None:
    assert pointers() == pointing("ada", "nora", "omar")

    clinic.change_case("refill", requesterId="dana")
    assert pointers() == pointing("ada", "dana", "omar")

    clinic.change_case("refill", requesterId="omar", providerId="nora")
    assert pointers() == pointing("ada", "nora", "omar")


def test_a_case_keeps_its_patient(clinic: Clinic) -> None:
    before = tables.contents()["Records"]

    refused = clinic.ehr.put("/directory/cases/refill", {**CASES["refill"], "patientId": "bo"})

    assert (refused.status, refused["errors"][0]["field"]) == (400, "patientId")
    assert tables.contents()["Records"] == before


def test_everybody_who_is_wrong_is_named(clinic: Clinic) -> None:
    wrong = {"title": "Odd", "patientId": "nora", "requesterId": "ada", "providerId": "nobody"}

    refused = clinic.ehr.put("/directory/cases/odd", wrong)

    assert [error["field"] for error in refused["errors"]] == ["patientId", "requesterId", "providerId"]


def test_the_cases_of_a_person_come_page_by_page(clinic: Clinic) -> None:
    for number in range(3):
        clinic.ehr.put(f"/directory/cases/c{number}", CASE_BODY)

    assert cases.of_person("omar", None, 2) == (["c0", "c1"], "c1")
    assert cases.of_person("omar", "c1", 2) == (["c2", "refill"], None)
    assert cases.of_person("bo", None, 5) == (["c0", "c1", "c2"], None)
    assert cases.of_person("nora", "refill", 5) == ([], None)


def test_cases_are_read_together(clinic: Clinic) -> None:
    clinic.ehr.put("/directory/cases/opinion", CASE_BODY)

    found = cases.find(["refill", "opinion", "unknown"])

    assert {case_id: case.title for case_id, case in found.items()} == {
        "refill": CASES["refill"]["title"],
        "opinion": CASE_BODY["title"],
    }


def test_a_case_keeps_its_chat_through_changes(clinic: Clinic) -> None:
    begin_chat("some-chat")

    clinic.change_case("refill", title="Refill", requesterId="dana")

    case, _ = cases.read("refill")
    assert case
    assert (case.title, case.requester_id, case.conversation_id) == ("Refill", "dana", "some-chat")


def test_a_case_whose_chat_began_meanwhile_loses_neither_change(clinic: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: begin_chat("some-chat"))

    clinic.change_case("refill", title="Refill")

    case, _ = cases.read("refill")
    assert case
    assert (case.title, case.conversation_id) == ("Refill", "some-chat")


def test_two_first_puts_at_once_make_one_case(clinic: Clinic, wire: Wire) -> None:
    other = {**CASE_BODY, "requesterId": "nora"}
    wire.before("TransactWriteItems", lambda: ehr().put("/directory/cases/opinion", other))

    assert clinic.ehr.put("/directory/cases/opinion", CASE_BODY).status == 200
    assert pointers() - pointing("ada", "nora", "omar") == pointing("bo", "dana", "omar", case_id="opinion")
