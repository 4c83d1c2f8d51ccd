"""Who and what the small clinic of these tests has, as its EHR puts it into the directory."""

PEOPLE = {
    "nora": {"role": "provider", "name": "Nora Quill", "title": "Nurse"},
    "omar": {"role": "provider", "name": "Omar Reed", "title": "Physician"},
    "dana": {"role": "front_desk", "name": "Dana Frost"},
    "root": {"role": "admin", "name": "Ines Vale"},
}
PATIENTS = {
    "ada": {"name": "Ada Brook", "careTeams": ["meds"]},
    "bo": {"name": "Bo Núñez Stone", "careTeams": ["tests"]},
}
TEAMS: dict[str, dict[str, object]] = {
    "meds": {"name": "Medication questions", "members": ["nora"]},
    "tests": {"name": "Test results", "members": ["omar"]},
    "desk": {"name": "Front desk", "members": ["dana"], "servesAll": True},
}
CASES: dict[str, dict[str, object]] = {
    "refill": {"title": "Refill before the trip", "patientId": "ada", "requesterId": "nora", "providerId": "omar"},
}
ITEMS: dict[str, dict[str, object]] = {
    "appointments/checkup": {
        "patientId": "ada",
        "providerId": "nora",
        "title": "Checkup",
        "startsAt": "2026-11-23T09:30:00.000Z",
        "endsAt": "2026-11-23T10:00:00.000Z",
        "status": "booked",
    },
    "invoices/bill": {
        "patientId": "ada",
        "title": "Laboratory",
        "status": "open",
        "date": "2026-11-20",
        "amount": {"value": "49.90", "currency": "USD"},
    },
    "prescriptions/tablets": {"patientId": "ada", "title": "Tablets", "status": "active", "date": "2026-11-19"},
}
"""What the EHR holds of Ada, by path."""


def patient(person_id: str) -> dict[str, object]:
    """A patient as the EHR puts them into the directory."""
    can_chat = {"role": "patient", "portalAccount": True, "chatOptIn": True, "email": f"{person_id}@mail.example"}
    return {**PATIENTS[person_id], **can_chat}
