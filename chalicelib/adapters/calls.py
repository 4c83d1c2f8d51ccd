"""Calls of appointments, what became of each, and which ones are open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pynamodb.attributes import Attribute, NumberAttribute, UnicodeAttribute
from pynamodb.constants import MAP, STRING
from pynamodb.transactions import TransactWrite

from chalicelib.adapters import audit, items, keys, people
from chalicelib.adapters.audit import Entry
from chalicelib.adapters.items import ItemRow
from chalicelib.adapters.people import PersonRow
from chalicelib.adapters.table import Key, Record, commit, get_all, transaction
from chalicelib.domain.call import Actor, Call, CallAct, CallState
from chalicelib.domain.card import CardReference, CardType
from chalicelib.domain.item import Item
from chalicelib.domain.person import Person

STATED = ("state", "call_id", "starts_at", "provider_id", "waiting_since", "late_until", "started_at", "ended_at")
TEXTS = (*STATED, "meeting_id", "empty_since")


class Times(Attribute[Mapping[str, str]]):
    """A map of names to moments, each of which can be set by itself."""

    attr_type = MAP

    def serialize(self, value: Mapping[str, str]) -> dict[str, dict[str, str]]:
        return {name: {STRING: moment} for name, moment in value.items()}

    def deserialize(self, value: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        return {name: moment[STRING] for name, moment in value.items()}


class CallRow(Record, discriminator="call"):
    """The call of an appointment; every change but a window's sign of life raises its `version`."""

    state = UnicodeAttribute()
    call_id = UnicodeAttribute(null=True, attr_name="callId")
    starts_at = UnicodeAttribute(null=True, attr_name="startsAt")
    provider_id = UnicodeAttribute(null=True, attr_name="providerId")
    waiting_since = UnicodeAttribute(null=True, attr_name="waitingSince")
    late_until = UnicodeAttribute(null=True, attr_name="lateUntil")
    started_at = UnicodeAttribute(null=True, attr_name="startedAt")
    ended_at = UnicodeAttribute(null=True, attr_name="endedAt")
    patient_here = Times(default=dict, attr_name="patientHere")
    provider_here = Times(default=dict, attr_name="providerHere")
    rights = Times(default=dict)
    meeting_id = UnicodeAttribute(null=True, attr_name="meetingId")
    empty_since = UnicodeAttribute(null=True, attr_name="emptySince")
    version = NumberAttribute()

    def call(self) -> Call:
        texts = {name: getattr(self, name) for name in TEXTS if name != "state"}
        return Call(
            appointment_id=self.PK.rpartition("#")[2],
            state=CallState(self.state),
            here={Actor.PATIENT: self.patient_here, Actor.PROVIDER: self.provider_here},
            rights=self.rights,
            version=int(self.version),
            **texts,
        )


class CallHistoryRow(Record, discriminator="call-history"):
    """Something that became of a call. `personId`: through whom, if through a person."""

    act = UnicodeAttribute()
    at = UnicodeAttribute()
    person_id = UnicodeAttribute(null=True, attr_name="personId")


class OpenCallRow(Record, discriminator="open-call"):
    """Points to an appointment whose patient waits, or whose call is live."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a call's history."""

    id: str
    act: CallAct
    at: str
    person_id: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """An appointment, the version of its row, and its call as it is kept: ask `as_of` how it stands now."""

    item: Item
    item_version: int
    call: Call


def reference(appointment_id: str) -> CardReference:
    return CardReference(CardType.APPT, appointment_id)


def key(appointment_id: str) -> Key:
    return keys.item(CardType.APPT.value, appointment_id), keys.CALL


def look(appointment_id: str, *person_ids: str) -> tuple[Kept | None, dict[str, Person]]:
    """An appointment with its call, if there is one, and those of these people whom the directory holds."""
    place = items.key(reference(appointment_id))
    rows = get_all([place, key(appointment_id), *map(people.key, person_ids)])
    known = {row.person().id: row.person() for row in rows.values() if isinstance(row, PersonRow)}
    return kept_among(rows, appointment_id), known


def kept_among(rows: Mapping[Key, Record], appointment_id: str) -> Kept | None:
    found, call = rows.get(items.key(reference(appointment_id))), rows.get(key(appointment_id))
    if not isinstance(found, ItemRow):
        return None
    kept = call.call() if isinstance(call, CallRow) else Call(appointment_id)
    return Kept(found.item(), int(found.version), kept)


def read_all(appointment_ids: Iterable[str]) -> list[Kept]:
    """Those of these appointments that there are, in the same order, each with its call."""
    ids = list(appointment_ids)
    rows = get_all([place for each in ids for place in (items.key(reference(each)), key(each))])
    return [kept for kept in (kept_among(rows, each) for each in ids) if kept]


def change(kept: Kept, new: Call, event: Event | None, entry: Entry | None) -> Call:
    """Put `new` in the place of the call, with its line of history and its audit entry; gives it as it is kept now.

    Raises `Overtaken` if the call or its appointment is not what was read any more.
    """
    stored, write = replace(new, version=kept.call.version + 1), transaction()
    is_unchanged = ItemRow.version == kept.item_version
    write.condition_check(ItemRow, *items.key(kept.item.reference), condition=is_unchanged)
    point(write, kept.call, stored)
    version = kept.call.version
    write.save(call_row(stored), condition=CallRow.version == version if version else CallRow.PK.does_not_exist())
    if event:
        write.save(event_row(kept.item.id, event))
    if entry:
        write.save(audit.entry_row(entry))
    commit(write)
    return stored


def point(write: TransactWrite, old: Call, new: Call) -> None:
    """Let the list of open calls follow."""
    pointer = OpenCallRow(keys.OPEN_CALLS, new.appointment_id)
    if new.is_open and not old.is_open:
        write.save(pointer)
    if old.is_open and not new.is_open:
        write.delete(pointer)


def history(appointment_id: str) -> list[Event]:
    """What became of an appointment's call, in the order of time."""
    within = CallHistoryRow.SK.startswith(keys.CALL_HISTORY_PREFIX)
    rows = CallHistoryRow.query(key(appointment_id)[0], within, consistent_read=True)
    return [Event(row.SK.rpartition("#")[2], CallAct(row.act), row.at, row.person_id) for row in rows]


def open_ones(after: str | None, limit: int) -> tuple[list[str], str | None]:
    """Appointments whose patient waits or whose call is live, after that id; and where to go on, if any."""
    beginning = after < OpenCallRow.SK if after else None
    rows = list(OpenCallRow.query(keys.OPEN_CALLS, beginning, limit=limit + 1, consistent_read=True))
    ids = [row.SK for row in rows]
    return ids[:limit], ids[limit - 1] if len(ids) > limit else None


def call_row(call: Call) -> CallRow:
    return CallRow(
        *key(call.appointment_id),
        patient_here=dict(call.here.get(Actor.PATIENT, {})),
        provider_here=dict(call.here.get(Actor.PROVIDER, {})),
        rights=dict(call.rights),
        version=call.version,
        **{name: getattr(call, name) for name in TEXTS},
    )


def event_row(appointment_id: str, event: Event) -> CallHistoryRow:
    place = keys.item(CardType.APPT.value, appointment_id), keys.call_history(event.at, event.id)
    return CallHistoryRow(*place, act=event.act.value, at=event.at, person_id=event.person_id)
