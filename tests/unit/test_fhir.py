"""FHIR bundles: the same upserts as by the directory's own routes, whole or not at all, and the same when repeated."""

from typing import Any

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic, ehr
from tests.unit.fhir import ALL, BILL, CY, DROPS, FHIR, NIGHT, SEEN, SLEEP, ZOE, about, bundle, entry, places, send
from tests.unit.population import ITEMS, patient
from tests.unit.wire import Wire

STORED = {
    "people/cy": {
        **{"id": "cy", "role": "patient", "name": "Cy M. Lane", "title": None, "email": "cy@mail.example"},
        **{"portalAccount": True, "chatOptIn": True, "locale": "es", "timeZone": "America/Chicago"},
        **{"careTeams": ["sleep"], "active": True},
    },
    "care-teams/sleep": {
        **{"id": "sleep", "name": "Sleep questions", "servesAll": False, "members": ["nora", "zoe"], "active": True},
    },
    "appointments/night": {
        **{"id": "night", "patientId": "cy", "providerId": "zoe", "title": "A night in the laboratory"},
        **{"startsAt": "2026-11-23T20:00:00.000Z", "endsAt": "2026-11-24T05:00:00.000Z", "status": "booked"},
        "active": True,
    },
    "invoices/night": {
        **{"id": "night", "patientId": "cy", "title": "Laboratory", "status": "open", "date": "2026-11-24"},
        **{"amount": {"value": "120.50", "currency": "USD"}, "active": True},
    },
    "prescriptions/drops": {
        **{"id": "drops", "patientId": "cy", "title": "Drops", "status": "active", "date": "2026-11-24"},
        "active": True,
    },
}


def test_a_bundle_puts_what_the_directorys_own_routes_put(clinic: Clinic, wire: Wire) -> None:
    wire.calls.clear()

    answer = send(clinic, bundle(*ALL))

    assert (answer.status, answer.headers["Content-Type"], answer["type"]) == (200, FHIR, "transaction-response")
    assert [each["response"]["status"] for each in answer["entry"]] == ["201 Created"] * 6
    assert answer["entry"][0]["response"]["location"] == "MedicationRequest/drops"
    assert len(wire.made("TransactWriteItems")) == 1
    for path, wanted in STORED.items():
        assert clinic.ehr.get(f"/directory/{path}").body == wanted
    zoe = clinic.ehr.get("/directory/people/zoe")
    assert (zoe["role"], zoe["title"], zoe["careTeams"]) == ("provider", "Sleep physician", ["sleep"])
    assert clinic.ehr.get("/directory/people/nora")["careTeams"] == ["meds", "sleep"]


def test_the_same_bundle_again_changes_nothing_and_is_written_down_again(clinic: Clinic) -> None:
    send(clinic, bundle(*ALL))
    before, entries = tables.contents()["Records"], len(tables.entries())

    again = send(clinic, bundle(*ALL))

    assert [each["response"]["status"] for each in again["entry"]] == ["200 OK"] * 6
    assert tables.contents()["Records"] == before
    acts = sorted(tables.entries("act")[entries:])
    items, people = ["directory.item.put"] * 3, ["directory.person.put"] * 2
    assert acts == ["directory.care-team.put", "directory.fhir", *items, *people]


def test_what_a_bundle_leaves_out_stays(clinic: Clinic) -> None:
    clinic.ehr.put("/directory/people/ada", {**patient("ada"), "locale": "es"})
    before = clinic.ehr.get("/directory/people/ada").body

    send(clinic, bundle({"resourceType": "Patient", "id": "ada", "name": [{"text": "Ada Renamed"}]}))
    send(clinic, bundle({"resourceType": "Practitioner", "id": "dana", "name": [{"text": "Dana Frost"}]}))

    assert clinic.ehr.get("/directory/people/ada").body == {**before, "name": "Ada Renamed"}
    dana = clinic.ehr.get("/directory/people/dana")
    assert (dana["role"], dana["portalAccount"], dana["careTeams"]) == ("front_desk", True, ["desk"])


