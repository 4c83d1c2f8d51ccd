"""What time makes of calls: those that nobody is in any more end, and those whose time is over."""

from collections.abc import Callable

from chalicelib import clock
from chalicelib.adapters import call_windows, calls
from chalicelib.adapters.calls import Kept
from chalicelib.adapters.table import until_settled
from chalicelib.domain.call import due
from chalicelib.domain.call_presence import over, without_stale
from chalicelib.observability import count, logger
from chalicelib.usecases import appointments, call_changes

BATCH = 25
"""Calls that are read at a time."""


def end_all(has_time: Callable[[], bool]) -> int:
    """See to every call that is open, as far as time allows; gives at how many that failed. The next run goes on."""
    after, failed = None, 0
    while True:
        ids, after = calls.open_ones(after, BATCH)
        for kept in calls.read_all(ids):
            if not has_time():
                return failed
            failed += not attend(kept)
        if not after:
            return failed


def attend(kept: Kept) -> bool:
    """See to one call; False if that failed, which keeps no other from being seen to."""
    known = [kept]

    def attempt() -> None:
        current = known.pop() if known else calls.look(kept.item.id)[0]
        if current:
            see_to(current)

    try:
        until_settled(attempt)
    except Exception as error:
        count("CallsNotEnded")
        logger.error("call not ended", error=type(error).__name__, appointment_id=kept.item.id)
        return False
    return True


def see_to(kept: Kept) -> None:
    """Take off the windows that are gone, and let happen what follows from the time. Mostly that is nothing."""
    now = clock.timestamp()
    call = without_stale(kept.call, now)
    act = due(kept.call, kept.item) or over(call, appointments.window(kept.item), now)
    if act:
        call_changes.happen(kept, act, call)
        count("CallsEnded")
    elif call != kept.call:
        call_windows.keep(kept.call, call)
