"""What held at which time, as far as whoever changed it can know: between asking and acknowledgement all is open."""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Change:
    asked: float
    acknowledged: float
    value: bool


@dataclass
class History:
    """One fact over time: from its first value through every change of it."""

    first: bool
    changes: list[Change] = field(default_factory=list)

    def note(self, asked: float, acknowledged: float, value: bool) -> None:
        self.changes.append(Change(asked, acknowledged, value))

    def throughout(self, start: float, end: float) -> bool | None:
        """Whether it held all the time; None if it changed, or may have changed, meanwhile."""
        value = self.first
        for change in self.changes:
            if change.acknowledged <= start:
                value = change.value
            elif change.asked < end:
                return None
        return value

    @property
    def last(self) -> bool:
        return self.changes[-1].value if self.changes else self.first


@dataclass
class Facts:
    """Who works in which team, who wants to chat, which case is open."""

    works_in: defaultdict[tuple[str, str], History] = field(default_factory=lambda: defaultdict(lambda: History(False)))
    chats: defaultdict[str, History] = field(default_factory=lambda: defaultdict(lambda: History(True)))
    is_open: defaultdict[str, History] = field(default_factory=lambda: defaultdict(lambda: History(True)))
