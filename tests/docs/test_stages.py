"""What `make test` tells of stages that pass, fail, and pass when they are run alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infra.checks import __main__ as checks
from infra.checks.stages import BROKEN_PROMISE, LEAKED, STAGES, Command, Stage
from infra.local.settings import ROOT

PASSES: Command = (sys.executable, "-c", "")
FAILS: Command = (sys.executable, "-c", "raise SystemExit('It fell.')")


def once(folder: Path) -> Command:
    """Fails at first, and passes from then on."""
    look = f"from pathlib import Path; seen = Path({str(folder / 'seen')!r}); fell = not seen.exists(); seen.touch()"
    return (sys.executable, "-c", f"{look}; raise SystemExit('It fell.' if fell else 0)")


@pytest.mark.parametrize("alone", [None, FAILS])
def test_a_stage_that_fails_fails_the_run_unless_it_passes_alone(
    alone: Command | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checks.main("all", (Stage("one", (PASSES,)), Stage("two", (FAILS,), alone=alone))) == 1
    said = capsys.readouterr().out
    assert "stages: 1 passed, 1 failed" in said
    assert said.rindex("It fell.") > said.index("two begins")


def test_a_stage_that_passes_alone_says_so_and_what_fell_at_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = once(tmp_path)
    assert checks.main("all", (Stage("one", (command,), alone=command),)) == 0
    said = capsys.readouterr().out
    assert "passed when run alone" in said
    assert "It fell." in said[said.index("passed\n") :]


@pytest.mark.parametrize("code", [LEAKED, BROKEN_PROMISE])
def test_words_in_the_logs_and_broken_promises_fail_the_run_though_a_second_look_would_find_none(
    code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    ends: Command = (sys.executable, "-c", f"raise SystemExit({code})")
    assert checks.main("all", (Stage("one", (ends,), alone=PASSES),)) == 1
    assert "stages: 0 passed, 1 failed" in capsys.readouterr().out


A_RUN = """
import pytest

@pytest.mark.promise
def test_kept_once(): assert {promise}

def test_of_something_else(): assert {other}
"""


@pytest.mark.parametrize(
    ("promise", "other", "code"), [(False, True, BROKEN_PROMISE), (True, False, 1), (True, True, 0)]
)
def test_a_run_in_which_a_promise_failed_ends_with_a_code_of_its_own(
    promise: bool, other: bool, code: int, tmp_path: Path
) -> None:
    (tmp_path / "test_it.py").write_text(A_RUN.format(promise=promise, other=other))
    options = ("-p", "tests.promises", "-p", "no:cacheprovider", "--rootdir", str(tmp_path))
    command = (sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), *options, str(tmp_path))
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == code


def test_what_waits_for_the_processor_alone_lets_others_have_it_first(capsys: pytest.CaptureFixture[str]) -> None:
    tells: Command = (sys.executable, "-c", "import os; print('gave way by', os.nice(0))")
    here = os.nice(0)
    assert checks.main("all", (Stage("one", (tells,)), Stage("two", (tells,), gives_way=True))) == 0
    told = dict(re.findall(r"── (one|two) .*\ngave way by (\d+)", capsys.readouterr().out))
    assert told == {"one": str(here), "two": str(min(here + 10, 19))}


def test_what_runs_on_a_stack_gives_way_to_nothing_and_may_pass_at_the_second_look() -> None:
    on_stacks = ["browser", "stack", "local stack", "upgrade"]
    assert [stage.name for stage in STAGES if stage.alone] == on_stacks
    assert [stage.name for stage in STAGES if not stage.gives_way] == ["what tests run on", *on_stacks]
