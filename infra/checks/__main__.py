"""`python -m infra.checks fast|all`: run the stages, some at a time; tell which failed and how long each took."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from infra.checks.stages import BROKEN_PROMISE, LEAKED, STAGES, Command, Stage
from infra.local.building import with_node

LANES = 2
"""For stages that start a stack. A third would use what these leave of two cores, and people in browser tests would
wait until pushes are given up. As many again are for stages that give way, which use what is left."""
GIVING_WAY = ("nice", "-n", "10")


@dataclass(frozen=True)
class Outcome:
    """`output` is all that the stage's commands said, up to the first that failed, and `code` how that one ended.

    A `second` look was had alone.
    """

    stage: Stage
    code: int
    seconds: float
    output: str
    second: bool = False

    @property
    def succeeded(self) -> bool:
        return self.code == 0

    def line(self) -> str:
        verdict = "passed" if self.succeeded else "FAILED"
        return f"  {self.stage.name:<24}{self.seconds:7.1f} s  {verdict}{' when run alone' if self.second else ''}"

    def told(self) -> str:
        return f"\n── {self.stage.name} {'─' * (76 - len(self.stage.name))}\n{self.output}"


def main(which: str, stages: tuple[Stage, ...] = STAGES) -> int:
    chosen = [stage for stage in stages if which == "all" or stage.is_fast]
    made = threading.Event()
    with ThreadPoolExecutor(LANES) as lanes, ThreadPoolExecutor(LANES) as side_lanes:
        begun = [
            (side_lanes if stage.gives_way else lanes).submit(in_turn, stage, made, stage is stages[0])
            for stage in chosen
        ]
    outcomes = [looked_at_again(it.result()) for it in begun]
    failed = [outcome for outcome in outcomes if not outcome.succeeded]
    told = [outcome.told() for outcome in outcomes if outcome.second or not outcome.succeeded]
    print("".join(told))  # again: it may have scrolled away
    print("\n" + "\n".join(outcome.line() for outcome in outcomes))
    print(f"stages: {len(outcomes) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def in_turn(stage: Stage, made: threading.Event, is_first: bool) -> Outcome:
    """Run a stage; the first makes what all but the fast ones take, and they wait for it."""
    if not is_first and not stage.is_fast:
        made.wait()
    try:
        return carried_out(stage)
    finally:
        if is_first:
            made.set()


def looked_at_again(first: Outcome) -> Outcome:
    """What failed of it is run once more where the stage allows that; what was said at first is kept.

    Words of people in the logs are there, whoever looks again, and a promise that was broken once is broken.
    """
    stage = first.stage
    if first.code in (0, LEAKED, BROKEN_PROMISE) or stage.alone is None:
        return first
    second = carried_out(replace(stage, commands=(stage.alone,)))
    seconds, output = first.seconds + second.seconds, first.output + second.output
    return Outcome(stage, second.code, seconds, output, second=True)


def carried_out(stage: Stage) -> Outcome:
    """Run a stage; its output comes whole, when it is over."""
    print(f"  {stage.name} begins", flush=True)
    started, output, code = time.monotonic(), "", 0
    for command in stage.commands:
        code, said = run((*GIVING_WAY, *command) if stage.gives_way else command, stage.folder)
        output += said
        if code:
            break
    outcome = Outcome(stage, code, time.monotonic() - started, output)
    print(outcome.told() + outcome.line(), flush=True)
    return outcome


def run(command: Command, folder: Path) -> tuple[int, str]:
    """How it ended, and what it said. Bytecode is kept, whatever the caller prefers: Python starts often."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**with_node(), "PYTHONDONTWRITEBYTECODE": ""},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode(errors="replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