def test_entries_refer_to_each_other_by_their_full_urls(clinic: Clinic) -> None:
    name = "urn:uuid:6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    absolute = about("Patient", "ada") | {"reference": "https://ehr.clinic.example/fhir/Patient/ada/_history/3"}
    content = bundle({**DROPS, "subject": {"reference": name}}, CY, {**BILL, "subject": absolute}, SLEEP, ZOE)
    content["entry"][1]["fullUrl"] = name

    assert send(clinic, content).status == 200
    assert clinic.ehr.get("/directory/prescriptions/drops")["patientId"] == "cy"
    assert clinic.ehr.get("/directory/invoices/night")["patientId"] == "ada"


def test_an_address_stands_for_one_entry(clinic: Clinic) -> None:
    twice = bundle(*ALL)
    for each in twice["entry"]:
        each["fullUrl"] = "urn:uuid:6f0c8b0e-0000-4000-8000-000000000001"
    another = bundle(ZOE) | {"entry": [entry(ZOE) | {"fullUrl": "Practitioner/nora"}]}

    assert places(send(clinic, twice))[0] == "Bundle.entry[1].fullUrl"
    assert places(send(clinic, another)) == ["Bundle.entry[0].fullUrl"]


def test_who_left_a_care_team_before_today_is_no_member(clinic: Clinic) -> None:
    left = {"member": about("Practitioner", "nora"), "period": {"end": "2020-01-01"}}
    stays = {"member": about("Practitioner", "zoe"), "period": {"end": "2999-01-01"}}

    assert send(clinic, bundle(changed(SLEEP, participant=[left, stays]), ZOE)).status == 200

    assert clinic.ehr.get("/directory/care-teams/sleep")["members"] == ["zoe"]


def test_a_care_team_names_whom_it_serves(clinic: Clinic) -> None:
    send(clinic, bundle({**SLEEP, "subject": about("Patient", "ada")}, ZOE))

    assert clinic.ehr.get("/directory/people/ada")["careTeams"] == ["meds", "sleep"]


def test_what_was_entered_in_error_has_ended(clinic: Clinic) -> None:
    send(clinic, bundle(*ALL))

    send(clinic, bundle({**BILL, "status": "entered-in-error"}))

    assert clinic.ehr.get("/directory/invoices/night")["active"] is False
    assert tables.rows("ITEM#invoice#2026-11-24") == []


@pytest.mark.parametrize(
    ("path", "ended", "said"),
    [
        ("people/cy", CY, {"active": True}),
        ("people/zoe", ZOE, {"active": True}),
        ("care-teams/sleep", SLEEP, {"status": "active"}),
    ],
    ids=["patient", "practitioner", "care team"],
)
def test_who_has_ended_comes_back_only_where_the_bundle_says_so(
    clinic: Clinic, path: str, ended: dict[str, Any], said: dict[str, Any]
) -> None:
    send(clinic, bundle(*ALL))
    assert clinic.ehr.delete(f"/directory/{path}").status == 200
    before, (name,) = tables.contents(), said

    refused = send(clinic, bundle(*ALL))

    assert at(name, ALL.index(ended))[0] in places(refused)
    assert tables.contents() == before
    assert send(clinic, bundle(*(changed(each, **said) if each is ended else each for each in ALL))).status == 200
    assert clinic.ehr.get(f"/directory/{path}")["active"] is True


