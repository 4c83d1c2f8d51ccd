"""Corrections of how functions run: `log_wait`, `function_runtime`, `worker_limit`."""

import time

from tests.local.emulator.local_aws import LocalAws

WARM_UP = 3


def fastest_call(aws: LocalAws) -> float:
    """Seconds that a function takes which does nothing and logs nothing."""
    function = aws.function("def run(event, context): return 1")
    times = []
    for _ in range(WARM_UP + 7):
        started = time.monotonic()
        aws.call(function)
        times.append(time.monotonic() - started)
    return min(times[WARM_UP:])


def test_plain_waits_50_ms_for_log_lines_that_never_come(plain: LocalAws) -> None:
    assert fastest_call(plain) > 0.050


def test_corrected_answers_at_once(corrected: LocalAws) -> None:
    assert fastest_call(corrected) < 0.045


WHAT_IT_SEES = """
import importlib.util, os
def run(event, context):
    return {"botocore": importlib.util.find_spec("botocore") is not None, "host": "STATE_DIR" in os.environ,
            "own": os.environ["AWS_REGION"], "id": context.aws_request_id}
"""


def test_plain_shows_a_function_the_emulators_packages_and_environment(plain: LocalAws) -> None:
    seen = plain.call(plain.function(WHAT_IT_SEES))
    assert (seen["botocore"], seen["host"]) == (True, True)


def test_corrected_shows_it_what_lambda_shows(corrected: LocalAws) -> None:
    seen = corrected.call(corrected.function(WHAT_IT_SEES))
    assert (seen["botocore"], seen["host"]) == (False, False)
    assert seen["own"] == "us-east-1"
    assert seen["id"]


SLOW = """
import os, time
def run(event, context):
    time.sleep(0.2)
    return os.getpid()
"""


def test_plain_starts_a_process_for_each_call_at_once(plain: LocalAws) -> None:
    assert len(set(plain.call_at_once(plain.function(SLOW), 9))) == 9


def test_corrected_starts_four_and_lets_the_other_calls_wait(corrected: LocalAws) -> None:
    answers = corrected.call_at_once(corrected.function(SLOW), 9)
    assert len(answers) == 9
    assert len(set(answers)) <= 4


def test_corrected_has_room_again_after_a_function_crashed(corrected: LocalAws) -> None:
    function = corrected.function("def run(event, context): raise ValueError('no')")
    answers = corrected.call_at_once(function, 9)
    assert {answer["errorMessage"] for answer in answers} == {"no"}
