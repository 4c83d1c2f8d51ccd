"""From FHIR R4 resources to what the directory's own routes take; `docs/fhir.md` is the table of it."""

from collections.abc import Callable, Iterable
from typing import Any

from chalicelib import clock
from chalicelib.domain.card import CardType

EXTENSION = "urn:clinic-messaging:fhir:"
TIME_ZONE = "http://hl7.org/fhir/StructureDefinition/timezone"
NAME_USES = ("official", "usual", None, "temp", "nickname", "anonymous", "maiden", "old")
ENDED = "entered-in-error"
STATUSES = {
    "Appointment": {
        **dict.fromkeys(("booked", "arrived", "checked-in"), "booked"),
        **dict.fromkeys(("cancelled", "noshow", ENDED), "cancelled"),
        "fulfilled": "completed",
    },
    "Invoice": {"issued": "open", "balanced": "paid", "cancelled": "cancelled", ENDED: "cancelled"},
    "MedicationRequest": {
        **dict.fromkeys(("active", "on-hold"), "active"),
        **dict.fromkeys(("stopped", "cancelled", ENDED), "stopped"),
        "completed": "completed",
    },
}
"""What is not finished yet (a draft, a proposal) is no item: it is refused, to be sent once it is."""
ITEM_TYPES = {"Appointment": CardType.APPT, "Invoice": CardType.INVOICE, "MedicationRequest": CardType.RX}
Refer = Callable[[Any, str], str | None]
"""From a reference and a type of resource to the id that it names; None if it names something else."""
Content = dict[str, Any]


def extension(resource: Any, name: str, kind: str) -> list[Any]:
    """The values of all extensions of that name."""
    url = name if ":" in name else EXTENSION + name
    return [getattr(each, kind) for each in resource.extension or () if each.url == url]


def first(values: Iterable[Any]) -> Any:
    """The first value that there is, if any."""
    return next((value for value in values if value is not None), None)


def words(concept: Any) -> str | None:
    """What a concept is called."""
    if concept is None:
        return None
    text: str | None = concept.text or first(coding.display for coding in concept.coding or ())
    return text


def person_name(resource: Any) -> str | None:
    """The name that somebody goes by."""
    for name in sorted(resource.name or (), key=lambda each: NAME_USES.index(each.use) if each.use in NAME_USES else 9):
        found = name.text or " ".join(filter(None, (*(name.given or ()), name.family)))
        if found:
            return str(found)
    return None


def email(resource: Any) -> str | None:
    """The first mail address, by rank."""
    points = [each for each in resource.telecom or () if each.system == "email" and each.use != "old"]
    address: str | None = first(each.value for each in sorted(points, key=lambda each: each.rank or 99))
    return address


def person(resource: Any) -> Content:
    """What people have in common."""
    return {
        "name": person_name(resource),
        "email": email(resource),
        "portalAccount": first(extension(resource, "portal-account", "valueBoolean")),
        "timeZone": first(extension(resource, TIME_ZONE, "valueCode")),
        "locale": first(language(resource)),
    }


def language(resource: Any) -> Iterable[str | None]:
    """The codes of somebody's languages, the preferred one first; a practitioner's carry no preference."""
    spoken = resource.communication or ()
    concepts = [getattr(each, "language", None) if hasattr(each, "preferred") else each for each in spoken]
    if any(getattr(each, "preferred", None) for each in spoken):
        concepts = [each.language for each in spoken if each.preferred]
    return (coding.code for concept in concepts if concept for coding in concept.coding or ())


def patient(resource: Any, refer: Refer) -> Content:
    teams = extension(resource, "care-team", "valueReference")
    return {
        **person(resource),
        "role": "patient",
        "chatOptIn": first(extension(resource, "chat-opt-in", "valueBoolean")),
        "careTeams": [refer(each, "CareTeam") or "" for each in teams] if teams else None,
    }


def practitioner(resource: Any, _refer: Refer) -> Content:
    return {
        **person(resource),
        "role": first(extension(resource, "role", "valueCode")),
        "title": first(words(each.code) for each in resource.qualification or ()),
    }


def has_ended(period: Any) -> bool:
    """Whether a period was over before today, by the clinic's calendar."""
    last = day(period and period.end)
    return last is not None and last < clock.day()


def care_team(resource: Any, refer: Refer) -> Content:
    members = [each.member for each in resource.participant or () if not has_ended(each.period)]
    served = [*members, resource.subject]
    return {
        "name": resource.name,
        "servesAll": first(extension(resource, "serves-all", "valueBoolean")),
        "members": list(dict.fromkeys(filter(None, (refer(each, "Practitioner") for each in members)))),
        "patients": list(dict.fromkeys(filter(None, (refer(each, "Patient") for each in served)))),
    }


def appointment(resource: Any, refer: Refer) -> Content:
    actors = [each.actor for each in resource.participant]
    return {
        "patientId": only(refer(each, "Patient") for each in actors),
        "providerId": only(refer(each, "Practitioner") for each in actors),
        "title": resource.description or first(map(words, [*(resource.serviceType or ()), resource.appointmentType])),
        "startsAt": resource.start and resource.start.isoformat(),
        "endsAt": resource.end and resource.end.isoformat(),
        "status": STATUSES["Appointment"].get(resource.status),
    }


def only(ids: Iterable[str | None]) -> str | None:
    """The id, if it is one and the same."""
    found = set(filter(None, ids))
    return found.pop() if len(found) == 1 else None


def day(moment: Any) -> str | None:
    """The day of a date or a time, as it was written."""
    return None if moment is None else str(moment.isoformat() if hasattr(moment, "isoformat") else moment)[:10]


def invoice(resource: Any, refer: Refer) -> Content:
    total = resource.totalGross
    amount = total and {"value": total.value is not None and format(total.value, "f"), "currency": total.currency}
    return {
        "patientId": refer(resource.subject, "Patient"),
        "title": words(resource.type) or "Invoice",
        "status": STATUSES["Invoice"].get(resource.status),
        "date": day(resource.date),
        "amount": amount,
    }


def medication_request(resource: Any, refer: Refer) -> Content:
    return {
        "patientId": refer(resource.subject, "Patient"),
        "title": words(resource.medicationCodeableConcept),
        "status": STATUSES["MedicationRequest"].get(resource.status),
        "date": day(resource.authoredOn),
    }


MAPPERS: dict[str, Callable[[Any, Refer], Content]] = {
    "Patient": patient,
    "Practitioner": practitioner,
    "CareTeam": care_team,
    "Appointment": appointment,
    "Invoice": invoice,
    "MedicationRequest": medication_request,
}
