"""The processes in which the emulator runs our functions, and their sudden deaths."""

import os
import random
import signal
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

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


def effort(stack: Stack) -> dict[int, float]:
    """Seconds of a processor that each running worker has used so far: as many as before where it only waits."""
    used = {}
    for process in workers(stack):
        with suppress(psutil.Error):
            times = process.cpu_times()
            used[process.pid] = times.user + times.system
    return used


def kill(stack: Stack, function: str = "") -> int:
    """Kill these workers at once, whatever they are doing; how many there were."""
    doomed = workers(stack, function)
    strike(doomed)
    return len(doomed)


def kill_one(stack: Stack, chance: random.Random, spared: str = "") -> bool:
    """Kill one worker at once; whether there was one. `spared`: part of the name of a function that is not touched."""
    alive = [each for each in workers(stack) if not spared or not is_of(each, spared)]
    if not alive:
        return False
    strike([chance.choice(alive)])
    return True


def strike(doomed: Sequence[psutil.Process]) -> None:
    """Kill them, and wait until they are dead: no later call is given to one that only seems to be there."""
    for process in doomed:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    while any(map(is_alive, doomed)):
        time.sleep(0.001)


def is_alive(process: psutil.Process) -> bool:
    """Whether any of its threads runs; the first may be gone before the others, and is told of as all of it then."""
    try:
        return process.is_running() and (process.status() != psutil.STATUS_ZOMBIE or process.num_threads() > 1)
    except psutil.Error:
        return False


def is_of(process: psutil.Process, function: str) -> bool:
    """Whether this worker runs that function."""
    try:
        return function in " ".join(process.cmdline())
    except psutil.Error:
        return False


class Reaper:
    """Kills a worker after every so many acts of all who act: as many on a fast machine as on a slow one."""

    def __init__(self, stack: Stack, seed: int, each: int) -> None:
        self.stack, self.chance, self.each = stack, random.Random(seed), each
        self.acts, self.killed, self.counting = 0, 0, threading.Lock()

    def after_an_act(self) -> None:
        with self.counting:
            self.acts += 1
            if self.acts % self.each == 0:
                self.killed += kill_one(self.stack, self.chance)
