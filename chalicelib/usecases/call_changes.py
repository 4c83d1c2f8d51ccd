"""The sure path of calls: what became of one is told to both sides, and followed by what it brings with it.

Twice, late or out of order is harmless: what is told carries its revision, and what is done is decided anew.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import replace

from chalicelib import clock
from chalicelib.adapters import calling, calls, sockets
from chalicelib.adapters.calls import Event, Kept
from chalicelib.adapters.changes import AppointmentChanged, CallChanged
from chalicelib.adapters.table import until_settled
from chalicelib.domain import showing_calls
from chalicelib.domain.call import Actor, Call, CallAct, CallState, acted, as_of, due
from chalicelib.domain.call_presence import closes, has_left, looks_otherwise
from chalicelib.domain.item import Item
from chalicelib.domain.person import Caller, Role
from chalicelib.usecases import access, telling, waking

Told = Mapping[str, object]
EVENTS: dict[CallState, Callable[[Told], telling.Frame]] = {
    CallState.NONE: lambda content: telling.frame("call.updated", content),
    CallState.WAITING: lambda content: telling.frame("call.waiting", content),
    CallState.LIVE: lambda content: telling.frame("call.started", content),
    CallState.ENDED: lambda content: telling.frame("call.ended", content),
    CallState.CANCELLED: lambda content: telling.frame("call.cancelled", content),
}
"""What is told when a call comes into a state; of whatever else changes, what stands for the first."""


def follow(change: CallChanged) -> None:
    """Tell both sides, let who left the waiting room be out of it, and let nobody stay in a meeting that is over."""
    before, now = change.before, change.now
    kept, _ = calls.look(now.appointment_id)
    if kept is None:
        return
    if looks_otherwise(before, now):
        providers, is_step = {before.provider_id, now.provider_id}, before.state is not now.state
        telling.best_effort(lambda: tell(kept, providers, is_step=is_step))
    if has_left(Actor.PATIENT, before, now):
        settle(now.appointment_id, has_left_the_waiting_room)
    if closes(before, now):
        calling.provider().close(before)


def follow_directory(change: AppointmentChanged) -> None:
    """Bring a call in line with its appointment, which the directory changed. That they meet at another time, or that
    somebody waits for another provider now, both sides are told although it is nothing new of the call.
    """
    before, now = change.before, change.now
    has_followed = settle(now.id, lambda kept: due(kept.call, kept.item))
    kept = None if has_followed or agreed(before) == agreed(now) else calls.look(now.id)[0]
    if kept:
        is_given = before.provider_id != now.provider_id
        telling.best_effort(lambda: tell(kept, {before.provider_id, now.provider_id}, is_step=is_given))


def agreed(item: Item) -> tuple[str | None, ...]:
    """Who meets, when."""
    return item.patient_id, item.provider_id, item.date, item.ends_at


def tell(kept: Kept, providers: Set[str | None], *, is_step: bool) -> None:
    """Tell all windows of the two how it stands by now, however long ago the change was; and those of its `providers`
    of that time who are none any more, that this is no visit of theirs. `is_step`: it is new that it stands so.
    """
    it, at = kept.item, clock.timestamp()
    current = as_of(kept.call, it, at)
    former = sorted(filter(None, providers - {it.provider_id}))
    told: list[tuple[list[str], CallState, Call]] = [
        (sorted(it.person_ids), current.state if is_step else CallState.NONE, current),
        (former, CallState.CANCELLED, replace(current, state=CallState.CANCELLED)),
    ]
    listening = sockets.open_sockets([person_id for person_ids, _, _ in told for person_id in person_ids])
    if is_step and current.state is CallState.WAITING:
        waking.for_waiting_patient(it.id, it.provider_id, has_window=it.provider_id in listening)
    telling.push_to_people(
        listening,
        [
            (
                person_ids,
                EVENTS[name]({"appointmentId": it.id, "call": showing_calls.call(shown, kept.item_version, at)}),
            )
            for person_ids, name, shown in told
        ],
    )


def has_left_the_waiting_room(kept: Kept) -> CallAct | None:
    """Whether the patient is still gone now."""
    is_gone = kept.call.state is CallState.WAITING and not kept.call.here.get(Actor.PATIENT)
    return CallAct.LEAVE if is_gone and not due(kept.call, kept.item) else None


def settle(appointment_id: str, decide: Callable[[Kept], CallAct | None]) -> bool:
    """Let happen what follows by itself; False if nothing does any more."""

    def attempt() -> bool:
        kept, _ = calls.look(appointment_id)
        act = decide(kept) if kept else None
        if kept and act:
            happen(kept, act)
        return act is not None

    return until_settled(attempt)


ACTORS = {
    CallAct.LEAVE: Actor.PATIENT,
    CallAct.EXPIRE: Actor.CLOCK,
    CallAct.EMPTY: Actor.CLOCK,
}
"""Through whom a call changes by itself; all other acts are the directory's."""


def happen(kept: Kept, act: CallAct, call: Call | None = None) -> None:
    """Store what follows by itself, with its line of history and its audit entry. `call`: as it is by now.

    Raises `Overtaken` if the call or its appointment is not what was read any more.
    """
    now, it = clock.timestamp(), kept.item
    actor = ACTORS.get(act, Actor.DIRECTORY)
    new = acted(call or kept.call, act, actor, it, now)
    person_id = it.patient_id if actor is Actor.PATIENT else None
    event = Event(clock.new_id(), act, now, person_id)
    entry = access.entry_by(by(it, actor), f"call.{act.value}")
    detail = {"appointmentId": it.id, "callId": new.call_id, "state": new.state.value}
    calls.change(kept, new, event, replace(entry, at=now, patient_id=it.patient_id, detail=detail))


def by(item: Item, actor: Actor) -> Caller:
    """Who stands in the audit: a patient who left, or nobody."""
    is_patient = actor is Actor.PATIENT
    return Caller(item.patient_id, Role.PATIENT, "", "", "") if is_patient else access.ITSELF
