"""The call of an appointment: its states, who may do what in which, and what becomes of it. Times are RFC 3339."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from chalicelib.domain.call_errors import AlreadyStarted, CallCancelled, CallEnded, NotStarted
from chalicelib.domain.errors import DomainError, Forbidden
from chalicelib.domain.item import Item
from chalicelib.domain.person import Person


class CallState(StrEnum):
    NONE = "none"
    WAITING = "waiting"
    LIVE = "live"
    ENDED = "ended"
    CANCELLED = "cancelled"


class CallAct(StrEnum):
    """`complete`, `hand_over`, `renew`: the directory says that the appointment took place, has another provider, or
    is held (again) at another time. `expire`: its time is over. `empty`: for minutes nobody was there.
    """

    JOIN = "join"
    LEAVE = "leave"
    START = "start"
    LATE = "late"
    END = "end"
    CANCEL = "cancel"
    COMPLETE = "complete"
    HAND_OVER = "hand_over"
    RENEW = "renew"
    EXPIRE = "expire"
    EMPTY = "empty"


class Actor(StrEnum):
    """Who acts. The first two are the sides of a call."""

    PATIENT = "patient"
    PROVIDER = "provider"
    DIRECTORY = "directory"
    CLOCK = "clock"


FINAL = frozenset({CallState.ENDED, CallState.CANCELLED})
OPEN = frozenset({CallState.WAITING, CallState.LIVE})
Outcome = CallState | type[DomainError]
Rows = Mapping[Actor, Mapping[CallState, Outcome]]
"""For each who may do it at all: the state that follows in each state, or the refusal."""


def row(none: Outcome, waiting: Outcome, live: Outcome, ended: Outcome, cancelled: Outcome) -> dict[CallState, Outcome]:
    return dict(zip(CallState, (none, waiting, live, ended, cancelled), strict=True))


NONE, WAITING, LIVE, ENDED, CANCELLED = CallState
JOINING: Rows = {
    Actor.PATIENT: row(WAITING, WAITING, LIVE, CallEnded, CallCancelled),
    Actor.PROVIDER: row(NotStarted, NotStarted, LIVE, CallEnded, CallCancelled),
}
LEAVING: Rows = {
    Actor.PATIENT: row(NONE, NONE, LIVE, ENDED, CANCELLED),
    Actor.PROVIDER: row(NONE, WAITING, LIVE, ENDED, CANCELLED),
}
STARTING: Rows = {Actor.PROVIDER: row(LIVE, LIVE, LIVE, CallEnded, CallCancelled)}
BEING_LATE: Rows = {Actor.PROVIDER: row(NONE, WAITING, AlreadyStarted, CallEnded, CallCancelled)}
ENDING: Rows = {Actor.PROVIDER: row(NotStarted, NotStarted, ENDED, ENDED, CallCancelled)}
OF_DIRECTORY: dict[CallAct, Rows] = {
    CallAct.CANCEL: {Actor.DIRECTORY: row(CANCELLED, CANCELLED, CANCELLED, ENDED, CANCELLED)},
    CallAct.COMPLETE: {Actor.DIRECTORY: row(ENDED, ENDED, ENDED, ENDED, CANCELLED)},
    CallAct.HAND_OVER: {Actor.DIRECTORY: row(NONE, WAITING, WAITING, ENDED, CANCELLED)},
    CallAct.RENEW: {Actor.DIRECTORY: row(NONE, WAITING, LIVE, NONE, NONE)},
}
OUTCOMES: dict[CallAct, Rows] = {
    CallAct.JOIN: JOINING,
    CallAct.LEAVE: LEAVING,
    CallAct.START: STARTING,
    CallAct.LATE: BEING_LATE,
    CallAct.END: ENDING,
    **OF_DIRECTORY,
    CallAct.EXPIRE: {Actor.CLOCK: row(NONE, ENDED, ENDED, ENDED, CANCELLED)},
    CallAct.EMPTY: {Actor.CLOCK: row(NONE, NONE, ENDED, ENDED, CANCELLED)},
}
"""What follows from each act of each person in each state. Whatever is not here, that person may never do."""


@dataclass(frozen=True, slots=True)
class Call:
    """The one call of an appointment, as it is kept. `starts_at`, `provider_id`: of the appointment at the last act.

    `call_id`: made at the start. `here`: by side, until when each window (by connection) is taken for present.
    `rights`: who may take part, and until when. `meeting_id`: the name that the provider of calls gave it.
    `empty_since`: since when nobody is here. `version`: 0 if nothing is kept yet.
    """

    appointment_id: str
    state: CallState = CallState.NONE
    call_id: str | None = None
    starts_at: str | None = None
    provider_id: str | None = None
    waiting_since: str | None = None
    late_until: str | None = None
    started_at: str | None = None
    ended_at: str | None = None
    here: Mapping[Actor, Mapping[str, str]] = field(default_factory=dict)
    rights: Mapping[str, str] = field(default_factory=dict)
    meeting_id: str | None = None
    empty_since: str | None = None
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Somebody waits, or the call is live."""
        return self.state in OPEN

    def is_here(self, side: Actor, now: str) -> bool:
        """Whether any window of that side is present."""
        return any(until > now for until in self.here.get(side, {}).values())

    def may_signal(self, person_id: str, now: str) -> bool:
        """Whether that person has joined this call, not too long ago."""
        return self.state is CallState.LIVE and self.rights.get(person_id, "") > now

    def with_right(self, person_id: str, until: str) -> "Call":
        return replace(self, rights={**self.rights, person_id: until})


