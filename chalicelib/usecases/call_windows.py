"""Windows come to the page of a video visit and go. That changes who is there, and never the state of the call."""

from chalicelib import clock
from chalicelib.adapters import call_windows
from chalicelib.adapters.table import until_settled
from chalicelib.domain.call import FINAL, Actor
from chalicelib.domain.call_presence import EXPECTED, SEEN_SECONDS, came, went


def come(window: str, appointment_id: str, side: Actor) -> bool:
    """Note that a window is there, or still is; True if it was not there before. Nobody is at a call that is over."""

    def attempt() -> bool:
        call = call_windows.read(appointment_id)
        if call is None or call.state in FINAL:
            return False
        now, until = clock.timestamp(), clock.timestamp(clock.from_now(SEEN_SECONDS))
        known = call.here.get(side, {})
        if window in known and EXPECTED not in known:
            call_windows.renew(call, side, window, until)
            return False
        call_windows.keep(call, came(call, side, window, until, now))
        return window not in known

    return until_settled(attempt)


def go(window: str, appointment_id: str) -> None:
    """Note that a window is not there any more; harmless if it was not."""

    def attempt() -> None:
        call = call_windows.read(appointment_id)
        if call and any(window in windows for windows in call.here.values()):
            call_windows.keep(call, went(call, window, clock.timestamp()))

    until_settled(attempt)
