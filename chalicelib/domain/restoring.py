"""After a table was restored to an earlier state: which places in conversations have certainly never been given.

What was written after that state is lost, but clients have seen it, and under which numbers nobody can ask any more. So
each conversation goes on at a place that is a clock: the whole seconds since the beginning of 2026. It is beyond every
place given before, whatever was lost and however often tables are restored, as long as no conversation comes by more
than an entry a second over all its life.
"""

from datetime import UTC, datetime

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def place_at(now: datetime, last_seq: int) -> int:
    """The place of the entry that tells of the restored state, in a conversation whose last entry is `last_seq`."""
    return max(int((now - BEGINNING).total_seconds()), last_seq + 1)
