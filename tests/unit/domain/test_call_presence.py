"""Who is at a call, window by window, and when it has been empty for too long."""

from dataclasses import replace

import pytest

from chalicelib.domain.call import Actor, Call, CallAct, CallState
from chalicelib.domain.call_presence import (
    EXPECTED,
    came,
    closes,
    expected,
    has_left,
    looks_otherwise,
    over,
    went,
    without_stale,
)
from chalicelib.domain.call_window import Window

DAY = "2026-11-23T"
NOW, SOON, LATER = f"{DAY}10:00:00.000Z", f"{DAY}10:00:30.000Z", f"{DAY}10:01:00.000Z"
WINDOW = Window(f"{DAY}09:45:00.000Z", f"{DAY}10:30:00.000Z", f"{DAY}10:45:00.000Z")
WAITING = Call("checkup", CallState.WAITING, here={Actor.PATIENT: {"adas": LATER}, Actor.PROVIDER: {}}, version=3)


def test_a_window_comes_and_goes_and_others_stay() -> None:
    both = came(came(WAITING, Actor.PROVIDER, "noras", LATER, NOW), Actor.PATIENT, "phone", LATER, NOW)

    assert both.here == {Actor.PATIENT: {"adas": LATER, "phone": LATER}, Actor.PROVIDER: {"noras": LATER}}
    assert went(both, "phone", NOW).here == {Actor.PATIENT: {"adas": LATER}, Actor.PROVIDER: {"noras": LATER}}
    assert went(both, "unknown", NOW) == both


def test_a_window_that_was_silent_for_too_long_is_gone_and_one_that_speaks_takes_it_off_too() -> None:
    assert without_stale(WAITING, NOW) == WAITING
    assert without_stale(WAITING, LATER).here[Actor.PATIENT] == {}
    assert came(WAITING, Actor.PATIENT, "phone", f"{DAY}10:02:00.000Z", LATER).here[Actor.PATIENT].keys() == {"phone"}


def test_whoever_joins_is_expected_until_their_window_says_that_it_is_there() -> None:
    reloading = expected(WAITING, Actor.PATIENT, SOON, NOW)
    closed = went(reloading, "adas", NOW)

    assert closed.here[Actor.PATIENT] == {EXPECTED: SOON}
    assert not has_left(Actor.PATIENT, reloading, closed)
    assert came(closed, Actor.PATIENT, "new", LATER, NOW).here[Actor.PATIENT] == {"new": LATER}
    assert has_left(Actor.PATIENT, closed, without_stale(closed, SOON))


def test_a_call_is_empty_from_when_the_last_window_went_until_the_next_comes() -> None:
    empty = went(WAITING, "adas", NOW)

    assert (WAITING.empty_since, empty.empty_since) == (None, NOW)
    assert without_stale(empty, LATER).empty_since == NOW
    assert came(empty, Actor.PROVIDER, "noras", LATER, SOON).empty_since is None


@pytest.mark.parametrize(
    ("state", "empty_since", "now", "follows"),
    [
        (CallState.WAITING, None, "10:44:59.999", None),
        (CallState.WAITING, None, "10:45:00.000", CallAct.EXPIRE),
        (CallState.LIVE, None, "10:45:00.000", CallAct.EXPIRE),
        (CallState.LIVE, "10:00:00.000", "10:04:59.999", None),
        (CallState.LIVE, "10:00:00.000", "10:05:00.000", CallAct.EMPTY),
        (CallState.WAITING, "10:00:00.000", "10:05:00.000", CallAct.EMPTY),
        (CallState.NONE, "10:00:00.000", "11:00:00.000", None),
        (CallState.ENDED, "10:00:00.000", "11:00:00.000", None),
        (CallState.CANCELLED, "10:00:00.000", "11:00:00.000", None),
    ],
)
def test_time_ends_calls_that_are_open_and_nobody_is_in_or_whose_grace_is_over(
    state: CallState, empty_since: str | None, now: str, follows: CallAct | None
) -> None:
    since = f"{DAY}{empty_since}Z" if empty_since else None
    assert over(replace(WAITING, state=state, empty_since=since), WINDOW, f"{DAY}{now}Z") is follows


def test_people_are_told_of_what_shows_and_of_nothing_else() -> None:
    renewed = replace(WAITING, here={Actor.PATIENT: {"adas": f"{DAY}10:09:00.000Z"}})
    assert not looks_otherwise(WAITING, replace(renewed, rights={"ada": LATER}, version=9))
    assert looks_otherwise(WAITING, went(WAITING, "adas", NOW))
    assert looks_otherwise(WAITING, replace(WAITING, late_until=LATER))
    assert looks_otherwise(WAITING, replace(WAITING, state=CallState.LIVE))


@pytest.mark.parametrize("state", CallState)
def test_a_meeting_closes_when_its_call_is_no_longer_live(state: CallState) -> None:
    live = replace(WAITING, state=CallState.LIVE, call_id="first", meeting_id="m")
    assert closes(live, replace(live, state=state)) is (state is not CallState.LIVE)
    assert not closes(WAITING, replace(live, state=state))
    assert not closes(replace(live, meeting_id=None), replace(live, state=state))


def test_a_meeting_closes_when_another_call_has_begun_at_the_same_moment() -> None:
    live = replace(WAITING, state=CallState.LIVE, call_id="first", meeting_id="m")
    assert closes(live, replace(live, call_id="second", meeting_id=None))