def changed(resource: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {name: value for name, value in {**resource, **changes}.items() if value is not ...}


def at(place: str, number: int = 0) -> list[str]:
    return [f"Bundle.entry[{number}].resource.{place}"]


TWO_PATIENTS = [{"actor": about("Patient", each), "status": "accepted"} for each in ("ada", "bo")]
WRONG: dict[str, tuple[list[dict[str, Any]], list[str]]] = {
    "what FHIR does not know": ([changed(CY, nam="x")], at("nam")),
    "what FHIR wants": ([changed(DROPS, subject=...), CY, SLEEP, ZOE], at("subject")),
    "a date that is none": ([changed(CY, birthDate="soon"), SLEEP, ZOE], at("birthDate")),
    "a patient without a name": ([changed(CY, name=...), SLEEP, ZOE], at("name")),
    "no mail address for an account": ([changed(CY, telecom=...), SLEEP, ZOE], at("telecom")),
    "an unknown care team": ([CY], at("extension")),
    "a member who is nobody": ([SLEEP], at("participant")),
    "a member who is an organization": (
        [changed(SLEEP, participant=[{"member": about("Organization", "x")}])],
        at("participant[0].member"),
    ),
    "a subject who is staff": ([changed(BILL, subject=about("Practitioner", "nora"))], at("subject")),
    "a subject who is nobody": ([BILL], at("subject")),
    "two patients": ([changed(NIGHT, participant=TWO_PATIENTS)], [*at("participant")] * 2),
    "a provider who is nobody": (
        [SLEEP, CY, NIGHT, changed(ZOE, id="zia")],
        [*at("participant"), *at("participant", 2)],
    ),
    "an end before the start": ([changed(NIGHT, end=NIGHT["start"]), *ALL[3:]], at("end")),
    "a proposal": ([changed(NIGHT, status="proposed"), *ALL[3:]], at("status")),
    "a draft": ([changed(BILL, status="draft"), *ALL[3:]], at("status")),
    "no amount": ([changed(BILL, totalGross=...), *ALL[3:]], at("totalGross")),
    "no such currency": (
        [changed(BILL, totalGross={"value": 1, "currency": "XYZ"}), *ALL[3:]],
        at("totalGross.currency"),
    ),
    "a month as day": ([changed(BILL, date="2026-11"), *ALL[3:]], at("date")),
    "a medication by reference": (
        [changed(DROPS, medicationCodeableConcept=..., medicationReference=about("Medication", "x")), *ALL[3:]],
        at("medication"),
    ),
    "another patient's item": ([changed(BILL, id="bill"), *ALL[3:]], at("subject")),
    "a patient who works here": ([{"resourceType": "Patient", "id": "nora", "name": [{"text": "Nora"}]}], at("id")),
    "another kind of resource": ([changed(CY, resourceType="Observation")], at("resourceType")),
    "an id that FHIR does not know": ([changed(CY, id="a_b"), SLEEP, ZOE], at("id")),
    "what would change its meaning": ([changed(ZOE, modifierExtension=[{"url": "urn:x"}])], at("modifierExtension")),
    "what must not be taken": ([changed(DROPS, doNotPerform=True), *ALL[3:]], at("doNotPerform")),
    "what nobody has ordered": ([changed(DROPS, intent="proposal"), *ALL[3:]], at("intent")),
    "somebody who has left": ([changed(ZOE, active=False)], at("active")),
    "a team that does not work": ([changed(SLEEP, status="inactive"), ZOE], at("status")),
    "one twice": ([ZOE, ZOE], at("id", 1)),
    "a patient and a practitioner of one id": ([ZOE, changed(CY, id="zoe"), SLEEP], at("id", 1)),
    "a contained resource of no kind": (
        [changed(ZOE, contained=[{"resourceType": "Nope"}])],
        ["Bundle.entry[0].resource"],
    ),
}


@pytest.mark.parametrize(("resources", "wanted"), WRONG.values(), ids=WRONG)
def test_each_fault_is_named_by_its_place_and_nothing_is_stored(
    clinic: Clinic, resources: list[dict[str, Any]], wanted: list[str]
) -> None:
    before = tables.contents()

    refused = send(clinic, bundle(*resources))

    assert places(refused) == wanted
    assert tables.contents() == before


def test_faults_of_several_entries_are_named_together(clinic: Clinic) -> None:
    refused = send(clinic, bundle(BILL, changed(DROPS, status="draft"), NIGHT))

    assert places(refused) == at("status", 1), "what can be seen of the bundle alone is told first"
    assert places(send(clinic, bundle(BILL, DROPS))) == [*at("subject"), *at("subject", 1)]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"type": "batch"}, ["Bundle.type"]),
        ({"resourceType": "List"}, ["Bundle.resourceType"]),
        ({"entry": []}, ["Bundle.entry"]),
        ({"entry": [entry(ZOE)] * 101}, ["Bundle.entry"]),
        ({"entry": [{"resource": ZOE, "request": {"method": "POST", "url": "Practitioner"}}]}, [".request.method"]),
        ({"entry": [{"resource": ZOE, "request": {"method": "PUT", "url": "Practitioner/zo"}}]}, [".request.url"]),
        ({"entry": [entry(ZOE) | {"request": entry(ZOE)["request"] | {"ifMatch": "1"}}]}, [".request.ifMatch"]),
    ],
)
def test_only_transactions_of_plain_puts_are_taken(clinic: Clinic, change: dict[str, Any], wanted: list[str]) -> None:
    found = places(send(clinic, {**bundle(ZOE), **change}))

    assert [place.removeprefix("Bundle.entry[0]") for place in found] == wanted


