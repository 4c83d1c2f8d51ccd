"""Where a FHIR resource says what the directory's own routes take by other names."""

from collections.abc import Mapping

PERSON = {
    **{"id": "id", "name": "name", "email": "telecom", "title": "qualification", "locale": "communication"},
    "active": "active",
    **dict.fromkeys(("portalAccount", "chatOptIn", "timeZone", "careTeams"), "extension"),
}
SUBJECT = {"id": "id", "patientId": "subject", "status": "status"}
PLACES: Mapping[str, Mapping[str, str]] = {
    "Patient": {**PERSON, "role": "id"},
    "Practitioner": {**PERSON, "role": "extension"},
    "CareTeam": {
        **{"id": "id", "name": "name", "servesAll": "extension", "members": "participant", "patients": "subject"},
        "active": "status",
    },
    "Appointment": {
        **{"id": "id", "title": "description", "startsAt": "start", "endsAt": "end", "status": "status"},
        **dict.fromkeys(("patientId", "providerId"), "participant"),
    },
    "Invoice": {
        **SUBJECT,
        **{"title": "type", "date": "date", "amount": "totalGross"},
        **{"amount.value": "totalGross.value", "amount.currency": "totalGross.currency"},
    },
    "MedicationRequest": {**SUBJECT, "title": "medication", "date": "authoredOn"},
}


def places_of(kind: str, at: str) -> dict[str, str]:
    """The FHIRPath expression of each of our fields, in a resource that stands there."""
    return {name: f"{at}.{where}" for name, where in PLACES[kind].items()}
