"""Video visits through the real gateway, functions and stream: who is there, what is told, signals, and the clock."""

import time
from collections.abc import Callable

import pytest

from infra.local.settings import STACK_NAME
from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.listener import Listener, listening
from tests.stack_fixture.visits import Visit, moment, visit
from tests.stack_fixture.workers import kill

PATIENCE = 60


def wait_until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"not within {PATIENCE} s: {what}"
        time.sleep(0.1)


def hears(window: Listener, it: Visit, event: str, **call: object) -> None:
    """Wait until a window is told this of a call: sooner than a window is taken for gone that closes without a word."""
    window.hears(
        event,
        lambda data: it.is_about(data) and all(data["call"][name] == value for name, value in call.items()),
        within=PATIENCE,
    )


def refusal(window: Listener, number: int = 1) -> str:
    """The code of the window's so-manieth error."""

    def errors() -> list[str]:
        return [heard["data"]["code"] for heard in window.events if heard["event"] == "error"]

    window.hears("error", lambda _data: len(errors()) >= number)
    return errors()[number - 1]


def test_every_step_is_heard_by_both_and_who_closes_their_window_is_gone_within_seconds(clinic: Clinic) -> None:
    it = visit(clinic)
    with listening(clinic.nora) as nora, listening(clinic.bo) as stranger, listening(clinic.ada) as second:
        with listening(clinic.ada) as ada:
            assert it.act(clinic.ada, "join").status_code == 202
            it.come(ada)
            hears(nora, it, "call.waiting", patientHere=True)
            hears(second, it, "call.waiting")
        hears(nora, it, "call.updated", state="none", patientHere=False)

        assert it.act(clinic.ada, "join").status_code == 202
        it.come(second)
        assert it.act(clinic.nora, "late", minutes=10).status_code == 200
        second.hears("call.updated", lambda data: it.is_about(data) and data["call"]["lateUntil"])
        assert it.act(clinic.nora, "start").status_code == 200
        hears(second, it, "call.started", state="live")
        assert it.act(clinic.nora, "end").status_code == 200
        for window in (second, nora):
            hears(window, it, "call.ended", state="ended")
        assert not [heard for heard in stranger.events if heard["event"].startswith("call.")]
    assert it.history == ["join", "leave", "join", "late", "start", "end"]


@pytest.mark.parametrize("way", ["directory", "fhir"])
def test_an_appointment_called_off_ends_the_wait_whichever_way_it_is_told(clinic: Clinic, way: str) -> None:
    it = visit(clinic)
    with listening(clinic.ada) as ada, listening(clinic.nora) as nora:
        assert it.act(clinic.ada, "join").status_code == 202
        it.come(ada)
        answer = it.change_by_fhir("cancelled") if way == "fhir" else it.change(status="cancelled")
        assert answer.status_code == 200, answer.text

        assert it.act(clinic.nora, "start").json()["code"] == "CALL_CANCELLED"
        for window in (ada, nora):
            hears(window, it, "call.cancelled", state="cancelled")
    wait_until(lambda: it.history == ["join", "cancel"], "the history says so")


def test_signals_reach_the_other_side_of_a_live_call_and_nobody_else(stack: Stack, clinic: Clinic) -> None:
    it = visit(clinic)
    with (
        listening(clinic.ada) as ada,
        listening(clinic.nora) as nora,
        listening(clinic.nora) as elsewhere,
        listening(clinic.omar) as stranger,
    ):
        it.act(clinic.ada, "join")
        it.come(ada, nora)
        hears(ada, it, "call.updated", providerHere=True)
        hears(nora, it, "call.waiting")
        it.signal(nora, kind="hello")
        assert refusal(nora) == "CALL_NOT_LIVE"

        assert it.act(clinic.nora, "start").status_code == 200
        it.signal(ada, kind="hello")
        assert refusal(ada) == "CALL_RIGHT_EXPIRED"
        assert it.act(clinic.ada, "join").status_code == 200
        for number in range(30):
            it.signal(ada, kind="candidate", number=number)
        for number in range(30):
            nora.hears("call.signal", lambda data, it=number: data["data"]["number"] == it)
        it.signal(elsewhere, kind="hello")
        ada.hears("call.signal", lambda data: data["from"] == "nora")
        it.signal(stranger, kind="hello")
        assert refusal(stranger) == "NOT_FOUND"

        it.set_back(stack, "SET rights.ada = :past", past=moment(-1))
        it.signal(ada, kind="hello")
        assert refusal(ada, 2) == "CALL_RIGHT_EXPIRED"
        assert it.act(clinic.nora, "end").status_code == 200
        it.signal(nora, kind="hello")
        assert refusal(nora, 2) == "CALL_NOT_LIVE"
        for window in (elsewhere, stranger):
            assert not [heard for heard in window.events if heard["event"] == "call.signal"]


def test_calls_that_nobody_is_in_end_once_though_the_clock_comes_twice_and_dies(stack: Stack, clinic: Clinic) -> None:
    empty, full = [visit(clinic) for _ in range(8)], visit(clinic)
    clock, function = stack.aws("lambda"), f"{STACK_NAME}-end-calls"
    with listening(clinic.nora) as nora:
        for it in [*empty, full]:
            assert it.act(clinic.nora, "start").status_code == 200
        full.come(nora)
        for it in empty:
            it.set_back(stack, "SET emptySince = :past, providerHere = :nobody", past=moment(-6), nobody={})
        for round_ in range(4):
            clock.invoke(FunctionName=function, InvocationType="Event")
            time.sleep(0.05 * round_)
            kill(stack, "-end-calls")
        # A run may still be given to a worker that is dead already: the next minute comes.
        for _ in range(2):
            wait_until(lambda: "FunctionError" not in clock.invoke(FunctionName=function), "a whole run")
        for it in empty:
            hears(nora, it, "call.ended", state="ended")

    assert {tuple(it.history) for it in empty} == {("start", "empty")}
    assert full.state == "live"
