"""A conversation as a Bundle of FHIR R4: a Communication for each entry, and the people and the care team around it.

`docs/fhir.md` is the table of it. The clinic's ids are identifiers: as FHIR's own ids they would not do (`_`, length).
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

from chalicelib.domain import showing
from chalicelib.domain.export import Export, Following
from chalicelib.domain.export_json import text
from chalicelib.domain.fhir_payload import label, payload
from chalicelib.domain.shapes import ConversationShape, MessageShape, PersonShape

SYSTEM = "urn:clinic-messaging:fhir:"
NAMESPACE = UUID("6f7a2c1e-64a5-5d0c-9a1e-3f6c1d2b7e40")
"""Ours alone: the same id of the clinic gives the same id of FHIR in every export."""
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
RESTRICTED = {"system": f"{TERMINOLOGY}v3-Confidentiality", "code": "R", "display": "restricted"}
REDACTED = {"system": f"{TERMINOLOGY}v3-ObservationValue", "code": "REDACTED", "display": "redacted"}
NOTIFICATION = {"system": f"{TERMINOLOGY}communication-category", "code": "notification"}
WITHHELD = "Marked as sensitive by the clinic, and withheld: who exported it had not signed in again to read it."
Resource = dict[str, Any]


def written(it: Export, entries: Iterable[MessageShape], following: Following) -> Iterator[str]:
    """A Bundle of type `collection`: of the types the one that says nothing of what its reader is to do with it."""
    bundle = {"resourceType": "Bundle", "type": "collection", "timestamp": it.at}
    identifier = {"system": f"{SYSTEM}export", "value": f"{it.conversation['id']}.{it.after}.{it.at}"}
    yield text({**bundle, "identifier": identifier})[:-1] + ',"entry":['
    people = {one["id"]: one for one in named(it.conversation)}
    for entry in entries:
        about = entry["system"]["person"] if entry["system"] else entry["sender"]
        if about:
            people.setdefault(about["id"], about)
        yield text(entered(communication(entry, it.conversation))) + ","
    if "careTeam" in it.conversation:
        yield text(entered(care_team(it.conversation))) + ","
    people.setdefault(it.exporter.id, showing.person(it.exporter))
    yield ",".join(text(entered(person(one))) for one in people.values())
    yield "]" + continued(following()) + "}"


def continued(after: int | None) -> str:
    """Says of a bundle that there is more, and where it begins."""
    if after is None:
        return ""
    return ',"meta":' + text({"extension": [{"url": f"{SYSTEM}next-after", "valueInteger": after}]})


def named(conversation: ConversationShape) -> list[PersonShape]:
    """The people whom the conversation itself names."""
    return [conversation["patient"], *(conversation[key] for key in ("provider", "requester") if key in conversation)]


def communication(entry: MessageShape, conversation: ConversationShape) -> Resource:
    """An entry. What is withheld says so, and has no payload."""
    labels = [*([RESTRICTED] if entry["sensitive"] else []), *([REDACTED] if entry["locked"] else [])]
    found: Resource = {
        "resourceType": "Communication",
        "id": fhir_id("message", entry["id"]),
        "meta": {"security": labels} if labels else None,
        "identifier": [{"system": f"{SYSTEM}message", "value": entry["id"]}],
        "partOf": [{"identifier": {"system": f"{SYSTEM}conversation", "value": conversation["id"]}}],
        "inResponseTo": corrected(entry),
        "status": "completed",
        "category": category(entry),
        "subject": refer(conversation["patient"]),
        "topic": {"text": label(conversation["topic"])} if conversation["topic"] else None,
        "recipient": recipients(entry["sender"], conversation) if entry["sender"] else None,
        "sender": refer(entry["sender"]) if entry["sender"] else None,
        "sent": entry["sentAt"],
        "payload": payload(entry),
        "note": [{"text": WITHHELD}] if entry["locked"] else None,
    }
    return {key: value for key, value in found.items() if value}


def category(entry: MessageShape) -> list[Resource]:
    """What nobody wrote is a notification; a correction is called so, FHIR has no word for it."""
    if entry["system"]:
        return [{"coding": [NOTIFICATION]}]
    return [{"text": "Correction"}] if entry["correctionOf"] else []


def corrected(entry: MessageShape) -> list[Resource]:
    if not entry["correctionOf"]:
        return []
    name = f"{entry['conversationId']}.{entry['correctionOf']}"
    return [{"reference": f"urn:uuid:{fhir_id('message', name)}", "type": "Communication"}]


def recipients(sender: PersonShape, conversation: ConversationShape) -> list[Resource]:
    """The other side: of a care team as a whole, of all others by name; in a case both are staff."""
    if conversation["kind"] == "topic" and sender["id"] == conversation["patient"]["id"]:
        team = conversation.get("careTeam")
        return [reference("CareTeam", team["id"], team["name"])] if team else []
    sides = named(conversation)[1 if conversation["kind"] == "case" else 0 :]
    return [refer(one) for one in sides if one["id"] != sender["id"]]


def care_team(conversation: ConversationShape) -> Resource:
    team = conversation["careTeam"]
    return {
        "resourceType": "CareTeam",
        "id": fhir_id("care-team", team["id"]),
        "identifier": [{"system": f"{SYSTEM}care-team", "value": team["id"]}],
        "name": label(team["name"]),
        "subject": refer(conversation["patient"]),
    }


def person(one: PersonShape) -> Resource:
    """Somebody as they were when they wrote: a patient or, whatever they do at the clinic, a practitioner."""
    found: Resource = {
        "resourceType": kind_of(one),
        "id": fhir_id("person", one["id"]),
        "identifier": [{"system": f"{SYSTEM}person", "value": one["id"]}],
        "name": [{"text": label(one["name"])}],
    }
    if "title" in one and kind_of(one) == "Practitioner":
        found["qualification"] = [{"code": {"text": label(one["title"])}}]
    return found


def kind_of(one: PersonShape) -> str:
    return "Patient" if one["role"] == "patient" else "Practitioner"


def refer(one: PersonShape) -> Resource:
    return reference(kind_of(one), one["id"], one["name"])


KINDS = {"Patient": "person", "Practitioner": "person", "CareTeam": "care-team"}


def reference(kind: str, identifier: str, name: str) -> Resource:
    """To an entry of the same bundle."""
    return {"reference": f"urn:uuid:{fhir_id(KINDS[kind], identifier)}", "type": kind, "display": label(name)}


@lru_cache(maxsize=256)
def fhir_id(kind: str, identifier: str) -> str:
    return str(uuid5(NAMESPACE, f"{kind}/{identifier}"))


def entered(resource: Resource) -> Resource:
    return {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
