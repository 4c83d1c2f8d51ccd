"""Corrections of how functions run: `log_wait`, `function_runtime`, `shared_code`, `worker_limit`."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.local.emulator.local_aws import PATIENCE, LocalAws, meeting, packed, wait_for

NOTHING = "def run(event, context): return 1"
"""Does nothing and logs nothing."""


def seconds_of_a_call(aws: LocalAws, function: str) -> float:
    started = time.monotonic()
    aws.call(function)
    return time.monotonic() - started


def test_plain_waits_50_ms_for_log_lines_that_never_come(plain: LocalAws) -> None:
    function = plain.function(NOTHING)
    assert min(seconds_of_a_call(plain, function) for _ in range(10)) > 0.050


def test_corrected_answers_at_once_when_the_machine_has_a_moment_for_it(corrected: LocalAws) -> None:
    function = corrected.function(NOTHING)
    assert wait_for(lambda: seconds_of_a_call(corrected, function) < 0.045)


TALKS = """
import os, sys
def run(event, context):
    sys.stderr.write(f"said in {os.getpid()} ")
    sys.stderr.write("without an end")
"""
CRASHES = """
import os
def run(event, context):
    print("said before", flush=True)
    os._exit(1)
"""


def test_corrected_logs_what_every_call_said_however_busy_the_machine_is(corrected: LocalAws) -> None:
    functions = [corrected.function(TALKS) for _ in range(6)]
    with ThreadPoolExecutor(len(functions)) as pool:
        list(pool.map(lambda function: corrected.call_at_once(function, 4), functions))
    for function in functions:
        said = [line for line in corrected.words_logged_by(function).splitlines() if line.startswith("said in")]
        assert len(said) == 4
        assert all(line.endswith("without an end") for line in said)


def test_corrected_logs_what_was_said_before_a_crash(corrected: LocalAws) -> None:
    function = corrected.function(CRASHES)
    corrected.call(function)
    assert "said before" in corrected.words_logged_by(function)


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


def test_plain_starts_a_process_for_each_call_at_once(plain: LocalAws, tmp_path: Path) -> None:
    function = plain.function(meeting(tmp_path, 9, PATIENCE - 10), timeout=PATIENCE)
    assert len(set(plain.call_at_once(function, 9))) == 9


def test_corrected_starts_four_and_lets_the_other_calls_wait(corrected: LocalAws, tmp_path: Path) -> None:
    answers = corrected.call_at_once(corrected.function(meeting(tmp_path, 9, 0.2)), 9)
    assert len(answers) == 9
    assert len(set(answers)) <= 4


def test_corrected_has_room_again_after_a_function_crashed(corrected: LocalAws) -> None:
    function = corrected.function("def run(event, context): raise ValueError('no')")
    answers = corrected.call_at_once(function, 9)
    assert {answer["errorMessage"] for answer in answers} == {"no"}


OLD = """
import os, pathlib, time
def run(event, context):
    here = pathlib.Path({folder!r})
    (here / str(os.getpid())).touch()
    while not (here / "changed").exists():
        time.sleep(0.02)
    return "old"
"""


def test_corrected_runs_no_old_code_once_it_was_changed_whoever_waited_then(
    corrected: LocalAws, tmp_path: Path
) -> None:
    function = corrected.function(OLD.format(folder=str(tmp_path)), timeout=PATIENCE)
    with ThreadPoolExecutor(9) as pool:
        calls = [pool.submit(corrected.call, function) for _ in range(9)]
        assert wait_for(lambda: len(list(tmp_path.iterdir())) == 4)
        new = packed("def run(event, context): return 'new'")
        corrected.client("lambda").update_function_code(FunctionName=function, ZipFile=new)
        (tmp_path / "changed").touch()
        answers = [call.result() for call in calls]

    assert answers.count("new") == 5, answers
    assert set(corrected.call_at_once(function, 4)) == {"new"}


STARTS_NO_MORE = """
import os, pathlib, time
here = pathlib.Path({folder!r})
if (here / "no more").exists():
    os._exit(1)
def run(event, context):
    (here / "working").touch()
    while not (here / "no more").exists() or time.time() - (here / "no more").stat().st_mtime < 3:
        time.sleep(0.02)
    return "done"
"""


def beside_one_that_cannot_be_started(aws: LocalAws, folder: Path) -> tuple[object, object]:
    """What becomes of a call that is under way, and of one whose worker dies as it starts."""
    function = aws.function(STARTS_NO_MORE.format(folder=str(folder)))
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(aws.call, function)
        assert wait_for((folder / "working").exists)
        (folder / "no more").touch()
        return aws.call(function), working.result()


def test_plain_ends_what_is_under_way_when_another_worker_cannot_be_started(plain: LocalAws, tmp_path: Path) -> None:
    failed, working = beside_one_that_cannot_be_started(plain, tmp_path)
    assert "errorMessage" in str(failed)
    assert "errorMessage" in str(working)


def test_corrected_lets_go_on_what_is_under_way(corrected: LocalAws, tmp_path: Path) -> None:
    failed, working = beside_one_that_cannot_be_started(corrected, tmp_path)
    assert "errorMessage" in str(failed)
    assert working == "done"


WHERE_IT_LIES = """
import os, pathlib, time
def run(event, context):
    time.sleep(1)
    return [str(pathlib.Path(__file__).resolve()), os.getpid()]
"""


def places_of_code(aws: LocalAws) -> tuple[int, int]:
    """In how many places one function's code was unpacked, and for how many workers."""
    files, workers = zip(*aws.call_at_once(aws.function(WHERE_IT_LIES), 4), strict=True)
    return len(set(files)), len(set(workers))


def test_plain_unpacks_the_code_for_every_worker(plain: LocalAws) -> None:
    places, workers = places_of_code(plain)
    assert places == workers > 1


def test_corrected_unpacks_it_once_for_all(corrected: LocalAws) -> None:
    places, workers = places_of_code(corrected)
    assert places == 1 < workers


def test_corrected_keeps_the_code_of_functions_apart(corrected: LocalAws) -> None:
    functions = [corrected.function(f"def run(event, context): return {number}") for number in (1, 2)]
    assert [corrected.call(function) for function in functions] == [1, 2]
