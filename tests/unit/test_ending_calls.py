"""Once a minute: calls that nobody is in end after five minutes, and those whose time is over; twice is once."""

from collections.abc import Callable

import pytest

import app
from chalicelib.transport.schedule import NotAllEnded
from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.gateway import Gateway, event
from tests.unit.population import ITEMS
from tests.unit.rights import idle, refused
from tests.unit.visiting import act, call, come, followed, minute
from tests.unit.visits import VISIT, change
from tests.unit.wire import Wire, failure


class Context:
    """What Lambda tells a function of its time."""

    def __init__(self, left: int = 50_000) -> None:
        self.left = left

    def get_remaining_time_in_millis(self) -> int:
        return self.left


def tick(at: float, left: int = 50_000) -> None:
    """Let the minute come, and the stream bring what follows."""
    with minute(at):
        followed(lambda: app.end_calls({}, Context(left)))


def state(talk: Clinic, at: float) -> str:
    with minute(at):
        return str(call(talk.nora)["state"])


@pytest.fixture
def live(talk: Clinic, gateway: Gateway) -> Clinic:
    """A live call with a window of each side."""
    with minute(-0.1):
        act(talk.ada, "join")
    with minute(0):
        act(talk.nora, "start")
        come("adas", "noras")
    return talk


def test_a_call_ends_when_nobody_was_in_it_for_five_minutes_and_not_before(live: Clinic) -> None:
    with minute(0.5):
        app.disconnect(event("adas"), None)
        app.disconnect(event("noras"), None)
    tick(5.4)
    assert state(live, 5.4) == "live"

    tick(5.5)
    assert state(live, 5.5) == "ended"
    assert tables.rows("CALLS") == [row for row in tables.records() if row["PK"] == "CALLS"] == []
    before = tables.contents()
    tick(6.5)
    assert tables.contents() == before


def test_windows_that_vanished_without_a_goodbye_are_taken_off_and_the_call_ends(
    live: Clinic, gateway: Gateway
) -> None:
    tick(2)
    assert gateway.last("noras", "call.updated")["call"]["patientHere"] is False
    tick(7)
    assert state(live, 7) == "ended"


def test_who_comes_back_in_time_keeps_the_call(live: Clinic) -> None:
    tick(2)
    with minute(6.9):
        come("noras")
    tick(7)
    assert state(live, 7) == "live"


def test_a_call_that_somebody_is_in_ends_after_the_appointments_end_and_the_grace(live: Clinic) -> None:
    for at in (44.9, 45):
        with minute(at):
            come("adas", "noras")
        tick(at)
        assert state(live, at) == ("live" if at < 45 else "ended")
    assert live.nora.get(VISIT)["history"][-1]["act"] == "expire"


def test_who_waits_is_let_go_when_the_time_is_over_and_who_vanished_waits_no_more(
    talk: Clinic, gateway: Gateway
) -> None:
    with minute(0):
        act(talk.ada, "join")
    tick(1)
    assert state(talk, 1) == "none"

    with minute(29):
        act(talk.ada, "join")
        come("adas")
    with minute(44.5):
        come("adas")
    tick(45)
    assert state(talk, 45) == "ended"


def test_what_the_stream_missed_of_the_directory_is_made_up_for(live: Clinic) -> None:
    with minute(0.5):
        change(live, status="cancelled")
        app.end_calls({}, Context())

    assert [row["state"] for row in tables.rows("CALL") if row["SK"] == "CALL"] == ["cancelled"]


def second_call(live: Clinic) -> None:
    item = {**ITEMS["appointments/checkup"], "patientId": "bo", "providerId": "omar"}
    assert live.ehr.put("/directory/appointments/another", item).status == 201
    with minute(0):
        assert live.omar.post("/appointments/another/call/start").status == 200


def test_one_that_fails_keeps_no_other_from_ending_and_the_function_fails(live: Clinic, wire: Wire) -> None:
    second_call(live)
    wire.before("TransactWriteItems", lambda: failure("AccessDeniedException"), times=1)
    with minute(45), pytest.raises(NotAllEnded):
        app.end_calls({}, Context())

    assert sorted(row["state"] for row in tables.rows("CALL") if row["SK"] == "CALL") == ["ended", "live"]
    tick(46)
    assert {row["state"] for row in tables.rows("CALL") if row["SK"] == "CALL"} == {"ended"}


def test_a_function_whose_time_is_up_leaves_the_rest_to_the_next(live: Clinic) -> None:
    tick(45, left=4_000)
    assert state(live, 45) == "live"
    tick(46)
    assert state(live, 46) == "ended"


MEANWHILE: dict[str, Callable[[Clinic], object]] = {
    "somebody comes": lambda live: come("adas"),
    "the provider ends it": lambda live: act(live.nora, "end"),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE.values(), ids=MEANWHILE)
def test_what_happens_meanwhile_counts(live: Clinic, wire: Wire, meanwhile: Callable[[Clinic], object]) -> None:
    tick(2)
    with minute(7):
        wire.before("TransactWriteItems", lambda: meanwhile(live) and None, times=1)
        app.end_calls({}, Context())

    is_ended = meanwhile is not MEANWHILE["somebody comes"]
    assert state(live, 7) == ("ended" if is_ended else "live")
    assert [line["act"] for line in live.nora.get(VISIT)["history"]][-1] == ("end" if is_ended else "start")


def test_it_needs_all_of_its_role_and_no_more(live: Clinic, wire: Wire) -> None:
    wire.calls.clear()
    with minute(2):
        app.end_calls({}, Context())
    with minute(45):
        app.end_calls({}, Context())

    assert {it.operation for it in wire.calls} == {"Query", "BatchGetItem", "UpdateItem", "TransactWriteItems"}
    assert refused("EndCallsPolicy", wire.calls) == set()
    assert idle("EndCallsPolicy", wire.calls) == set()
