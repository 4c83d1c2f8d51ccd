"""The report in words."""

from tests.soak.running import Report

MOST = 8
"""Pieces of evidence that are printed for each promise."""


def written(report: Report) -> str:
    ledger = report.evidence.ledger
    statuses = sorted({answer.status for answer in ledger.answers})
    answers = ", ".join(f"{sum(it.status == status for it in ledger.answers)} of {status}" for status in statuses)
    lines = [
        f"seed {report.seed}: {report.done.total()} acts, {len(ledger.answers)} requests ({answers}; 0: no answer),",
        f"  {len(ledger.pushes)} pushes heard, {len({sent.name for sent in ledger.sent})} texts acknowledged,"
        f" {len(ledger.given_up)} given up; faults: {listed(report.happened)}",
        f"  acts: {listed(report.done)}",
        "  seconds: " + ", ".join(f"{seconds:.0f} {part}" for part, seconds in report.took.items()),
        *([] if report.rests else ["BROKEN  the stack does not come to rest"]),
    ]
    for promise, broken in report.broken.items():
        lines.append(f"{'BROKEN' if broken else 'kept':<8}{promise}" + (f": {len(broken)} times" if broken else ""))
        lines += [f"          {each[:600]}" for each in broken[:MOST]]
    return "\n".join([*lines, *staleness(report)])


def staleness(report: Report) -> list[str]:
    """What open windows did not know before their last break: pushes are best effort, so this breaks no promise."""
    stale = [each for found in report.evidence.live.values() for each in found]
    windows = sum(bool(found) for found in report.evidence.live.values())
    told = f"for information: {windows} of {len(report.evidence.live)} open windows were behind in {len(stale)} things"
    return [f"{told} before their last break", *(f"          {each[:300]}" for each in stale[:MOST])]


def listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in sorted(counts.items()))
