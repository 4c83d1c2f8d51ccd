"""The archive's nights: the function that runs then, at any moment and with any time left."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import app
from chalicelib import clock
from chalicelib.domain.conversation import Status
from tests.unit import tables


@dataclass
class Night:
    """What Lambda tells the function of its time: enough for so many conversations, then none."""

    conversations: int = 1_000_000

    def get_remaining_time_in_millis(self) -> int:
        self.conversations -= 1
        return 600_000 if self.conversations >= 0 else 0


def run(conversations: int = 1_000_000) -> dict[str, Any]:
    """One run of the night, as the clock calls it."""
    return app.archive({"detail-type": "Scheduled Event"}, Night(conversations))


@contextmanager
def months_on(months: int, **more: float) -> Iterator[datetime]:
    """So many months from today, by thirty-one days each, and a little more or less."""
    moment = clock.now() + timedelta(days=31 * months) + timedelta(**more)
    with clock.standing_at(moment):
        yield moment


def archived() -> set[str]:
    """Ids of the conversations whose head says so."""
    return {row["PK"].removeprefix("CONV#") for row in tables.rows("HEAD") if row["status"] == Status.ARCHIVED} - {""}
