"""What the two of an appointment are shown of it and its call: the same over REST and sockets."""

from collections.abc import Mapping

from chalicelib.domain import showing
from chalicelib.domain.call import Actor, Call
from chalicelib.domain.call_shapes import AppointmentShape, CallShape
from chalicelib.domain.call_window import Window
from chalicelib.domain.item import Item
from chalicelib.domain.person import Person


def call(it: Call, item_version: int, now: str) -> CallShape:
    """A call as it stands: give it what `as_of` makes of it. `item_version`: of its appointment's row."""
    return {
        "state": it.state.value,
        "patientWaitingSince": it.waiting_since,
        "lateUntil": it.late_until,
        "startedAt": it.started_at,
        "endedAt": it.ended_at,
        "patientHere": it.is_here(Actor.PATIENT, now),
        "providerHere": it.is_here(Actor.PROVIDER, now),
        "revision": it.version + item_version,
    }


def appointment(item: Item, shown: CallShape, window: Window, known: Mapping[str, Person]) -> AppointmentShape:
    """An appointment with its call. `known`: the two people, as far as the directory holds them."""
    patient, provider = (
        known.get(each) or showing.unknown_person(each) for each in (item.patient_id, item.provider_id or "")
    )
    return {
        "id": item.id,
        "title": item.title,
        "patient": showing.person(patient),
        "provider": showing.person(provider),
        "startsAt": item.date,
        "endsAt": item.ends_at or item.date,
        "status": item.status if item.active else "cancelled",
        "call": shown,
        "joinableFrom": window.opens,
        "joinableUntil": window.closes,
    }
