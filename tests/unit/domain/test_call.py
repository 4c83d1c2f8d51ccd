"""Calls of appointments: every state, every act, everybody; and what their appointment makes of them."""

from dataclasses import replace
from itertools import product

import pytest

from chalicelib.domain.call import STARTING, Actor, Call, CallAct, CallState, acted, as_of, due, led, side_of
from chalicelib.domain.card import CardType
from chalicelib.domain.errors import DomainError
from chalicelib.domain.item import Item
from chalicelib.domain.person import Person, Role

TABLE = """
                      none         waiting      live             ended       cancelled
    join patient      waiting      waiting      live             CALL_ENDED  CALL_CANCELLED
    join provider     NOT_STARTED  NOT_STARTED  live             CALL_ENDED  CALL_CANCELLED
    leave patient     none         none         live             ended       cancelled
    leave provider    none         waiting      live             ended       cancelled
    start provider    live         live         live             CALL_ENDED  CALL_CANCELLED
    late provider     none         waiting      ALREADY_STARTED  CALL_ENDED  CALL_CANCELLED
    end provider      NOT_STARTED  NOT_STARTED  ended            ended       CALL_CANCELLED
    cancel directory  cancelled    cancelled    cancelled        ended       cancelled
    complete directory ended       ended        ended            ended       cancelled
    hand_over directory none       waiting      waiting          ended       cancelled
    renew directory   none         waiting      live             none        none
    expire clock      none         ended        ended            ended       cancelled
    empty clock       none         none         ended            ended       cancelled
"""
"""What follows; whatever does not stand here is FORBIDDEN."""
STATES, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
WANTED = {(act, actor, state): cell for act, actor, *cells in ROWS for state, cell in zip(STATES, cells, strict=True)}
NOW, BEFORE = "2026-11-23T09:31:00.000Z", "2026-11-23T09:25:00.000Z"
VISIT = Item(
    CardType.APPT, "v", "ada", "Visit", "booked", "2026-11-23T09:30:00.000Z", "2026-11-23T10:00:00.000Z", "nora"
)


def in_state(state: CallState) -> Call:
    """A call of that visit that came to this state as calls do."""
    it = Call("v", state, starts_at=VISIT.date, provider_id="nora", version=3)
    if state is CallState.WAITING:
        return replace(it, waiting_since=BEFORE, late_until="2026-11-23T09:40:00.000Z")
    if state in (CallState.LIVE, CallState.ENDED):
        ended_at = BEFORE if state is CallState.ENDED else None
        return replace(it, call_id="call", started_at=BEFORE, ended_at=ended_at, rights={"ada": NOW}, meeting_id="m")
    return it


def said(state: CallState, act: CallAct, actor: Actor) -> str:
    try:
        return acted(in_state(state), act, actor, VISIT, NOW).state.value
    except DomainError as refusal:
        return refusal.code


@pytest.mark.parametrize("state", CallState)
def test_every_act_of_everybody_leads_where_the_table_says(state: CallState) -> None:
    found = {(act, actor): said(state, act, actor) for act, actor in product(CallAct, Actor)}

    assert found == {pair: WANTED.get((*pair, state.value), "FORBIDDEN") for pair in found}


def test_the_table_names_every_state_and_act_and_nothing_else() -> None:
    assert [state.value for state in CallState] == STATES
    assert {act for act, *_ in ROWS} == {act.value for act in CallAct}
    assert {actor for _, actor, *_ in ROWS} == {actor.value for actor in Actor}


def test_only_a_start_names_a_call_and_a_second_one_gives_the_same() -> None:
    first = led(in_state(CallState.WAITING), STARTING, Actor.PROVIDER, VISIT, NOW, "one")
    second = led(first, STARTING, Actor.PROVIDER, VISIT, NOW, "two")

    assert (first.call_id, first.started_at, first.late_until, first.waiting_since) == ("one", NOW, None, None)
    assert second == first


@pytest.mark.parametrize("act", [CallAct.END, CallAct.CANCEL, CallAct.HAND_OVER, CallAct.EMPTY, CallAct.EXPIRE])
def test_nobody_keeps_a_right_when_a_call_is_no_longer_live(act: CallAct) -> None:
    [actor] = [Actor(row[1]) for row in ROWS if row[0] == act.value]
    live = in_state(CallState.LIVE).with_right("nora", "2026-11-23T09:45:00.000Z")
    assert live.may_signal("nora", NOW)
    assert not live.may_signal("nora", "2026-11-23T09:45:00.000Z")

    after = acted(live, act, actor, VISIT, NOW)

    assert (after.rights, after.may_signal("nora", NOW)) == ({}, False)


@pytest.mark.parametrize(
    ("state", "changes", "act", "seen_as"),
    [
        (CallState.LIVE, {}, None, CallState.LIVE),
        (CallState.ENDED, {}, None, CallState.ENDED),
        (CallState.NONE, {"status": "cancelled"}, CallAct.CANCEL, CallState.CANCELLED),
        (CallState.LIVE, {"active": False}, CallAct.CANCEL, CallState.CANCELLED),
        (CallState.ENDED, {"status": "cancelled"}, None, CallState.ENDED),
        (CallState.WAITING, {"status": "completed"}, CallAct.COMPLETE, CallState.ENDED),
        (CallState.LIVE, {"provider_id": "omar"}, CallAct.HAND_OVER, CallState.WAITING),
        (CallState.WAITING, {"provider_id": "omar"}, None, CallState.WAITING),
        (CallState.LIVE, {"date": "2026-11-24T09:30:00.000Z"}, None, CallState.LIVE),
        (CallState.ENDED, {"date": "2026-11-24T09:30:00.000Z"}, CallAct.RENEW, CallState.NONE),
        (CallState.CANCELLED, {}, CallAct.RENEW, CallState.NONE),
    ],
)
def test_a_call_is_at_once_what_its_appointment_makes_of_it(
    state: CallState, changes: dict, act: CallAct | None, seen_as: CallState
) -> None:
    kept, item = in_state(state), replace(VISIT, **changes)
    seen = as_of(kept, item, NOW)

    assert (due(kept, item), seen.state, seen.version) == (act, seen_as, kept.version)
    assert due(replace(seen, version=4), item) is None, "once it is kept, nothing more is due"


def test_only_its_active_patient_and_provider_are_sides_of_a_call() -> None:
    ada, nora = Person("ada", Role.PATIENT, "Ada"), Person("nora", Role.PROVIDER, "Nora")

    assert (side_of(ada, VISIT), side_of(nora, VISIT)) == (Actor.PATIENT, Actor.PROVIDER)
    for stranger in (
        Person("bo", Role.PATIENT, "Bo"),
        Person("dana", Role.FRONT_DESK, "Dana"),
        replace(nora, active=False),
        replace(nora, role=Role.ADMIN),
        replace(ada, active=False),
        Person("ada", Role.PROVIDER, "Ada"),
    ):
        assert side_of(stranger, VISIT) is None


def test_a_window_is_present_until_it_was_not_heard_of_for_a_while() -> None:
    it = Call("v", here={Actor.PATIENT: {"one": BEFORE, "two": "2026-11-23T09:31:00.001Z"}})

    assert it.is_here(Actor.PATIENT, NOW)
    assert not it.is_here(Actor.PATIENT, "2026-11-23T09:31:00.001Z")
    assert not it.is_here(Actor.PROVIDER, NOW)
