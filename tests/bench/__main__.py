"""`python -m tests.bench`: measure everything and print one table; exits with 1 if a budget is exceeded."""

import sys
import tempfile
from pathlib import Path

from infra.local.settings import Settings, free_port
from infra.local.stack import running_stack
from tests.bench import growing, live, sending, starting
from tests.bench.report import table
from tests.stack_fixture.clinic import found_clinic


def main() -> int:
    rows = starting.measure()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_stack(Settings(free_port(), free_port(), Path(folder), is_kept=False)) as stack,
        found_clinic(stack) as clinic,
    ):
        rows += live.measure(stack, clinic)
        rows += sending.measure(stack, clinic)
    rows += growing.measure()
    sys.stdout.write(f"\n{table(rows)}\n")
    return int(any(row.is_within is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
