"""Sessions of the caller: which there are, and how they end."""

from collections.abc import Iterable
from datetime import timedelta

from chalicelib import clock, together
from chalicelib.adapters import identity, push_subscriptions, sessions, sockets, step_ups
from chalicelib.domain.person import Caller, Role
from chalicelib.domain.session import LONGEST
from chalicelib.domain.session_shapes import SessionShape, SignedOutShape
from chalicelib.observability import logger
from chalicelib.usecases import access, realtime, telling


def mine(caller: Caller) -> list[SessionShape]:
    """The caller's sessions that have asked for a socket and are not over, latest first."""
    oldest = clock.timestamp(clock.now() - timedelta(seconds=LONGEST))
    alive = [session for session in sessions.find(caller.person_id) if session.started_at > oldest]
    return [
        {
            "id": session.id,
            "startedAt": session.started_at,
            "lastSeenAt": session.last_seen_at,
            "address": session.address,
            "agent": session.agent,
            "isCurrent": session.id == caller.session,
        }
        for session in sorted(alive, key=lambda session: (session.last_seen_at, session.id), reverse=True)
    ]


def sign_out(caller: Caller, *, everywhere: bool, keep_push: bool = False) -> SignedOutShape:
    """End the caller's session, or all of theirs: no socket stays open, nothing stays unlocked, no ticket is good.

    Nobody is woken in its browser any more, unless `keep_push`: it ended because nothing was done for long. Everywhere,
    no refresh token is good any more either; of one session, its holder gives it up. Safe to repeat.
    """
    ending = {caller.session}
    if everywhere:
        ending = end_all(caller.person_id, caller.session)
    else:
        end(caller.person_id, ending)
        if not keep_push:
            push_subscriptions.remove_of_sessions(caller.person_id, ending)
        close(caller.person_id, sockets.of_sessions(caller.person_id, ending), everywhere=False)
    about = caller.person_id if caller.role is Role.PATIENT else None
    detail = {"everywhere": everywhere, "sessions": sorted(ending)}
    access.write_down(caller, "session.ended", patient_id=about, detail=detail)
    return {"ended": len(ending)}


def end_all(person_id: str, *known: str) -> set[str]:
    """End every session of a person, these among them; gives which. No refresh token of theirs is good any more."""
    identity.sign_out(person_id)
    sessions.sign_out(person_id, int(clock.now().timestamp()))
    ending = {*known, *(session.id for session in sessions.find(person_id))}
    end(person_id, ending)
    step_ups.lock_all(person_id)
    push_subscriptions.remove_all(person_id)
    close(person_id, sockets.of_sessions(person_id, ending), everywhere=True)
    return ending


def end(person_id: str, session_ids: set[str]) -> None:
    sessions.end(person_id, session_ids, clock.timestamp(), int(clock.now().timestamp()))
    step_ups.lock(person_id, session_ids)


def close(person_id: str, connection_ids: Iterable[str], *, everywhere: bool) -> None:
    """Tell these sockets that their session has ended, and close them. They hear nothing more, even if that fails."""
    closing = list(connection_ids)
    content = telling.frame("session.ended", {"everywhere": everywhere})
    telling.push((person_id, connection_id, content) for connection_id in closing)
    calls = [together.start(close_one, connection_id) for connection_id in closing]
    for call in calls:
        call.result()


def close_one(connection_id: str) -> None:
    """Forget a socket and have it closed. The gateway closes one that it cannot close now when it is silent."""
    realtime.disconnect(connection_id)
    try:
        sockets.hang_up(connection_id)
    except sockets.Unreachable as unreachable:
        logger.warning("socket not closed", reason=type(unreachable.__cause__).__name__)
