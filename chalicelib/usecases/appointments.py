"""The appointments of a person, each with its call: for its patient and its provider, and for nobody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chalicelib import clock, together
from chalicelib.adapters import calls, items, people
from chalicelib.adapters.audit import Entry
from chalicelib.adapters.calls import Kept
from chalicelib.domain import showing, showing_calls
from chalicelib.domain.call import Actor, Call, as_of, side_of
from chalicelib.domain.call_shapes import AppointmentShape, CallHistoryShape, OneAppointmentShape
from chalicelib.domain.call_window import Window, window_of
from chalicelib.domain.card import CardType
from chalicelib.domain.errors import NotFound
from chalicelib.domain.item import Item
from chalicelib.domain.person import Caller, Person
from chalicelib.settings import settings
from chalicelib.usecases import access
from chalicelib.usecases.people import in_directory


@dataclass(frozen=True, slots=True)
class Attendance:
    """One of the two at an appointment, at this moment. `call`: as it stands now."""

    caller: Caller
    person: Person
    side: Actor
    kept: Kept
    call: Call
    now: str

    @property
    def item(self) -> Item:
        return self.kept.item

    @property
    def window(self) -> Window:
        return window(self.item)


def window(item: Item) -> Window:
    """When the clinic lets an appointment's call be joined."""
    return window_of(item, settings().join_minutes_before, settings().call_grace_minutes)


def enter(caller: Caller, appointment_id: str, act: str) -> Attendance:
    """Let one of the two in. For everybody else `NotFound`, as if there were no such thing, with an audit entry."""
    kept, known = calls.look(appointment_id, caller.person_id)
    person, now = known.get(caller.person_id), clock.timestamp()
    side = side_of(person, kept.item) if kept and person else None
    if kept is None or person is None or side is None:
        about, detail = kept.item.patient_id if kept else None, {"appointmentId": appointment_id}
        access.write_down(caller, act, outcome="refused", patient_id=about, detail=detail)
        raise NotFound
    return Attendance(caller, person, side, kept, as_of(kept.call, kept.item, now), now)


def entry_of(at: Attendance, act: str, **detail: object) -> Entry:
    """The audit entry of something that one of the two did at their appointment."""
    entry = access.entry_by(at.caller, act)
    return replace(entry, patient_id=at.item.patient_id, detail={"appointmentId": at.item.id, **detail})


def mine(
    caller: Caller, *, first: str, last: str, after: str | None, limit: int
) -> tuple[list[AppointmentShape], str | None]:
    """A page of the caller's appointments that start between two moments, in their order; and where to go on."""
    finding = together.start(people.find, [caller.person_id])
    references, following = items.of_person_between(caller.person_id, CardType.APPT, (first, last), after, limit)
    person = in_directory(finding.result().get(caller.person_id))
    kept = [each for each in calls.read_all(one.id for one in references) if side_of(person, each.item)]
    entry = access.list_being_read(
        caller,
        "appointments.read",
        person.id if person.is_patient else None,
        appointments=[each.item.id for each in kept],
    )
    known = people.find({person_id for each in kept for person_id in each.item.person_ids})
    entry.result()
    return [present(each, known) for each in kept], following


def open_one(caller: Caller, appointment_id: str) -> OneAppointmentShape:
    """One appointment with the history of its call. For all but its two `NotFound`, with an audit entry."""
    at = enter(caller, appointment_id, "appointment.read")
    entry = access.patient_being_read(caller, "appointment.read", at.item.patient_id, appointmentId=at.item.id)
    finding = together.start(people.find, at.item.person_ids)
    events, known = calls.history(appointment_id), finding.result()
    known |= people.find({event.person_id for event in events if event.person_id} - known.keys())
    entry.result()
    return {**present(at.kept, known), "history": history(events, known)}


def present(kept: Kept, known: Mapping[str, Person]) -> AppointmentShape:
    """An appointment and its call as they stand now."""
    now = clock.timestamp()
    shown = showing_calls.call(as_of(kept.call, kept.item, now), kept.item_version, now)
    return showing_calls.appointment(kept.item, shown, window(kept.item), known)


def history(events: Sequence[calls.Event], known: Mapping[str, Person]) -> list[CallHistoryShape]:
    """What became of a call, and through whom; null where it was no person."""
    people_in_it = [
        known.get(event.person_id) or showing.unknown_person(event.person_id) if event.person_id else None
        for event in events
    ]
    return [
        {"act": event.act.value, "at": event.at, "person": showing.person(person) if person else None}
        for event, person in zip(events, people_in_it, strict=True)
    ]
