"""`python -m infra.checks fast|all`: run the stages one after the other; tell which failed and how long each took."""

import subprocess
import sys
import time
from pathlib import Path

from infra.checks.stages import STAGES, Stage
from infra.local.building import with_node


def main(which: str) -> int:
    chosen = [stage for stage in STAGES if which == "all" or stage.is_fast]
    outcomes = [(stage, *timed(stage)) for stage in chosen]
    print("\n" + "\n".join(line(*outcome) for outcome in outcomes))
    failed = sum(not succeeded for _stage, succeeded, _seconds in outcomes)
    print(f"stages: {len(outcomes) - failed} passed, {failed} failed")
    return 1 if failed else 0


def timed(stage: Stage) -> tuple[bool, float]:
    print(f"\n── {stage.name} " + "─" * (76 - len(stage.name)), flush=True)
    started = time.monotonic()
    succeeded = all(runs(command, stage.folder) for command in stage.commands)
    return succeeded, time.monotonic() - started


def runs(command: tuple[str, ...], folder: Path) -> bool:
    return subprocess.run(command, cwd=folder, env=with_node(), stdin=subprocess.DEVNULL, check=False).returncode == 0


def line(stage: Stage, succeeded: bool, seconds: float) -> str:
    return f"  {stage.name:<24}{seconds:7.1f} s  {'passed' if succeeded else 'FAILED'}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
