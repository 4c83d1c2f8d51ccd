"""When a call can be joined, and until when a session of it lasts. Times are RFC 3339, UTC, milliseconds."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chalicelib.domain.call import Actor, Call, CallState, Rows, outcome
from chalicelib.domain.call_errors import CallCancelled, CallEnded, CallOver, TooEarly
from chalicelib.domain.errors import Forbidden
from chalicelib.domain.item import Item

SESSION_MINUTES = 15
"""How long a session, and the right to signal, lasts at most: the portal renews it in time."""
BEFORE_TIME = frozenset({Forbidden, CallEnded, CallCancelled})
"""Refusals that hold whatever the time."""


def later(moment: str, minutes: int) -> str:
    """That many minutes after a moment (before it, if negative)."""
    shifted = datetime.fromisoformat(moment).astimezone(UTC) + timedelta(minutes=minutes)
    return shifted.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Window:
    """`opens`: from when the visit can be joined and started; `closes`: until when it can be begun; `over`: when all
    sessions of it have ended. A moment belongs to what begins with it.
    """

    opens: str
    closes: str
    over: str

    def session_until(self, now: str) -> str:
        """When a session that begins now must be renewed."""
        return min(later(now, SESSION_MINUTES), self.over)


def window_of(item: Item, minutes_before: int, grace_minutes: int) -> Window:
    """The times of an appointment's call. `grace_minutes`: how long one that is live may run over."""
    ends_at = item.ends_at or item.date
    return Window(later(item.date, -minutes_before), ends_at, later(ends_at, grace_minutes))


def require_open(window: Window, call: Call, rows: Rows, actor: Actor, now: str) -> None:
    """Refuse what comes at the wrong time: `TooEarly` or `CallOver`. A call that is live can be joined to the end.

    `rows`: of the act. What they refuse at any time is left to them.
    """
    if outcome(rows, call.state, actor) in BEFORE_TIME:
        return
    is_live = call.state is CallState.LIVE
    if now >= (window.over if is_live else window.closes):
        raise CallOver
    if not is_live and now < window.opens:
        raise TooEarly(window.opens)
