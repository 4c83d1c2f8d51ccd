"""Conversations that may not be started: refused with the reason, or as if nobody were there."""

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic, new_message, person

TOPIC = {"kind": "topic", "topic": "Sleep", "careTeamId": "meds"}
DIRECT = {"kind": "direct", "providerId": "nora"}
UNKNOWN = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"portalAccount": False}, "NO_PORTAL_ACCOUNT"),
        ({"chatOptIn": False}, "OPTED_OUT"),
        ({"portalAccount": False, "chatOptIn": False}, "NO_PORTAL_ACCOUNT"),
    ],
)
def test_whoever_may_not_be_written_to_is_not_begun_with(clinic: Clinic, changes: dict, reason: str) -> None:
    clinic.change_patient("ada", **changes)
    before = tables.contents()["Records"]

    by_staff = clinic.nora.post("/conversations", {**TOPIC, "patientId": "ada", "message": new_message()})
    by_patient = clinic.ada.post("/conversations", {**DIRECT, "message": new_message()})

    assert [(answer.status, answer["code"]) for answer in (by_staff, by_patient)] == [(409, reason)] * 2
    assert tables.contents()["Records"] == before
    assert tables.entries("act", "outcome", "patientId")[-2:] == [("conversation.start", "refused", "ada")] * 2


def test_a_provider_who_lost_their_account_is_not_offered_and_not_written_to(clinic: Clinic) -> None:
    assert [provider["id"] for provider in clinic.ada.get("/contacts")["providers"]] == ["nora"]
    talk = clinic.ada.post("/conversations", {**DIRECT, "message": new_message()})

    clinic.ehr.put("/directory/people/nora", {"role": "provider", "name": "Nora Quill", "portalAccount": False})

    assert clinic.ada.get("/contacts")["providers"] == []
    assert clinic.ada.post("/conversations", {**DIRECT, "message": new_message()}).status == 404
    refused = clinic.ada.post(f"/conversations/{talk['id']}/messages", new_message())
    assert (refused.status, refused["code"]) == (409, "NO_RELATIONSHIP")


def test_a_care_team_of_nobody_is_not_offered_and_not_written_to(clinic: Clinic) -> None:
    clinic.change_team("meds", members=[])

    assert "meds" not in {team["id"] for team in clinic.ada.get("/contacts")["careTeams"]}
    assert clinic.ada.post("/conversations", {**TOPIC, "message": new_message()}).status == 404


STRANGERS = {
    "a patient to a team that does not serve them": ("ada", {**TOPIC, "careTeamId": "tests"}),
    "a patient to an unknown team": ("ada", {**TOPIC, "careTeamId": UNKNOWN}),
    "a patient for another patient": ("ada", {**TOPIC, "patientId": "bo"}),
    "a patient to a provider of another team": ("ada", {"kind": "direct", "providerId": "omar"}),
    "a patient to the front desk alone": ("ada", {"kind": "direct", "providerId": "dana"}),
    "a patient to a patient": ("ada", {"kind": "direct", "providerId": "bo"}),
    "a patient to an unknown provider": ("ada", {"kind": "direct", "providerId": UNKNOWN}),
    "staff to a stranger": ("nora", {**TOPIC, "patientId": "bo"}),
    "staff to nobody": ("nora", {**TOPIC, "patientId": UNKNOWN}),
    "staff to staff": ("nora", {**TOPIC, "patientId": "omar"}),
    "staff for a team of others": ("nora", {**TOPIC, "careTeamId": "tests", "patientId": "ada"}),
    "a provider for another": ("nora", {"kind": "direct", "patientId": "ada", "providerId": "omar"}),
    "somebody not in the directory": ("stranger", TOPIC),
}


@pytest.mark.parametrize(("who", "wanted"), STRANGERS.values(), ids=STRANGERS)
def test_strangers_and_the_unknown_are_refused_alike_and_written_down(clinic: Clinic, who: str, wanted: dict) -> None:
    before = tables.contents()["Records"]
    role = {"nora": "provider"}.get(who, "patient")

    refused = person(who, role).post("/conversations", {**wanted, "message": new_message()})

    known = person("ada", "patient").get(f"/conversations/{UNKNOWN}")
    assert refused.without_request_id() == known.without_request_id()
    assert tables.entries("act", "personId", "outcome")[0] == ("conversation.start", who, "refused")
    assert tables.contents()["Records"] == before


def test_the_front_desk_holds_no_direct_conversations(clinic: Clinic) -> None:
    refused = clinic.dana.post("/conversations", {"kind": "direct", "patientId": "ada", "message": new_message()})

    assert (refused.status, refused["code"]) == (403, "FORBIDDEN")
    assert tables.entries("act", "outcome") == [("conversation.start", "refused")]


def test_a_team_in_which_nobody_works_any_more_is_written_to_no_more(talk: Clinic) -> None:
    assert talk.ehr.call("DELETE", "/directory/care-teams/meds").status == 200

    refused = talk.ada.post(f"{talk.topic_path}/messages", new_message())

    assert (refused.status, refused["code"]) == (409, "NO_RELATIONSHIP")
    seen = talk.ada.get(talk.topic_path)
    assert (seen["canReply"], seen["reason"], seen["messageCount"]) == (False, "NO_RELATIONSHIP", 1)

    talk.change_team("meds", members=["omar"])
    assert talk.ada.post(f"{talk.topic_path}/messages", new_message()).status == 201