def outcome(rows: Rows, state: CallState, actor: Actor) -> Outcome:
    """The state that follows, or the refusal."""
    return rows.get(actor, {}).get(state, Forbidden)


def acted(call: Call, act: CallAct, actor: Actor, item: Item, now: str) -> Call:
    """The call after that act, or the refusal raised."""
    return led(call, OUTCOMES[act], actor, item, now)


def led(call: Call, rows: Rows, actor: Actor, item: Item, now: str, call_id: str = "") -> Call:
    """The call after the act that these rows are of, or the refusal raised. `call_id`: its name if it starts now."""
    following = outcome(rows, call.state, actor)
    if not isinstance(following, CallState):
        raise following
    changed = call if following is call.state else moved(call, following, now, call_id)
    return replace(changed, starts_at=item.date, provider_id=item.provider_id)


def moved(call: Call, state: CallState, now: str, call_id: str) -> Call:
    """The call in another state. Whoever had a right to take part has none in the next."""
    since = now if state is WAITING else None
    it = replace(call, state=state, waiting_since=since, rights={}, empty_since=None)
    if state in (NONE, WAITING):
        late = call.late_until if call.state not in FINAL else None
        return replace(it, late_until=late, call_id=None, meeting_id=None, started_at=None, ended_at=None)
    if state is LIVE:
        return replace(it, call_id=call_id, started_at=now, late_until=None)
    return replace(it, ended_at=now if call.started_at else None, late_until=None)


def due(call: Call, item: Item) -> CallAct | None:
    """What the directory's appointment, as it is now, has made of the call and is not kept yet; None if nothing."""
    if not item.active or item.status == "cancelled":
        act = CallAct.CANCEL
    elif item.status == "completed":
        act = CallAct.COMPLETE
    elif call.state is CallState.LIVE and call.provider_id != item.provider_id:
        act = CallAct.HAND_OVER
    elif call.state is CallState.CANCELLED or (call.state is CallState.ENDED and call.starts_at != item.date):
        act = CallAct.RENEW
    else:
        return None
    return act if outcome(OF_DIRECTORY[act], call.state, Actor.DIRECTORY) is not call.state else None


def as_of(call: Call, item: Item, now: str) -> Call:
    """The call as its appointment, as it is now, lets it be: what everybody is shown and decides by."""
    act = due(call, item)
    return led(call, OF_DIRECTORY[act], Actor.DIRECTORY, item, now) if act else call


def side_of(person: Person, item: Item) -> Actor | None:
    """On which side of an appointment's call this person is today; None for everybody else."""
    if person.active and person.is_patient and person.id == item.patient_id:
        return Actor.PATIENT
    is_its_provider = person.active and person.is_staff and person.id == item.provider_id
    return Actor.PROVIDER if is_its_provider else None
