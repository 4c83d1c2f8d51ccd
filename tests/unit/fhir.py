"""FHIR bundles of these tests, and what the EHR is answered."""

import json
from typing import Any

from tests.unit.clinic import Answer, Clinic

Resource = dict[str, Any]
FHIR = "application/fhir+json"
SEEN = "urn:clinic-messaging:fhir:"


def about(kind: str, identifier: str) -> dict[str, str]:
    return {"reference": f"{kind}/{identifier}"}


CY: Resource = {
    "resourceType": "Patient",
    "id": "cy",
    "name": [{"use": "old", "text": "Cy Before"}, {"use": "official", "family": "Lane", "given": ["Cy", "M."]}],
    "telecom": [{"system": "phone", "value": "1"}, {"system": "email", "value": "cy@mail.example"}],
    "communication": [{"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "es"}]}, "preferred": True}],
    "extension": [
        {"url": f"{SEEN}portal-account", "valueBoolean": True},
        {"url": f"{SEEN}chat-opt-in", "valueBoolean": True},
        {"url": f"{SEEN}care-team", "valueReference": about("CareTeam", "sleep")},
        {"url": "http://hl7.org/fhir/StructureDefinition/timezone", "valueCode": "America/Chicago"},
    ],
}
ZOE: Resource = {
    "resourceType": "Practitioner",
    "id": "zoe",
    "name": [{"text": "Zoe Hart"}],
    "qualification": [{"code": {"text": "Sleep physician"}}],
}
SLEEP: Resource = {
    "resourceType": "CareTeam",
    "id": "sleep",
    "name": "Sleep questions",
    "participant": [{"member": about("Practitioner", "zoe")}, {"member": about("Practitioner", "nora")}],
}
NIGHT: Resource = {
    "resourceType": "Appointment",
    "id": "night",
    "status": "booked",
    "description": "A night in the laboratory",
    "start": "2026-11-23T21:00:00+01:00",
    "end": "2026-11-24T06:00:00+01:00",
    "participant": [
        {"actor": about("Patient", "cy"), "status": "accepted"},
        {"actor": about("Practitioner", "zoe"), "status": "accepted"},
        {"actor": about("Location", "lab"), "status": "accepted"},
    ],
}
BILL: Resource = {
    "resourceType": "Invoice",
    "id": "night",
    "status": "issued",
    "type": {"text": "Laboratory"},
    "subject": about("Patient", "cy"),
    "date": "2026-11-24T23:30:00-06:00",
    "totalGross": {"value": 120.50, "currency": "USD"},
}
DROPS: Resource = {
    "resourceType": "MedicationRequest",
    "id": "drops",
    "status": "on-hold",
    "intent": "order",
    "medicationCodeableConcept": {"coding": [{"display": "Drops"}]},
    "subject": about("Patient", "cy"),
    "authoredOn": "2026-11-24",
}
ALL = (DROPS, BILL, NIGHT, SLEEP, ZOE, CY)
"""Those that depend on others first: a bundle has no order."""


def bundle(*resources: Resource) -> Resource:
    return {"resourceType": "Bundle", "type": "transaction", "entry": [entry(resource) for resource in resources]}


def entry(resource: Resource) -> Resource:
    return {
        "resource": resource,
        "request": {"method": "PUT", "url": f"{resource['resourceType']}/{resource['id']}"},
    }


def send(clinic: Clinic, content: object) -> Answer:
    raw = json.dumps(content).replace("120.5,", "120.50,").encode()
    return clinic.ehr.call("POST", "/directory/fhir", raw, **{"Content-Type": FHIR})


def places(answer: Answer) -> list[str]:
    """Where an outcome says that something is wrong."""
    assert (answer.status, answer.headers["Content-Type"]) == (400, FHIR), answer.body
    assert answer["resourceType"] == "OperationOutcome"
    return [place for issue in answer["issue"] for place in issue.get("expression", ["-"])]
