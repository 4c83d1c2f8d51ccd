"""How long a year of the audit takes to verify, from files on this machine.

    python -m tests.bench.sealing [--hours 8760] [--entries 2000000] [--folder FOLDER]

An honest year is made first, with empty hours and late entries; then it is verified, once by itself and once against
as many rows of a table. A folder that is given is kept, and made only if it is empty.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from chalicelib.domain import seal
from chalicelib.domain.audit_line import Row
from infra.seals import __main__ as tool
from infra.seals import chain, table
from infra.seals.keys import from_pems
from infra.seals.places import KEY, Folder, hours
from tests.unit import sealed
from tests.unit.sealed import SealedHour, entry, told_by_stream

BUDGET = 120
"""Seconds for a year of 8,760 hours and 2 million entries."""


def year(count: int, entries: int) -> Iterator[SealedHour]:
    """Nights and days: some hours are empty, some hold ten times the usual; now and then something comes late."""
    chance = random.Random(1)
    weights = [chance.choice((0, 1, 1, 2, 3, 10)) for _ in range(count)]
    each, number, late = entries / sum(weights), 0, list[Row]()
    for place, weight in enumerate(weights):
        hour, size = seal.moved(sealed.START, place), round(each * weight)
        yield hour, [entry(hour, number + n) for n in range(size)], late
        number += size
        late = [told_by_stream(hour, number)] if chance.random() < 0.02 else []
        number += len(late)


def make(folder: Path, count: int, entries: int) -> None:
    for name in ("seals", "entries", "late"):
        (folder / name).mkdir(parents=True, exist_ok=True)

    def put(name: str, content: bytes) -> None:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)

    sealed.write(put, year(count, entries))
    (folder / KEY).write_bytes(sealed.pem())


def rows(count: int, entries: int) -> Iterator[Row]:
    for _hour, own, late in year(count, entries):
        yield from own
        yield from late


def timed(what: str, act: Callable[[], object]) -> float:
    started, worked = time.monotonic(), time.process_time()
    act()
    took, most = time.monotonic() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"{what}: {took:.1f} s, {time.process_time() - worked:.1f} s of processor time, {most} MB\n")
    return took


def against_table(folder: Path, count: int, entries: int) -> None:
    """As `verify --table`, with rows that are made here as they would come from the table: most of its time."""
    place = Folder(folder)
    walked = chain.walk(place, from_pems([(folder / KEY).read_bytes()]), hours(place), None, None)
    done = table.compare(walked, rows(count, entries), place, "2030-01-01T00", None)
    assert not walked.findings, walked.findings[:3]
    assert not done.findings, done.findings[:3]


def main() -> int:
    chosen = argparse.ArgumentParser()
    chosen.add_argument("--hours", type=int, default=8_760)
    chosen.add_argument("--entries", type=int, default=2_000_000)
    chosen.add_argument("--folder", type=Path)
    asked = chosen.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = asked.folder or Path(made)
        if not (folder / KEY).exists():
            timed("made", lambda: make(folder, asked.hours, asked.entries))
        verifying = ["verify", "--folder", str(folder)]
        took = timed("verified", lambda: tool.main(verifying))
        timed("verified against the table", lambda: against_table(folder, asked.hours, asked.entries))
    return int(took > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
