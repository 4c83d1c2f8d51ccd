"""The profile of a patient: for themself and the staff related to them; for everybody else there is no such patient."""

import json
from collections import Counter

import pytest

from chalicelib.domain.errors import OptedOut
from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.gateway import Gateway
from tests.unit.wire import Wire, failure


def test_a_profile_says_who_the_patient_is_and_how_to_reach_them(talk: Clinic) -> None:
    assert talk.nora.get("/patients/ada").body == {
        "id": "ada",
        "role": "patient",
        "name": "Ada Brook",
        "initials": "AB",
        "portalAccount": True,
        "chatOptIn": True,
        "canMessage": True,
        "reason": None,
        "nextStep": None,
        "careTeams": [{"id": "meds", "name": "Medication questions"}],
        "locale": "en",
        "timeZone": "UTC",
        "online": False,
        "mailProblem": None,
    }


@pytest.mark.parametrize(("patient_id", "readers"), [("ada", {"ada", "nora", "dana"}), ("bo", {"bo", "omar", "dana"})])
def test_it_is_shown_to_the_patient_and_the_staff_related_to_them(
    talk: Clinic, patient_id: str, readers: set[str]
) -> None:
    for who in ("ada", "bo", "nora", "omar", "dana"):
        wanted = 200 if who in readers else 404
        assert getattr(talk, who).get(f"/patients/{patient_id}").status == wanted, who


def test_foreign_patients_staff_and_nobody_look_alike(talk: Clinic) -> None:
    answers = [talk.omar.get(f"/patients/{asked}") for asked in ("ada", "nora", "omar", "unknown", "a b", "..")]

    assert {answer.status for answer in answers} == {404}
    assert len({json.dumps(answer.body | {"requestId": ""}) for answer in answers}) == 1


def test_a_foreign_and_an_unknown_patient_cost_the_same_calls(talk: Clinic, wire: Wire) -> None:
    costs = []
    for asked in ("ada", "unknown"):
        wire.calls.clear()
        talk.omar.get(f"/patients/{asked}")
        costs.append([call.operation for call in wire.calls])

    assert costs == [["BatchGetItem", "PutItem"]] * 2


def test_a_profile_costs_two_round_trips(talk: Clinic, wire: Wire) -> None:
    wire.calls.clear()
    talk.nora.get("/patients/ada")

    assert [call.operation for call in wire.calls if call.on_main_thread] == ["BatchGetItem", "BatchGetItem"]
    beside = Counter(call.operation for call in wire.calls if not call.on_main_thread)
    assert beside == {"BatchGetItem": 1, "PutItem": 1}


def test_refusals_say_in_the_audit_whose_profile_was_asked_for(talk: Clinic) -> None:
    for asked in ("ada", "nora", "unknown"):
        talk.omar.get(f"/patients/{asked}")

    assert tables.entries("outcome", "patientId") == [("refused", "ada"), ("refused", None), ("refused", None)]
    assert [json.loads(detail) for detail in tables.entries("detail")] == [
        {"asked": asked} for asked in ("ada", "nora", "unknown")
    ]


def test_a_profile_that_cannot_be_noted_is_not_shown(talk: Clinic, wire: Wire) -> None:
    wire.before("PutItem", lambda: failure("AccessDeniedException"), table="Audit", times=9)

    refused = talk.nora.get("/patients/ada")

    assert refused.status == 500
    assert "Brook" not in refused.text


def test_who_leaves_the_care_team_or_the_clinic_sees_it_no_more(talk: Clinic) -> None:
    talk.change_team("meds", members=[])
    assert talk.nora.get("/patients/ada").status == 404

    talk.ehr.delete("/directory/people/ada")
    assert [who.get("/patients/ada").status for who in (talk.ada, talk.dana)] == [404, 404]


def test_it_tells_each_side_what_to_do_about_a_reason(talk: Clinic) -> None:
    talk.change_patient("ada", chatOptIn=False)

    for who, step in ((talk.nora, OptedOut.next_step), (talk.ada, OptedOut.own_next_step)):
        profile = who.get("/patients/ada")
        assert (profile["canMessage"], profile["reason"], profile["nextStep"]) == (False, "OPTED_OUT", step)


def test_it_tells_whether_the_patient_is_online(gateway: Gateway, talk: Clinic) -> None:
    assert talk.nora.get("/patients/ada")["online"] is True
    assert talk.dana.get("/patients/bo")["online"] is False
