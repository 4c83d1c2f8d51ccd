"""The processes in which the emulator runs our functions, and their sudden deaths."""

import os
import random
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

from infra.local.stack import Stack


def workers(stack: Stack, function: str = "") -> list[psutil.Process]:
    """The running workers of this stack's functions, or of the one of that name."""
    scratch = str(stack.settings.folder)
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            command = " ".join(process.cmdline())
            if command.endswith("_worker.py") and scratch in command and function in command:
                found.append(process)
    return found


def kill(stack: Stack, function: str = "") -> int:
    """Kill these workers at once, whatever they are doing; how many there were."""
    doomed = workers(stack, function)
    for process in doomed:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    return len(doomed)


@contextmanager
def dying_workers(stack: Stack, seed: int, every: float) -> Iterator[list[int]]:
    """Kill one worker now and then while the block runs; yields the list of those killed."""
    chance, over, killed = random.Random(seed), threading.Event(), list[int]()

    def reaper() -> None:
        while not over.wait(chance.uniform(0.5, 1.5) * every):
            alive = workers(stack)
            if alive:
                victim = chance.choice(alive)
                with suppress(ProcessLookupError):
                    os.kill(victim.pid, signal.SIGKILL)
                    killed.append(victim.pid)

    thread = threading.Thread(target=reaper)
    thread.start()
    try:
        yield killed
    finally:
        over.set()
        thread.join()
