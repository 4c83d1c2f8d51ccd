"""The directory: putting twice is putting once, and everything that hangs on a person or a team follows."""

import json
from collections.abc import Callable

import boto3
import pytest

from chalicelib.domain.names import searchable_words
from tests.unit import tables
from tests.unit.clinic import Clinic, ehr
from tests.unit.population import patient
from tests.unit.wire import Wire

Users = Callable[[], dict[str, tuple[bool, list[str], str]]]
CY = {"role": "patient", "name": "Cy Lane", "careTeams": ["meds"]}


def found_by(person_id: str) -> dict[str, set[str]]:
    """In which lists a patient stands, and by which words."""
    found: dict[str, set[str]] = {}
    for row in tables.records():
        if row["PK"].startswith("FIND#") and row["personId"] == person_id:
            found.setdefault(row["PK"], set()).add(row["SK"])
    return found


def expected(person_id: str, name: str, *teams: str) -> dict[str, set[str]]:
    words = searchable_words(name) | searchable_words(person_id)
    places = {f"w#{word}#{person_id}" for word in words} | {f"n#{name.lower()}#{person_id}"}
    return {audience: places for audience in ("FIND#ALL", *(f"FIND#TEAM#{team}" for team in teams))}


def test_putting_a_person_twice_is_putting_them_once(clinic: Clinic) -> None:
    first = clinic.ehr.put("/directory/people/cy", CY)
    before = tables.contents()["Records"]
    second = clinic.ehr.put("/directory/people/cy", CY)

    assert (first.status, second.status) == (201, 200)
    assert first.body == second.body == clinic.ehr.get("/directory/people/cy").body
    assert tables.contents()["Records"] == before


def test_a_patient_is_found_by_exactly_the_words_they_have_now(clinic: Clinic) -> None:
    put = clinic.ehr.put
    put("/directory/people/cy", CY)
    assert found_by("cy") == expected("cy", "Cy Lane", "meds")

    put("/directory/people/cy", {**CY, "name": "Cy Lane Moss"})
    assert found_by("cy") == expected("cy", "Cy Lane Moss", "meds")

    put("/directory/people/cy", {**CY, "name": "Cyrus Moss", "careTeams": ["tests", "desk"]})
    assert found_by("cy") == expected("cy", "Cyrus Moss", "tests", "desk")

    put("/directory/people/cy", {**CY, "name": "Cyrus Moss", "careTeams": []})
    assert found_by("cy") == expected("cy", "Cyrus Moss")


def test_staff_are_not_among_the_patients(clinic: Clinic) -> None:
    assert found_by("nora") == {}


def test_a_person_keeps_their_role(clinic: Clinic) -> None:
    before = tables.contents()["Records"]

    refused = clinic.ehr.put("/directory/people/ada", {"role": "provider", "name": "Ada Brook"})

    assert (refused.status, refused["errors"][0]["field"]) == (400, "role")
    assert tables.contents()["Records"] == before


def test_staff_keep_their_care_teams_when_the_ehr_renames_them(clinic: Clinic) -> None:
    clinic.ehr.put("/directory/people/nora", {"role": "provider", "name": "Nora Quill-Hart"})

    assert clinic.ehr.get("/directory/people/nora")["careTeams"] == ["meds"]
    assert [team["id"] for team in clinic.nora.get("/me")["person"]["careTeams"]] == ["meds"]


def test_members_of_a_team_know_it_and_the_team_knows_them(clinic: Clinic) -> None:
    clinic.change_team("meds", members=["omar", "nora"])
    assert clinic.ehr.get("/directory/people/omar")["careTeams"] == ["meds", "tests"]

    clinic.change_team("meds", members=["omar"])
    assert clinic.ehr.get("/directory/people/nora")["careTeams"] == []
    assert clinic.ehr.get("/directory/care-teams/meds")["members"] == ["omar"]


def test_who_stays_in_a_team_keeps_the_time_they_joined(clinic: Clinic) -> None:
    def joined() -> dict[str, str]:
        [row] = [row for row in tables.rows("TEAM") if row["PK"] == "TEAM#meds" and row["SK"] == "TEAM"]
        return dict(json.loads(row["members"]))

    before = joined()["nora"]
    clinic.change_team("meds", members=["omar", "nora"])

    assert joined()["nora"] == before < joined()["omar"]


def test_a_team_that_begins_to_serve_all_opens_every_patient_to_its_members(clinic: Clinic) -> None:
    assert [patient["id"] for patient in clinic.nora.get("/patients")["items"]] == ["ada"]

    clinic.change_team("meds", servesAll=True)
    assert {patient["id"] for patient in clinic.nora.get("/patients")["items"]} == {"ada", "bo"}
    assert "meds" in [team["id"] for team in clinic.bo.get("/contacts")["careTeams"]]

    clinic.change_team("meds", servesAll=False)
    assert [patient["id"] for patient in clinic.nora.get("/patients")["items"]] == ["ada"]


def test_who_works_in_two_open_teams_still_serves_all_after_leaving_one(clinic: Clinic) -> None:
    clinic.change_team("meds", members=["dana"], servesAll=True)
    clinic.change_team("desk", members=[])

    assert {patient["id"] for patient in clinic.dana.get("/patients")["items"]} == {"ada", "bo"}


def test_putting_a_team_twice_is_putting_it_once(clinic: Clinic) -> None:
    before = tables.contents()["Records"]

    clinic.change_team("meds")

    assert tables.contents()["Records"] == before


def test_a_member_changed_meanwhile_loses_neither_change(clinic: Clinic, wire: Wire) -> None:
    renamed = {"role": "provider", "name": "Omar Reed-Lark", "title": "Physician"}
    wire.before("TransactWriteItems", lambda: ehr().put("/directory/people/omar", renamed))

    clinic.change_team("meds", members=["nora", "omar"])

    now = clinic.ehr.get("/directory/people/omar")
    assert (now["name"], now["careTeams"]) == ("Omar Reed-Lark", ["meds", "tests"])


def test_two_first_puts_at_once_make_one_person(clinic: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: ehr().put("/directory/people/cy", {**CY, "name": "Cy First"}))

    assert clinic.ehr.put("/directory/people/cy", CY).status == 200
    assert found_by("cy") == expected("cy", "Cy Lane", "meds")


@pytest.fixture
def users(aws: str) -> Users:
    """The users of the pool: name → (enabled, groups, address)."""
    pool = boto3.client("cognito-idp")

    def now() -> dict[str, tuple[bool, list[str], str]]:
        found = {}
        for user in pool.list_users(UserPoolId=aws)["Users"]:
            groups = pool.admin_list_groups_for_user(UserPoolId=aws, Username=user["Username"])["Groups"]
            address = {it["Name"]: it["Value"] for it in user["Attributes"]}["email"]
            found[user["Username"]] = (user["Enabled"], [group["GroupName"] for group in groups], address)
        return found

    return now


def test_a_portal_account_is_an_invitation_and_its_end_a_closed_door(users: Users) -> None:
    bo = {**patient("bo"), "careTeams": []}
    ehr().put("/directory/people/bo", {**bo, "portalAccount": False})
    assert users() == {}

    for _ in range(2):
        ehr().put("/directory/people/bo", bo)
    assert users() == {"bo": (True, ["patient"], "bo@mail.example")}

    ehr().put("/directory/people/bo", {**bo, "portalAccount": False})
    assert users() == {"bo": (False, ["patient"], "bo@mail.example")}

    ehr().put("/directory/people/bo", {**bo, "email": "new@mail.example"})
    assert users()["bo"] == (True, ["patient"], "new@mail.example")
