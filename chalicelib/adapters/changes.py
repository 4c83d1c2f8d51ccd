"""Records of the table's stream, as what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters import keys
from chalicelib.adapters.attachments import AttachmentRow
from chalicelib.adapters.calls import CallRow
from chalicelib.adapters.care_teams import TeamRow
from chalicelib.adapters.items import ItemRow
from chalicelib.adapters.messages import MessageRow
from chalicelib.adapters.people import PersonRow
from chalicelib.domain.call import Call
from chalicelib.domain.card import CardType
from chalicelib.domain.item import Item
from chalicelib.domain.job import PatientChanged, StaffChanged, TeamChanged
from chalicelib.domain.message import Message
from chalicelib.domain.person import Person


@dataclass(frozen=True, slots=True)
class HeadChanged:
    """A conversation moved on, or (`is_renamed`) goes by other words or people than before, as one does that began."""

    conversation_id: str
    is_renamed: bool


@dataclass(frozen=True, slots=True)
class MessageStored:
    """A message was stored."""

    message: Message


@dataclass(frozen=True, slots=True)
class FileChanged:
    """It stands otherwise with a file. `is_sent`: it went out. `is_shown_otherwise`: its state or preview changed."""

    conversation_id: str
    attachment_id: str
    is_sent: bool
    is_shown_otherwise: bool


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """Somebody's sockets were opened or closed; whether they had any before and afterwards."""

    person_id: str
    was_online: bool
    is_online: bool


@dataclass(frozen=True, slots=True)
class CallChanged:
    """A call stood so before, and stands so now."""

    before: Call
    now: Call


@dataclass(frozen=True, slots=True)
class AppointmentChanged:
    """An appointment was agreed so before, and is so now."""

    before: Item
    now: Item


NAMES = ("topic", "requesterId", "providerId")
"""The attributes of a head by which a conversation is found, and by whom."""
Meaning = (
    HeadChanged
    | MessageStored
    | FileChanged
    | TeamChanged
    | PatientChanged
    | StaffChanged
    | PresenceChanged
    | CallChanged
    | AppointmentChanged
)


def meaning(record: Mapping[str, Any]) -> Meaning | None:
    """What one record (`dynamodb` of a stream event) says; None if it is of no concern here."""
    place = record["Keys"]["SK"]["S"]
    if place == keys.HEAD:
        names = [{name: image.get(name) for name in NAMES} for image in images(record)]
        return HeadChanged(record["Keys"]["PK"]["S"].partition("#")[2], len(names) < 2 or names[0] != names[1])
    if place.startswith(keys.MESSAGE_PREFIX) and "NewImage" in record:
        return MessageStored(MessageRow.from_raw_data(record["NewImage"]).message())
    if place.startswith(keys.FILE_PREFIX):
        return file_changed(*images(record)) if {"OldImage", "NewImage"} <= record.keys() else None
    if place == keys.PRESENCE:
        before, after = (has_sockets(record.get(image) or {}) for image in ("OldImage", "NewImage"))
        return PresenceChanged(record["Keys"]["PK"]["S"].partition("#")[2], before, after)
    if place == keys.CALL and "NewImage" in record:
        return call_changed(record)
    if {"OldImage", "NewImage"} <= record.keys() and place in CHANGES:
        return CHANGES[place](record["OldImage"], record["NewImage"])
    return None


def images(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What was there before, and what is there now; as far as there is."""
    return [record[name] for name in ("OldImage", "NewImage") if name in record]


def file_changed(old_image: Mapping[str, Any], new_image: Mapping[str, Any]) -> FileChanged:
    before, now = (AttachmentRow.from_raw_data(dict(image)).attachment() for image in (old_image, new_image))
    is_sent = before.seq is None and now.seq is not None
    return FileChanged(now.conversation_id, now.id, is_sent, before.attached != now.attached)


def call_changed(record: Mapping[str, Any]) -> CallChanged:
    """Before somebody first came to it there was a call too, though it was not kept."""
    *before, now = (CallRow.from_raw_data(dict(image)).call() for image in images(record))
    return CallChanged(before[0] if before else Call(now.appointment_id), now)


def appointment_changed(old_image: Mapping[str, Any], new_image: Mapping[str, Any]) -> AppointmentChanged | None:
    """An appointment; None for other items, which have no calls."""
    before, now = (ItemRow.from_raw_data(dict(image)).item() for image in (old_image, new_image))
    return AppointmentChanged(before, now) if now.type is CardType.APPT else None


def team_changed(old_image: Mapping[str, Any], new_image: Mapping[str, Any]) -> TeamChanged | None:
    """Who came to a care team; None if nobody did or went, and it serves whom it served."""
    before, now = (TeamRow.from_raw_data(dict(image)).team() for image in (old_image, new_image))
    joined = {person_id: at for person_id, at in now.members.items() if before.members.get(person_id) != at}
    is_same = now.members == before.members and now.serves_all is before.serves_all
    return None if is_same else TeamChanged(now.id, joined)


def person_changed(old_image: Mapping[str, Any], new_image: Mapping[str, Any]) -> PatientChanged | StaffChanged | None:
    """A patient or a member of staff whose conversations look otherwise now."""
    before, now = (PersonRow.from_raw_data(dict(image)).person() for image in (old_image, new_image))
    if what_conversations_show(before) == what_conversations_show(now):
        return None
    if now.is_patient:
        return PatientChanged(now.id)
    return StaffChanged(now.id) if now.is_staff else None


def what_conversations_show(person: Person) -> tuple[object, ...]:
    """What is shown of a person in a conversation, and what it depends on whether they can be written to."""
    can_chat = person.active, person.portal_account, person.chat_opt_in
    return person.name, person.title, person.care_team_ids, person.serves_all, *can_chat


def has_sockets(image: Mapping[str, Any]) -> bool:
    """Whether a presence row, as the stream writes it, names any open socket."""
    return bool(image.get("connectionIds", {}).get("SS"))


CHANGES = {keys.TEAM: team_changed, keys.PERSON: person_changed, keys.ITEM: appointment_changed}
