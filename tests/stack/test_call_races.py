"""Two at once at the same visit: one of them is first, and both see the same."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import httpx
import pytest

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.visits import Visit, visit
from tests.stack_fixture.workers import kill

pytestmark = pytest.mark.promise

ROUNDS = 12
PATIENCE = 60
Act = Callable[[], httpx.Response]


def at_once(first: Act, second: Act, number: int) -> tuple[httpx.Response, httpx.Response]:
    """Both acts at the same moment; in the first two rounds one after the other, so that each order is seen."""
    if number == 0:
        return first(), second()
    if number == 1:
        late = second()
        return first(), late
    barrier = threading.Barrier(2)

    def together(act: Act) -> httpx.Response:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(together, (first, second))
    return one, other


def test_two_starts_make_one_call(clinic: Clinic) -> None:
    for number in range(ROUNDS):
        it = visit(clinic)
        answers = at_once(partial(it.act, clinic.nora, "start"), partial(it.act, clinic.nora, "start"), number)

        assert [answer.status_code for answer in answers] == [200, 200]
        assert len({answer.json()["callId"] for answer in answers}) == 1
        assert it.history == ["start"]


def test_a_start_and_a_cancellation_end_in_a_cancelled_visit_whichever_came_first(clinic: Clinic) -> None:
    seen: Counter[bool] = Counter()
    for number in range(ROUNDS):
        it = visit(clinic)
        started, cancelled = at_once(
            partial(it.act, clinic.nora, "start"), partial(it.change, status="cancelled"), number
        )
        assert cancelled.status_code == 200
        was_first = started.status_code == 200
        seen[was_first] += 1
        assert was_first or started.json()["code"] == "CALL_CANCELLED"

        assert it.state == "cancelled"
        for who, act in ((clinic.ada, "join"), (clinic.nora, "join"), (clinic.nora, "start")):
            assert it.act(who, act).json()["code"] == "CALL_CANCELLED"
        settled(it, ["start", "cancel"] if was_first else ["cancel"])
    assert seen.keys() == {True, False}


def test_a_join_and_the_end_leave_nobody_with_a_right_whichever_came_first(stack: Stack, clinic: Clinic) -> None:
    seen: Counter[bool] = Counter()
    for number in range(ROUNDS):
        it = visit(clinic)
        assert it.act(clinic.nora, "start").status_code == 200
        joined, ended = at_once(partial(it.act, clinic.ada, "join"), partial(it.act, clinic.nora, "end"), number)
        assert ended.status_code == 200
        was_first = joined.status_code == 200
        seen[was_first] += 1
        assert was_first or joined.json()["code"] == "CALL_ENDED"

        assert it.act(clinic.ada, "join").json()["code"] == "CALL_ENDED"
        assert it.stored(stack)["rights"] == {"M": {}}
        assert it.history == ["start", "end"]
    assert seen.keys() == {True, False}


def settled(it: Visit, history: list[str]) -> None:
    """Wait until the stream has brought the cancellation."""
    deadline = time.monotonic() + PATIENCE
    while it.history != history:
        assert time.monotonic() < deadline, it.history
        time.sleep(0.05)


def test_an_act_whose_function_dies_happens_once_when_it_is_repeated(stack: Stack, clinic: Clinic) -> None:
    for act, who, status in (("start", clinic.nora, 200), ("join", clinic.ada, 202), ("start", clinic.nora, 200)):
        it = visit(clinic)
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(it.act, who, act)
            kill(stack, "-api-")
            answers = [asked.result()]
        deadline = time.monotonic() + PATIENCE
        while answers[-1].status_code >= 500 and time.monotonic() < deadline:
            answers.append(it.act(who, act))

        assert answers[-1].status_code == status
        assert it.history == [act]
