"""Writes that may be too many for one transaction: in parts, each of which happens wholly or not at all."""

from collections.abc import Iterable, Iterator

from pynamodb.expressions.condition import Condition

from chalicelib.adapters.table import Record, commit, transaction

MOST_WRITES = 100
"""Rows of one transaction, by DynamoDB's rule."""


class Part:
    """Rows that are written together, however many other parts there are."""

    def __init__(self) -> None:
        self.deleted: list[Record] = []
        self.saved: list[tuple[Record, Condition | None]] = []

    def __len__(self) -> int:
        return len(self.deleted) + len(self.saved)

    def delete(self, row: Record) -> None:
        self.deleted.append(row)

    def save(self, row: Record, condition: Condition | None = None) -> None:
        self.saved.append((row, condition))


def commit_in_order(parts: Iterable[Part]) -> None:
    """Write these parts: in one transaction if they fit into one, else in several, one after the other.

    Raises `Overtaken` if others were in the way; what comes before is written then.
    """
    for together in fitting(parts):
        write = transaction()
        for part in together:
            for row in part.deleted:
                write.delete(row)
            for row, condition in part.saved:
                write.save(row, condition=condition)
        commit(write)


def fitting(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """As many parts as one transaction holds, again and again, in their order."""
    together: list[Part] = []
    for part in parts:
        if together and sum(map(len, together)) + len(part) > MOST_WRITES:
            yield together
            together = []
        together.append(part)
    if together:
        yield together
