"""Migrations: what is done once to rows that an earlier version wrote, in the order of their numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Migration:
    """`number` and `name` stay for ever: by the number a clinic's table knows what it has behind it."""

    number: int
    name: str
    purpose: str


MIGRATIONS = (
    Migration(
        1,
        "conversations of 0.1.0",
        "Conversations stand in the list by activity, in search, in their care team's list, and count in all totals.",
    ),
)
"""Only ever added to, at the end."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a migration has come. `place`: where the walk goes on. `seen`: conversations so far.

    `failed`: those that must be seen to once more, after the walk. `version` grows with every step.
    """

    number: int
    started_at: str
    place: Mapping[str, str] | None = None
    is_walked: bool = False
    seen: int = 0
    failed: tuple[str, ...] = ()
    done_at: str | None = None
    version: int = 0

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    def walked_on(self, place: Mapping[str, str] | None, seen: int, failed: Sequence[str], now: str) -> "Progress":
        """This progress after a part of the walk; `place` is None at its end."""
        on = replace(
            self,
            place=place,
            is_walked=place is None,
            seen=self.seen + seen,
            failed=(*self.failed, *failed),
            version=self.version + 1,
        )
        return on.ended(now)

    def tried_again(self, failed: Sequence[str], now: str) -> "Progress":
        """This progress after another try at what had failed."""
        return replace(self, failed=tuple(failed), version=self.version + 1).ended(now)

    def ended(self, now: str) -> "Progress":
        return replace(self, done_at=now) if self.is_walked and not self.failed else self
