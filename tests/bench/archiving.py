"""What a night costs in which few of many conversations are due, in runs whose time is cut short.

`python -m tests.bench.archiving` tries it with 50,000 conversations of which 1,000 are due, on tables in memory, and
prints what came of it. In a process of its own: it stands in for AWS as a whole.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from moto.dynamodb.models.table import Table

from chalicelib import clock
from chalicelib.domain.conversation import Conversation, Kind, Status
from tests.bench.growth import counted
from tests.unit.cloud import in_memory

CONVERSATIONS, DUE, IN_A_RUN = 50_000, 1_000, 400
YEAR = timedelta(days=367)


@dataclass(frozen=True)
class Trial:
    """What the runs said; whether they archived exactly what was due, and one more changed nothing; and the cost."""

    runs: list[dict[str, Any]]
    is_exact: bool
    is_still: bool
    calls: int
    read_units: float
    idle_units: float


def trial(conversations: int, due: int, in_a_run: int) -> Trial:
    """Fill empty tables and run until a run says that it is complete."""
    from chalicelib.adapters.table import CONNECTION
    from tests.unit import nights, tables

    wanted, others = filled(conversations, due)
    runs: list[dict[str, Any]] = []
    with never_put_back(), counted(CONNECTION.client) as cost:
        while not runs or not runs[-1]["complete"]:
            runs.append(nights.run(in_a_run))
    is_exact = nights.archived() == wanted | others
    before = tables.contents()
    with counted(CONNECTION.client) as idle:
        runs.append(nights.run(in_a_run))
    is_still = tables.contents() == before
    return Trial(runs, is_exact, is_still, cost.calls, cost.units, idle.units)


@contextmanager
def never_put_back() -> Iterator[None]:
    """Moto keeps a copy of the table for each transaction, in case it fails; none does here, and the table is large."""
    kept, Table.__deepcopy__ = Table.__deepcopy__, lambda table, _memo: table
    try:
        yield
    finally:
        Table.__deepcopy__ = kept


def filled(conversations: int, due: int) -> tuple[set[str], set[str]]:
    """Conversations of the last two years; gives the ids of those that are due, and of those archived already."""
    from chalicelib.adapters.conversations import head_row
    from tests.bench.loader import put

    now, wanted, others = clock.now(), set[str](), set[str]()
    for number in range(conversations):
        is_due = number % (conversations // due) == 0
        age = YEAR + timedelta(hours=1 + number % 9000) if is_due else timedelta(hours=number % 8700)
        at = clock.timestamp(now - age)
        it = Conversation(clock.new_id(), Kind.TOPIC, "Tablets", f"p{number // 10}", at, at, care_team_id="meds")
        it = replace(it, texts=1, last_seq=1, revision=1, waiting_since=at if number % 4 == 0 else None)
        if is_due:
            wanted.add(it.id)
            it = replace(it, status=Status.RESOLVED if number % 3 == 0 else Status.OPEN)
        elif number % 5 == 0:
            others.add(it.id)
            it = replace(it, status=Status.ARCHIVED, archived_at=at)
        put(head_row(it))
    return wanted, others


def main() -> int:
    with in_memory():
        found = trial(CONVERSATIONS, DUE, IN_A_RUN)
    json.dump(vars(found), sys.stdout, indent=1)
    return 0 if found.is_exact and found.is_still else 1


if __name__ == "__main__":
    sys.exit(main())
