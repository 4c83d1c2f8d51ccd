"""Signals: from one side's browser to the other side's windows at a live call, and nowhere else."""

from collections.abc import Callable

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.gateway import Gateway, open_socket
from tests.unit.visiting import act, come, minute, say
from tests.unit.visits import change

HELLO = {"kind": "hello", "from": "w1", "words": ["ä", None, 1.5, {"deep": True}]}


@pytest.fixture
def live(talk: Clinic, gateway: Gateway) -> Clinic:
    """Both are at the visit, each with a window there and another elsewhere; Nora has started it."""
    for who, window in ((talk.ada, "adas-phone"), (talk.nora, "noras-phone"), (talk.omar, "omars")):
        open_socket(who, window)

    def begin() -> None:
        with minute(0):
            act(talk.ada, "join")
            come("adas", "noras")
            act(talk.nora, "start")
            act(talk.ada, "join")

    tables.as_kept("a live call", begin)
    gateway.begin_anew()
    return talk


def heard(gateway: Gateway) -> dict[str, list[str]]:
    return {window: gateway.events(window) for window in gateway.frames if gateway.frames[window]}


@pytest.mark.parametrize(("window", "other", "who"), [("adas", "noras", "ada"), ("noras-phone", "adas", "nora")])
def test_the_other_sides_windows_at_the_visit_hear_it_as_it_was_said_and_nobody_else(
    live: Clinic, gateway: Gateway, window: str, other: str, who: str
) -> None:
    before = tables.contents()
    with minute(0.5):
        say(window, "call.signal", data=HELLO)

    assert heard(gateway) == {other: ["call.signal"]}
    assert gateway.last(other, "call.signal") == {"appointmentId": "checkup", "from": who, "data": HELLO}
    assert tables.contents() == before


def test_the_largest_signal_passes(live: Clinic, gateway: Gateway) -> None:
    data = {"sdp": "x" * (16_384 - 10)}
    with minute(0.5):
        say("adas", "call.signal", data=data)

    assert gateway.last("noras", "call.signal")["data"] == data


ENDS: dict[str, Callable[[Clinic], object]] = {
    "ended": lambda talk: act(talk.nora, "end"),
    "cancelled": lambda talk: change(talk, status="cancelled"),
    "completed": lambda talk: change(talk, status="completed"),
    "given to a colleague": lambda talk: change(talk, providerId="omar"),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_nothing_is_signalled_in_a_call_that_is_not_live_any_more(
    live: Clinic, gateway: Gateway, end: Callable[[Clinic], object]
) -> None:
    """From that moment on: the stream has not been followed here."""
    with minute(0.5):
        end(live)
        say("adas", "call.signal", data=HELLO)

    assert gateway.last("adas", "error")["code"] == "CALL_NOT_LIVE"
    assert gateway.frames["noras"] == gateway.frames["omars"] == []


def test_who_is_no_longer_its_provider_is_a_stranger(live: Clinic, gateway: Gateway) -> None:
    with minute(0.5):
        change(live, providerId="omar")
        say("noras", "call.signal", data=HELLO)

    assert gateway.last("noras", "error")["code"] == "NOT_FOUND"
    assert gateway.frames["adas"] == []


def test_nothing_is_signalled_before_the_start_or_without_having_joined(talk: Clinic, gateway: Gateway) -> None:
    with minute(0):
        act(talk.ada, "join")
        come("adas", "noras")
        for window in ("adas", "noras"):
            say(window, "call.signal", data=HELLO)
            assert gateway.last(window, "error")["code"] == "CALL_NOT_LIVE"

        act(talk.nora, "start")
        say("adas", "call.signal", data=HELLO)
        assert gateway.last("adas", "error")["code"] == "CALL_RIGHT_EXPIRED"
        assert gateway.events("noras") == ["error"]


def test_the_right_ends_after_a_quarter_of_an_hour_and_joining_renews_it(live: Clinic, gateway: Gateway) -> None:
    with minute(15):
        come("noras")
        say("adas", "call.signal", data=HELLO)
        assert gateway.last("adas", "error")["code"] == "CALL_RIGHT_EXPIRED"

        act(live.ada, "join")
        say("adas", "call.signal", data=HELLO)
        assert gateway.events("noras") == ["call.signal"]


def test_a_socket_of_an_ended_session_neither_speaks_nor_hears(live: Clinic, gateway: Gateway) -> None:
    with minute(0.5):
        act(live.ada, "join")
    assert live.ada.post("/me/sign-out", {"everywhere": False}).status == 200
    gateway.begin_anew()
    with minute(0.6):
        say("noras", "call.signal", data=HELLO)
        say("adas", "call.signal", data=HELLO)

    assert heard(gateway) == {"adas": ["error"]}
