"""Children of ours: started apart from the terminal, stopped with everything they started."""

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import psutil

from infra.local.settings import ROOT
from infra.local.steps import Failure

Child = subprocess.Popen[bytes]

GRACE = 15  # seconds to end by itself


@contextlib.contextmanager
def running(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Iterator[Child]:
    """Run a child in a session of its own, its output in `log`. Its standard input closes when we end."""
    with log.open("wb") as output:
        child = subprocess.Popen(
            command, cwd=ROOT, env=dict(environment), stdin=subprocess.PIPE, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield child
    finally:
        stop(child)


def stop(child: Child) -> None:
    """Ask it to end and wait; then end whatever it started that is still there."""
    family = descendants(child.pid)
    if child.poll() is None:
        child.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(GRACE)
    child.kill()
    for process in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    child.wait(GRACE)
    if child.stdin:
        child.stdin.close()


def descendants(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def wait_until(is_up: Callable[[], bool], child: Child, name: str, log: Path, seconds: float) -> None:
    """Wait for a child to answer; say where its log is if it ends or stays silent."""
    deadline = time.monotonic() + seconds
    while not is_up():
        if child.poll() is not None:
            raise Failure(f"The {name} ended at once. Its last words, from {log}:\n{last_lines(log)}")
        if time.monotonic() > deadline:
            raise Failure(f"The {name} did not answer within {seconds:.0f} s. See {log}:\n{last_lines(log)}")
        time.sleep(0.05)


def run(
    command: Sequence[str], what_to_do: str, environment: Mapping[str, str] | None = None, folder: Path = ROOT
) -> None:
    """Run a command to its end, silently; if it fails, show its last words and what to do."""
    done = subprocess.run(
        command, cwd=folder, env=dict(environment or os.environ), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    if done.returncode:
        words = "\n".join(done.stdout.decode(errors="replace").splitlines()[-25:])
        raise Failure(f"`{' '.join(command)}` failed:\n{words}\n\n{what_to_do}")


def wait_for_end(children: Sequence[Child]) -> None:
    """Wait until one of them ends by itself, which it should not."""
    while all(child.poll() is None for child in children):
        time.sleep(0.5)


def last_lines(log: Path, count: int = 15) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
