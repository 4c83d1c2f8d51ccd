"""Children of the orchestrator: they end, with all that they started, however their parent ends."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from infra.local import processes
from infra.local.settings import ROOT
from infra.local.steps import Failure
from tests.local.emulator.local_aws import wait_for

# A child that starts a grandchild of its own, tells its number, and takes no notice of a polite end.
STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(100)"], start_new_session=True)
print(grandchild.pid, flush=True)
time.sleep(100)
"""
GUARDED = "from infra.local.parent import stop_with_parent; import time; stop_with_parent(); time.sleep(100)"
PARENT = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", {GUARDED!r}], stdin=subprocess.PIPE, start_new_session=True)
print(child.pid, flush=True)
time.sleep(100)
"""


def is_gone(pid: int) -> bool:
    """Ended, whether or not somebody has asked for its end yet."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_child_is_stopped_with_everything_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "GRACE", 0.3)
    log = tmp_path / "log"
    with processes.running([sys.executable, "-c", STUBBORN], {}, log) as child:
        assert wait_for(log.read_text)
        grandchild = int(log.read_text())
        assert psutil.pid_exists(grandchild)
    assert child.returncode == -signal.SIGKILL
    assert wait_for(lambda: is_gone(grandchild))


def test_a_child_ends_by_itself_when_its_parent_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        time.sleep(0.3)
        assert not is_gone(child)
        parent.kill()
    assert wait_for(lambda: is_gone(child))


def test_a_child_that_ends_at_once_is_told_with_its_last_words(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with (
        processes.running([sys.executable, "-c", "raise SystemExit('no room')"], {}, log) as child,
        pytest.raises(Failure, match=r"(?s)The emulator ended at once.*no room"),
    ):
        processes.wait_until(lambda: False, child, "emulator", log, seconds=10)


def test_a_silent_child_is_told_after_a_while(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with (
        processes.running([sys.executable, "-c", "import time; time.sleep(50)"], {}, log) as child,
        pytest.raises(Failure, match="did not answer within 0 s"),
    ):
        processes.wait_until(lambda: False, child, "front", log, seconds=0.2)


def test_a_failing_command_is_told_with_its_last_words_and_what_to_do() -> None:
    with pytest.raises(Failure, match=r"(?s)out of paper.*Buy some\."):
        processes.run([sys.executable, "-c", "print('out of paper'); exit(3)"], "Buy some.")
