"""A table of measurements against their budgets."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement. `is_within`: None where there is no budget."""

    what: str
    measured: str
    budget: str = "none"
    is_within: bool | None = None


def at_most(what: str, measured: float, budget: float, unit: str, note: str = "") -> Row:
    text = f"{measured:.3g} {unit} {note}".strip()
    return Row(what, text, f"≤ {budget:g} {unit}", measured <= budget)


def at_least(what: str, measured: float, budget: float, unit: str, note: str = "") -> Row:
    text = f"{measured:.3g} {unit} {note}".strip()
    return Row(what, text, f"≥ {budget:g} {unit}", measured >= budget)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]


def table(rows: Sequence[Row]) -> str:
    marks = {True: "yes", False: "NO", None: ""}
    cells = [
        ("what", "measured", "budget", "within"),
        *((r.what, r.measured, r.budget, marks[r.is_within]) for r in rows),
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(4)]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
