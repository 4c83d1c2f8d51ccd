"""A conversation of the demo clinic, as it is to be."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from chalicelib.domain.card import CardReference


class Stand(Enum):
    """How a conversation stands today."""

    SETTLED = "all is answered and read"
    WAITING = "the patient waits, and nobody has looked"
    SEEN = "the patient waits, and a member of the team has looked"
    ANSWERED = "the patient has not looked yet"


@dataclass(frozen=True, slots=True)
class Line:
    """`corrects`: the number of the line that this one corrects. `card`: the item that it shows."""

    sender_id: str
    text: str
    at: datetime
    corrects: int | None = None
    card: CardReference | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How far somebody has read, and when they did."""

    person_id: str
    seq: int
    at: datetime


class Turn(Enum):
    """What may become of a conversation after its last line."""

    RESOLVED = "a member of staff has marked it as resolved"
    CLAIMED = "a member of staff is about to answer"
    ARCHIVED = "nothing has happened for a year"


@dataclass(frozen=True, slots=True)
class Fate:
    """`person_id`: who did it, or in whose conversation it happened by itself."""

    turn: Turn
    person_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation as it is to be; `name` is the same each time and its own among all."""

    name: str
    topic: str
    patient_id: str
    team_id: str | None
    provider_id: str | None
    lines: tuple[Line, ...]
    readings: tuple[Reading, ...]
    case_id: str | None = None
    fate: Fate | None = None
    pinned_by: frozenset[str] = frozenset()
    muted_by: frozenset[str] = frozenset()

    @property
    def readers(self) -> set[str]:
        """Who has read any of it."""
        return {seen.person_id for seen in self.readings}