def test_what_is_no_json_object_is_an_outcome_too(clinic: Clinic) -> None:
    nested = {"url": "u"}
    for _ in range(400):
        nested = {"url": "u", "extension": [nested]}  # type: ignore[dict-item]

    assert places(clinic.ehr.call("POST", "/directory/fhir", b'{"resourceType":')) == ["-"]
    assert places(send(clinic, [])) == ["Bundle"]
    assert places(send(clinic, bundle(changed(ZOE, extension=[nested])))) == ["Bundle.entry[0].resource"]


def test_other_kinds_of_content_and_large_bundles_are_refused(clinic: Clinic) -> None:
    plain = clinic.ehr.call("POST", "/directory/fhir", b"{}", **{"Content-Type": "text/plain"})
    large = clinic.ehr.call("POST", "/directory/fhir", b" " * 1_048_577)

    assert (plain.status, plain["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert (large.status, large["code"]) == (413, "TOO_LARGE")


def many(count: int) -> list[dict[str, Any]]:
    """Patients with a bill each: more rows than one transaction takes."""
    return [
        resource
        for number in range(count)
        for resource in (
            changed(CY, id=f"p{number}", extension=..., name=[{"text": f"Patient Number{number} With Many Words"}]),
            changed(BILL, id=f"b{number}", subject=about("Patient", f"p{number}")),
        )
    ]


class Died(Exception):
    """What happens to a function that is killed."""


def test_a_large_bundle_that_was_broken_off_is_completed_by_the_same_bundle(clinic: Clinic, wire: Wire) -> None:
    content = bundle(*many(16), SLEEP, ZOE)
    start = tables.contents()
    send(clinic, content)
    whole, transactions = tables.contents()["Records"], len(wire.made("TransactWriteItems"))
    tables.replace_contents(start)
    wire.calls.clear()

    def die() -> None:
        if len(wire.made("TransactWriteItems")) == 2:
            raise Died

    wire.before("TransactWriteItems", die, times=2)
    assert send(clinic, content).status == 500
    halfway = tables.contents()["Records"]
    assert send(clinic, content).status == 200

    assert transactions > 1
    assert len(start["Records"]) < len(halfway) < len(whole)
    joined = [row for row in tables.rows("TEAM") if row["PK"] == "TEAM#sleep"]
    assert sorted(joined[0]["members"].split('"')[1::4]) == ["nora", "zoe"]
    assert {str(item["PK"]) + str(item["SK"]) for item in tables.contents()["Records"]} == {
        str(item["PK"]) + str(item["SK"]) for item in whole
    }


def test_a_bundle_that_was_overtaken_is_decided_again(clinic: Clinic, wire: Wire) -> None:
    wire.before(
        "TransactWriteItems", lambda: ehr().put("/directory/invoices/bill", ITEMS["invoices/bill"] | {"title": "X"})
    )

    assert send(clinic, bundle(changed(BILL, id="bill", subject=about("Patient", "ada")))).status == 200
    assert clinic.ehr.get("/directory/invoices/bill")["title"] == "Laboratory"


def test_a_person_who_was_put_can_sign_in_or_no_more(clinic: Clinic, cloud: str) -> None:
    import boto3

    pool = boto3.client("cognito-idp")
    send(clinic, bundle(*ALL))
    assert pool.admin_get_user(UserPoolId=cloud, Username="cy")["Enabled"] is True

    closed = [{"url": f"{SEEN}portal-account", "valueBoolean": False}]
    send(clinic, bundle(changed(CY, extension=closed)))

    assert pool.admin_get_user(UserPoolId=cloud, Username="cy")["Enabled"] is False
    assert clinic.ehr.get("/directory/people/cy")["careTeams"] == ["sleep"]
