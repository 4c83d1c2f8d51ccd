"""What one mail tells one person: in which conversations others wrote, how much, and never what."""

from dataclasses import dataclass

from chalicelib.domain.conversation import Kind
from chalicelib.domain.person import Person


@dataclass(frozen=True, slots=True)
class Line:
    """One conversation: who wrote how many texts since when, of those that no mail told of.

    `snippets`: how texts begin, where the clinic and the patient allow it. `case_id`: of a case's conversation.
    """

    conversation_id: str
    kind: Kind
    senders: tuple[str, ...]
    count: int
    since: str
    snippets: tuple[str, ...] = ()
    case_id: str | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """One mail to one person."""

    id: str
    person: Person
    lines: tuple[Line, ...]

    @property
    def count(self) -> int:
        """How many texts it tells of."""
        return sum(line.count for line in self.lines)
