"""Whether pages cost the same with a hundred times the data, as `growth` counts it in a process of its own."""

import json
import subprocess
import sys

from tests.bench.report import Row

TOLERANCE = 0.1


def measure() -> list[Row]:
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.bench.growth"], check=True, stdout=subprocess.PIPE
    )
    return [row(name, *costs) for name, costs in json.loads(made.stdout).items()]


def row(name: str, small: tuple[int, float], large: tuple[int, float]) -> Row:
    (calls, units), (calls_after, units_after) = small, large
    is_within = calls == calls_after and abs(units_after - units) <= TOLERANCE * units
    measured = f"{calls} → {calls_after} calls, {units:g} → {units_after:g} read units"
    return Row(f"{name}, 200 → 20,000 conversations", measured, "the same, ± 10 %", is_within)
