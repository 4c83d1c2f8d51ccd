"""What windows at a video visit say over their sockets: that they are there, and what browsers need to connect."""

from collections.abc import Mapping

from chalicelib.adapters import connections, sockets
from chalicelib.domain.call import Actor, CallState
from chalicelib.domain.call_errors import CallNotLive, CallRightExpired
from chalicelib.domain.call_presence import present
from chalicelib.usecases import appointments, call_windows, realtime, telling
from chalicelib.usecases.appointments import Attendance
from chalicelib.usecases.realtime import Socket


def here(socket: Socket, appointment_id: str, *, is_here: bool) -> None:
    """Note that the window of this socket is at a visit, or no longer; it is at one at a time.

    Raises `Unauthenticated` on a socket that is not known (any more), `NotFound` for whoever is not of the visit.
    """
    caller, visited = realtime.holding(socket)
    if is_here:
        arrive(socket.connection_id, visited, appointments.enter(caller, appointment_id, "call.here"))
    elif visited == appointment_id:
        depart(socket.connection_id, visited)


def arrive(window: str, visited: str | None, at: Attendance) -> None:
    """Note that a window is at this visit, and at no other."""
    appointment_id = at.item.id
    if visited and visited != appointment_id:
        depart(window, visited)
    if visited != appointment_id and not connections.note_visit(window, appointment_id):
        return
    if call_windows.come(window, appointment_id, at.side) and connections.find(window) is None:
        # It closed meanwhile, and whoever forgot it then may not have found it at the visit yet.
        call_windows.go(window, appointment_id)


def depart(window: str, visited: str) -> None:
    connections.note_visit(window, None)
    call_windows.go(window, visited)


def signal(socket: Socket, appointment_id: str, data: Mapping[str, object]) -> None:
    """Hand on what the sender's browser says to the other side's windows at a live call; nothing of it is kept.

    Raises as `here` does, `CallNotLive` before the start and after the end, `CallRightExpired` for whoever has not
    joined this call, or not for a while.
    """
    at = appointments.enter(realtime.caller_on(socket), appointment_id, "call.signal")
    if at.call.state is not CallState.LIVE:
        raise CallNotLive
    if not at.call.may_signal(at.person.id, at.now):
        raise CallRightExpired
    telling.best_effort(lambda: relay(socket, at, data))


def relay(socket: Socket, at: Attendance, data: Mapping[str, object]) -> None:
    """To open sockets alone, from one that is open: whoever's session ended neither speaks nor hears."""
    is_patient = at.side is Actor.PATIENT
    side, other_id = (Actor.PROVIDER, at.item.provider_id or "") if is_patient else (Actor.PATIENT, at.item.patient_id)
    open_now = sockets.open_sockets([at.person.id, other_id])
    if socket.connection_id not in open_now.get(at.person.id, ()):
        return
    windows = open_now.get(other_id, frozenset()) & present(at.call, side, at.now).keys()
    content = {"appointmentId": at.item.id, "from": at.person.id, "data": data}
    telling.push_to_people({other_id: windows}, [([other_id], telling.frame("call.signal", content))])
