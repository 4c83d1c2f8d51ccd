"""When a call can be joined: to the millisecond."""

import pytest

from chalicelib.domain.call import JOINING, OUTCOMES, Actor, CallAct, CallState
from chalicelib.domain.call_window import later, require_open, window_of
from chalicelib.domain.errors import DomainError
from tests.unit.domain.test_call import VISIT, in_state

WINDOW = window_of(VISIT, minutes_before=15, grace_minutes=10)
"""09:15 to 10:00, and to 10:10 once it is live."""


def refusal(state: CallState, act: CallAct, actor: Actor, time: str) -> str | None:
    try:
        require_open(WINDOW, in_state(state), OUTCOMES[act], actor, f"2026-11-23T{time}Z")
    except DomainError as error:
        return error.code
    return None


@pytest.mark.parametrize("state", [CallState.NONE, CallState.WAITING])
@pytest.mark.parametrize(
    ("act", "actor"),
    [(CallAct.JOIN, Actor.PATIENT), (CallAct.START, Actor.PROVIDER), (CallAct.LATE, Actor.PROVIDER)],
)
def test_what_is_not_live_is_begun_from_its_opening_until_its_end(state: CallState, act: CallAct, actor: Actor) -> None:
    asked = ("09:14:59.999", "09:15:00.000", "09:59:59.999", "10:00:00.000")

    assert [refusal(state, act, actor, time) for time in asked] == ["TOO_EARLY", None, None, "CALL_OVER"]


@pytest.mark.parametrize("actor", [Actor.PATIENT, Actor.PROVIDER])
def test_what_is_live_is_joined_until_the_grace_is_over_even_if_it_was_moved(actor: Actor) -> None:
    asked = ("09:00:00.000", "10:00:00.000", "10:09:59.999", "10:10:00.000")

    assert [refusal(CallState.LIVE, CallAct.JOIN, actor, time) for time in asked] == [None, None, None, "CALL_OVER"]


def test_what_ended_and_what_is_forbidden_is_refused_as_that_at_any_time() -> None:
    for time in ("09:00:00.000", "11:00:00.000"):
        assert refusal(CallState.ENDED, CallAct.JOIN, Actor.PATIENT, time) is None, "the table refuses it"
        assert refusal(CallState.NONE, CallAct.START, Actor.PATIENT, time) is None, "the table refuses it"


def test_too_early_names_when_to_come_back() -> None:
    with pytest.raises(DomainError, match="TOO_EARLY") as raised:
        require_open(WINDOW, in_state(CallState.NONE), JOINING, Actor.PATIENT, "2026-11-23T08:00:00.000Z")

    assert "2026-11-23T09:15:00.000Z" in raised.value.detail


def test_a_session_lasts_a_quarter_of_an_hour_and_never_beyond_the_grace() -> None:
    assert WINDOW.session_until("2026-11-23T09:20:00.000Z") == "2026-11-23T09:35:00.000Z"
    assert WINDOW.session_until("2026-11-23T10:01:00.000Z") == "2026-11-23T10:10:00.000Z"


def test_minutes_are_counted_across_days() -> None:
    assert later("2026-12-31T23:50:00.000Z", 15) == "2027-01-01T00:05:00.000Z"
    assert later("2026-11-23T00:05:00.000Z", -15) == "2026-11-22T23:50:00.000Z"
