"""Going to a visit: the patient waits, the provider starts, both get sessions as long as it is live, one ends it.

Each act is decided by what is stored, and stored on condition that it still is: whoever is overtaken decides again.
"""

from collections.abc import Callable
from dataclasses import replace

from chalicelib import clock, together
from chalicelib.adapters import calling, calls, people
from chalicelib.adapters.audit import Entry
from chalicelib.adapters.calling import Session
from chalicelib.adapters.calls import Event
from chalicelib.adapters.table import until_settled
from chalicelib.domain.call import BEING_LATE, ENDING, JOINING, STARTING, Call, CallAct, CallState, Rows, led
from chalicelib.domain.call_errors import AT_A_VISIT
from chalicelib.domain.call_presence import EXPECTED_SECONDS, expected
from chalicelib.domain.call_shapes import (
    AppointmentShape,
    CallEndedShape,
    CallLateShape,
    CallLiveShape,
    CallWaitingShape,
)
from chalicelib.domain.call_window import later, require_open
from chalicelib.domain.errors import Busy
from chalicelib.domain.person import Caller
from chalicelib.usecases import access, appointments
from chalicelib.usecases.appointments import Attendance


def join(caller: Caller, appointment_id: str) -> CallWaitingShape | CallLiveShape:
    """Go to a visit: a session while it is live, the waiting room for its patient before. Again: a fresh session.

    Raises `NotStarted` for its provider before, `CallEnded`, `CallCancelled`, `TooEarly`, `CallOver`.
    """
    at, call = carried_out(caller, appointment_id, CallAct.JOIN, lambda at: with_right(at, begun(at, JOINING)))
    if call.state is not CallState.LIVE:
        return {"state": "waiting", "appointment": shown(at, call)}
    return live(at, call)


def start(caller: Caller, appointment_id: str) -> CallLiveShape:
    """Begin a visit, once, however often and by however many windows this is asked; raises what `join` does."""
    call_id = clock.new_id()
    at, call = carried_out(
        caller, appointment_id, CallAct.START, lambda at: with_right(at, begun(at, STARTING, call_id))
    )
    return live(at, call)


def late(caller: Caller, appointment_id: str, minutes: int) -> CallLateShape:
    """Let the patient know how long they will have to wait from now. Raises `AlreadyStarted` besides."""

    def decide(at: Attendance) -> Call:
        return replace(begun(at, BEING_LATE), late_until=later(at.now, minutes))

    at, call = carried_out(caller, appointment_id, CallAct.LATE, decide)
    return {"appointment": shown(at, call)}


def end(caller: Caller, appointment_id: str) -> CallEndedShape:
    """End a visit for both. Raises `NotStarted` before its start, `CallCancelled`."""
    at, call = carried_out(
        caller, appointment_id, CallAct.END, lambda at: led(at.call, ENDING, at.side, at.item, at.now)
    )
    return {"state": "ended", "appointment": shown(at, call)}


def begun(at: Attendance, rows: Rows, call_id: str = "") -> Call:
    """The call after an act that has its time."""
    require_open(at.window, at.call, rows, at.side, at.now)
    return led(at.call, rows, at.side, at.item, at.now, call_id)


def with_right(at: Attendance, call: Call) -> Call:
    """The call in which whoever goes there may take part from now on, if it is live, or is expected."""
    if call.state is CallState.LIVE:
        return call.with_right(at.person.id, at.window.session_until(at.now))
    return expected(call, at.side, clock.timestamp(clock.from_now(EXPECTED_SECONDS)), at.now)


def carried_out(
    caller: Caller, appointment_id: str, act: CallAct, decide: Callable[[Attendance], Call]
) -> tuple[Attendance, Call]:
    """Let one of the two do something at their visit; gives the call as it is kept then.

    What is decided is stored with its line of history and its audit entry; a refusal is written down.
    """

    def attempt() -> tuple[Attendance, Call]:
        at = appointments.enter(caller, appointment_id, f"call.{act.value}")
        try:
            new = decide(at)
        except AT_A_VISIT as refusal:
            detail = {"appointmentId": appointment_id, "reason": refusal.code}
            about = at.item.patient_id
            access.write_down(caller, f"call.{act.value}", outcome="refused", patient_id=about, detail=detail)
            raise
        return at, kept_as(at, act, new)

    return until_settled(attempt)


def kept_as(at: Attendance, act: CallAct, new: Call) -> Call:
    """Store what was decided: with a line of history, if more changed than who may take part."""
    is_told = new.state is not at.call.state or new.late_until != at.call.late_until
    event = Event(clock.new_id(), act, at.now, at.person.id) if is_told else None
    return calls.change(at.kept, new, event, entry(at, act, new))


def entry(at: Attendance, act: CallAct, new: Call) -> Entry:
    return appointments.entry_of(at, f"call.{act.value}", callId=new.call_id, state=new.state.value)


def shown(at: Attendance, call: Call) -> AppointmentShape:
    """The appointment with the call as it is now."""
    return appointments.present(replace(at.kept, call=call), people.find(at.item.person_ids))


def live(at: Attendance, call: Call) -> CallLiveShape:
    """A session for whoever goes there; raises `Busy` if none can be had now, and the call goes on."""
    finding = together.start(shown, at, call)
    session = session_for(at, call)
    return {
        "state": "live",
        "callId": call.call_id or "",
        "session": session.content,
        "expiresAt": session.expires_at,
        "appointment": finding.result(),
    }


def session_for(at: Attendance, call: Call) -> Session:
    """A session of this very call. One whose meeting nobody knows of is closed again, not given."""
    provider, until = calling.provider(), call.rights[at.person.id]
    session = provider.session(call, at.item, at.person, until)
    if session.meeting_id in (None, call.meeting_id):
        return session
    if until_settled(lambda: is_meeting_kept(at, call, session)):
        return session
    provider.close(replace(call, meeting_id=session.meeting_id))
    raise Busy("The visit changed at this moment. Repeat the same request in a second.")


def is_meeting_kept(at: Attendance, call: Call, session: Session) -> bool:
    """Note the name of the call's meeting; False if the call is no longer live, or is held in another meeting."""
    now = appointments.enter(at.caller, at.item.id, "call.join")
    if now.call.state is not CallState.LIVE or now.call.call_id != call.call_id:
        return False
    if now.call.meeting_id == session.meeting_id:
        return True
    if now.call.meeting_id != call.meeting_id:
        return False
    calls.change(now.kept, replace(now.call, meeting_id=session.meeting_id), None, None)
    return True
