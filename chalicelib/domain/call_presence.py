"""Who is present at a call, window by window, and when nobody has been for too long. Times are RFC 3339."""

from dataclasses import replace

from chalicelib.domain.call import OPEN, Actor, Call, CallAct, CallState
from chalicelib.domain.call_window import Window, later

SIDES = (Actor.PATIENT, Actor.PROVIDER)
SEEN_SECONDS = 90
"""For how long a window is taken for present that said so. It says so again every twenty seconds, but browsers let a
page that is in the background come to that once a minute only.
"""
EMPTY_MINUTES = 5
"""After how long without anybody a call ends by itself."""
EXPECTED, EXPECTED_SECONDS = "joining", 30
"""Stands for the window of who has just come to the waiting room, until that window says that it is there: otherwise
the close of an earlier window, if it is noted late, would throw somebody out who has just come back.
"""


def came(call: Call, side: Actor, window: str, until: str, now: str) -> Call:
    """The call with that window there."""
    others = {name: seen for name, seen in present(call, side, now).items() if name != EXPECTED}
    return replace(call, here={**call.here, side: {**others, window: until}}, empty_since=None)


def expected(call: Call, side: Actor, until: str, now: str) -> Call:
    """The call of which somebody has just become a part, whose window is about to say that it is there."""
    return came(call, side, EXPECTED, until, now)


def present(call: Call, side: Actor, now: str) -> dict[str, str]:
    """The windows of a side that said not long ago that they are there, and until when that counts."""
    return {name: until for name, until in call.here.get(side, {}).items() if until > now}


def went(call: Call, window: str, now: str) -> Call:
    """The call without that window."""
    here = {
        side: {name: until for name, until in of_side.items() if name != window} for side, of_side in call.here.items()
    }
    return without_stale(replace(call, here=here), now)


def without_stale(call: Call, now: str) -> Call:
    """The call without the windows that have not said for a while that they are there."""
    here = {side: present(call, side, now) for side in SIDES}
    empty_since = None if any(here.values()) else call.empty_since or now
    return replace(call, here=here, empty_since=empty_since)


def has_left(side: Actor, before: Call, now: Call) -> bool:
    """Whether the last window of that side went."""
    return bool(before.here.get(side)) and not now.here.get(side)


def over(call: Call, window: Window, now: str) -> CallAct | None:
    """What time has made of an open call that it is not yet; None if it goes on."""
    if call.state not in OPEN:
        return None
    if now >= window.over:
        return CallAct.EXPIRE
    has_been_empty = call.empty_since is not None and now >= later(call.empty_since, EMPTY_MINUTES)
    return CallAct.EMPTY if has_been_empty else None


def looks_otherwise(before: Call, now: Call) -> bool:
    """Whether people are shown something else of the call now; a window's further sign of life shows nowhere."""
    return shown(before) != shown(now)


def shown(call: Call) -> tuple[object, ...]:
    sides = (bool(call.here.get(side)) for side in SIDES)
    return call.state, call.waiting_since, call.late_until, call.started_at, call.ended_at, *sides


def closes(before: Call, now: Call) -> bool:
    """Whether nobody may be in the meeting any more that was held until then, by its name: the call is over, or is
    another one.
    """
    goes_on = now.state is CallState.LIVE and now.call_id == before.call_id
    return before.state is CallState.LIVE and before.meeting_id is not None and not goes_on
