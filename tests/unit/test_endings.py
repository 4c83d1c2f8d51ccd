"""Ending a relation: access ends at once, nothing is erased, and putting it again brings it back."""

import json

import boto3
import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic, ehr, new_message
from tests.unit.gateway import Gateway
from tests.unit.population import CASES, ITEMS, PEOPLE
from tests.unit.wire import Wire

ENDS = ("people/ada", "people/nora", "care-teams/meds", "care-teams/desk", "cases/refill", *ITEMS)


def threads() -> list[tables.Item]:
    """All that was ever written, and where."""
    return [row for row in tables.records() if row["PK"].startswith("CONV#")]


@pytest.mark.parametrize("thing", ENDS)
def test_ending_says_what_is_stored_erases_nothing_and_is_done_once(talk: Clinic, thing: str) -> None:
    written = threads()
    first = talk.ehr.delete(f"/directory/{thing}")
    before = tables.contents()["Records"]
    second = talk.ehr.delete(f"/directory/{thing}")

    assert (first.status, second.status) == (200, 200)
    assert first["active"] is False
    assert first.body == second.body == talk.ehr.get(f"/directory/{thing}").body
    assert tables.contents()["Records"] == before
    assert threads() == written


@pytest.mark.parametrize("kind", ["people", "care-teams", "cases"])
def test_what_is_unknown_cannot_end(talk: Clinic, kind: str) -> None:
    before = tables.contents()

    assert talk.ehr.delete(f"/directory/{kind}/unknown").status == 404
    assert tables.contents() == before


def test_an_ended_patient_reads_and_finds_nothing_and_is_not_found(talk: Clinic) -> None:
    talk.ehr.delete("/directory/people/ada")

    assert [talk.ada.get(path).status for path in ("/me", "/contacts", talk.topic_path)] == [404, 404, 404]
    assert talk.ada.get("/conversations")["items"] == []
    assert talk.nora.get("/patients")["items"] == []
    assert [patient["id"] for patient in talk.dana.get("/patients")["items"]] == ["bo"]


def test_an_ended_patient_cannot_be_written_to_and_their_history_stays(talk: Clinic) -> None:
    talk.ehr.delete("/directory/people/ada")

    refused = talk.nora.post(f"{talk.topic_path}/messages", new_message())

    assert (refused.status, refused["code"]) == (409, "NO_RELATIONSHIP")
    assert [message["seq"] for message in talk.nora.get(f"{talk.topic_path}/messages")["items"]] == [1]


def test_ended_staff_read_nothing_and_leave_all_their_care_teams(talk: Clinic) -> None:
    talk.change_team("desk", members=["dana", "nora"])
    talk.ehr.delete("/directory/people/nora")

    assert [talk.nora.get(path).status for path in ("/me", "/patients", talk.topic_path)] == [404, 404, 404]
    assert talk.ehr.get("/directory/care-teams/meds")["members"] == []
    assert talk.ehr.get("/directory/care-teams/desk")["members"] == ["dana"]
    assert talk.ehr.get("/directory/people/nora")["careTeams"] == []


def test_a_person_who_joins_a_care_team_meanwhile_leaves_that_one_too(talk: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: talk.change_team("tests", members=["omar", "nora"]))

    talk.ehr.delete("/directory/people/nora")

    assert talk.ehr.get("/directory/care-teams/tests")["members"] == ["omar"]
    assert talk.ehr.get("/directory/people/nora")["careTeams"] == []


def test_an_ended_person_cannot_sign_in_until_they_are_put_again(aws: str) -> None:
    pool, nora = boto3.client("cognito-idp"), {**PEOPLE["nora"], "portalAccount": True, "email": "nora@clinic.example"}

    def can_sign_in() -> bool:
        return bool(pool.admin_get_user(UserPoolId=aws, Username="nora")["Enabled"])

    ehr().put("/directory/people/nora", nora)
    assert can_sign_in()
    ehr().delete("/directory/people/nora")
    assert not can_sign_in()
    ehr().put("/directory/people/nora", nora)
    assert can_sign_in()


def test_an_ended_person_hears_nothing_more(talk: Clinic, gateway: Gateway) -> None:
    talk.ehr.delete("/directory/people/nora")

    assert [row["PK"] for row in tables.rows("PRESENCE")] == ["PRESENCE#ada"]


def test_an_ended_care_team_is_left_by_all_and_written_to_by_nobody(talk: Clinic) -> None:
    talk.ehr.delete("/directory/care-teams/meds")

    assert talk.ehr.get("/directory/people/nora")["careTeams"] == []
    assert talk.nora.get(talk.topic_path).status == 404
    assert [team["id"] for team in talk.ada.get("/contacts")["careTeams"]] == ["desk"]
    assert talk.ada.get("/me")["person"]["careTeams"] == []


def test_who_worked_for_all_patients_in_an_ended_team_does_so_no_more(talk: Clinic) -> None:
    talk.ehr.delete("/directory/care-teams/desk")

    assert talk.dana.get("/patients")["items"] == []
    assert talk.bo.get("/contacts")["careTeams"] == [
        {"id": "tests", "name": "Test results", "canMessage": True, "reason": None, "nextStep": None}
    ]


def test_who_comes_back_to_a_care_team_joins_it_anew(talk: Clinic) -> None:
    def joined() -> str:
        [row] = [row for row in tables.rows("TEAM") if row["PK"] == "TEAM#meds" and row["SK"] == "TEAM"]
        return str(json.loads(row["members"])["nora"])

    before = joined()
    talk.ehr.delete("/directory/care-teams/meds")
    talk.change_team("meds")

    assert joined() > before
    assert talk.ehr.get("/directory/care-teams/meds")["active"] is True
    assert talk.nora.get(talk.topic_path).status == 200


def test_who_is_put_again_is_back(talk: Clinic) -> None:
    before = tables.contents()["Records"]
    talk.ehr.delete("/directory/people/ada")
    talk.change_patient("ada")

    assert talk.ada.get(talk.topic_path)["canReply"] is True
    assert [patient["id"] for patient in talk.nora.get("/patients")["items"]] == ["ada"]
    assert len(tables.contents()["Records"]) == len(before)


def test_staff_who_are_put_again_work_in_no_care_team_until_one_names_them(talk: Clinic) -> None:
    talk.ehr.delete("/directory/people/nora")
    talk.ehr.put("/directory/people/nora", PEOPLE["nora"])
    assert talk.nora.get("/me")["person"]["careTeams"] == []

    talk.change_team("meds")
    assert talk.nora.get(talk.topic_path).status == 200


def test_ended_staff_can_be_named_in_no_care_team_and_no_case(talk: Clinic) -> None:
    talk.ehr.delete("/directory/people/omar")
    before = tables.contents()["Records"]

    team = talk.ehr.put("/directory/care-teams/meds", {"name": "Medication", "members": ["nora", "omar"]})
    case = talk.ehr.put("/directory/cases/refill", CASES["refill"])

    assert (team.status, team["errors"][0]["field"]) == (400, "members")
    assert (case.status, case["errors"][0]["field"]) == (400, "providerId")
    assert tables.contents()["Records"] == before


def test_a_closed_case_stays_with_its_people_and_opens_again_by_putting_it(talk: Clinic) -> None:
    pointers = tables.rows("CASE#")

    talk.ehr.delete("/directory/cases/refill")
    assert tables.rows("CASE#") == pointers

    talk.change_case("refill")
    assert talk.ehr.get("/directory/cases/refill")["active"] is True
