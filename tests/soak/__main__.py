"""`python -m tests.soak`: many clients for some minutes, and a report; exits with 1 if a promise is broken."""

import argparse
import sys
import tempfile
from pathlib import Path

from infra.local.settings import Settings, free_port
from infra.local.stack import running_stack
from tests.soak.report import written
from tests.soak.running import run
from tests.soak.seed import Plan, chosen_seed

LONG = 300
"""Seconds from which a run also kills workers of jobs, which come again only after three minutes."""


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=600)
    asked.add_argument("--clients", type=int, default=12)
    asked.add_argument("--seed", type=int, default=None)
    given = asked.parse_args()
    seed = chosen_seed() if given.seed is None else given.seed
    plan = Plan(seed, given.clients, given.seconds, quiet=6, kills_jobs=given.seconds >= LONG)
    sys.stdout.write(f"seed {plan.seed}: {plan.clients} clients for {plan.seconds:.0f} s\n")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_stack(Settings(free_port(), free_port(), Path(folder), is_kept=False)) as stack,
    ):
        report = run(stack, plan)
        sys.stdout.write(f"\n{written(report)}\n")
    return 0 if report.is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
