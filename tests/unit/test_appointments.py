"""Appointments: each of the two sees theirs with how its call stands, and nobody else sees any."""

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.population import ITEMS, PEOPLE
from tests.unit.routes import VISIT_BODY
from tests.unit.visits import VISIT, at, audited, change, moment

SHOWN = {
    "id": "checkup",
    "title": "Checkup",
    "patient": {"id": "ada", "role": "patient", "name": "Ada Brook", "initials": "AB"},
    "provider": {"id": "nora", "role": "provider", "name": "Nora Quill", "initials": "NQ", "title": "Nurse"},
    "startsAt": moment("09:30"),
    "endsAt": moment("10:00"),
    "status": "booked",
    "call": {
        **{"state": "none", "patientWaitingSince": None, "lateUntil": None, "startedAt": None, "endedAt": None},
        **{"patientHere": False, "providerHere": False, "revision": 1},
    },
    "joinableFrom": moment("09:15"),
    "joinableUntil": moment("10:00"),
}


@pytest.mark.parametrize("who", ["ada", "nora"])
def test_each_of_the_two_sees_the_appointment(clinic: Clinic, who: str) -> None:
    with at("08:00"):
        listed, one = getattr(clinic, who).get("/appointments"), getattr(clinic, who).get(VISIT)

    assert listed.body == {"items": [SHOWN], "next": None}
    assert one.body == {**SHOWN, "history": []}
    assert sorted(audited()) == [(who, "appointment.read", "done"), (who, "appointments.read", "done")]
    [patient] = set(tables.entries("patientId")) - ({None} if who == "nora" else set())
    assert patient == "ada"


@pytest.mark.parametrize("who", ["bo", "omar", "dana"])
def test_others_have_no_such_appointment_and_the_audit_says_that_they_asked(clinic: Clinic, who: str) -> None:
    refused, unknown = getattr(clinic, who).get(VISIT), getattr(clinic, who).get("/appointments/unknown")

    assert refused.status == unknown.status == 404
    assert refused.without_request_id() == unknown.without_request_id()
    assert tables.entries("act", "outcome", "patientId") == [
        ("appointment.read", "refused", "ada"),
        ("appointment.read", "refused", None),
    ]
    with at("08:00"):
        assert getattr(clinic, who).get("/appointments")["items"] == []


def fill(clinic: Clinic) -> None:
    """Four more appointments of Ada's, on other days; one of them is cancelled, one was taken out of the directory."""
    for day in ("24", "25", "26", "27"):
        times = {"startsAt": f"2026-11-{day}T09:30:00Z", "endsAt": f"2026-11-{day}T10:00:00Z"}
        status = "cancelled" if day == "25" else "booked"
        content = {**ITEMS["appointments/checkup"], **times, "status": status}
        assert clinic.ehr.put(f"/directory/appointments/of-{day}", content).status == 201
    clinic.ehr.delete("/directory/appointments/of-26")


def test_they_come_in_the_order_of_their_time_page_by_page(clinic: Clinic) -> None:
    fill(clinic)
    pages, path = [], "/appointments?limit=2"
    with at("08:00"):
        while path:
            page = clinic.ada.get(path)
            pages.append([(one["id"], one["call"]["state"]) for one in page["items"]])
            path = f"/appointments?limit=2&cursor={page['next']}" if page["next"] else ""

    assert pages == [[("checkup", "none"), ("of-24", "none")], [("of-25", "cancelled"), ("of-27", "none")]]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("from=2026-11-23T09:30:00Z&to=2026-11-24T09:30:00Z", ["checkup", "of-24"]),
        ("from=2026-11-23T09:30:00.001Z&to=2026-11-24T09:29:59.999Z", []),
        ("from=2026-11-24T10:30:00%2B01:00&to=2026-11-24T10:30:00%2B01:00", ["of-24"]),
        ("from=2026-11-27T00:00:00Z&to=2026-11-24T00:00:00Z", []),
        ("from=2026-11-25T00:00:00Z", ["of-25", "of-27"]),
    ],
)
def test_a_stretch_of_time_holds_both_its_ends(clinic: Clinic, query: str, ids: list[str]) -> None:
    fill(clinic)

    with at("08:00"):
        assert [one["id"] for one in clinic.ada.get(f"/appointments?{query}")["items"]] == ids


def test_without_a_stretch_of_time_it_is_what_comes_within_sixty_days_and_began_within_twelve_hours(
    clinic: Clinic,
) -> None:
    for time, is_listed in (("21:29", True), ("21:31", False)):
        with at(time):
            assert bool(clinic.ada.get("/appointments")["items"]) is is_listed


@pytest.mark.parametrize("query", ["from=today", "to=2026-11-31T00:00:00Z", "from=", "cursor=abc", "limit=0"])
def test_what_is_no_moment_is_refused(clinic: Clinic, query: str) -> None:
    refused = clinic.ada.get(f"/appointments?{query}")

    assert (refused.status, [error["field"] for error in refused["errors"]]) == (400, [query.partition("=")[0]])


def test_who_left_the_clinic_has_no_appointments_any_more(clinic: Clinic) -> None:
    clinic.ehr.delete("/directory/people/nora")

    assert (clinic.nora.get(VISIT).status, clinic.nora.get("/appointments").status) == (404, 404)
    shown = clinic.ada.get(VISIT)["provider"]
    assert shown["name"] == PEOPLE["nora"]["name"]


@pytest.mark.parametrize(("status", "state"), [("cancelled", "cancelled"), ("completed", "ended")])
def test_what_the_directory_says_is_seen_at_once(clinic: Clinic, status: str, state: str) -> None:
    change(clinic, status=status)

    seen = clinic.ada.get(VISIT)
    assert (seen["status"], seen["call"]["state"], seen["call"]["revision"]) == (status, state, 2)


def test_an_appointment_that_was_taken_out_of_the_directory_is_shown_as_cancelled(clinic: Clinic) -> None:
    clinic.ehr.delete("/directory/appointments/checkup")

    seen = clinic.ada.get(VISIT)
    assert (seen["status"], seen["call"]["state"]) == ("cancelled", "cancelled")


def test_the_front_desk_has_appointments_too_where_it_is_the_one_whom_patients_meet(clinic: Clinic) -> None:
    clinic.ehr.put("/directory/appointments/desk", VISIT_BODY)

    assert clinic.dana.get("/appointments/desk")["provider"]["id"] == "dana"
