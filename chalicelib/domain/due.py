"""Who is to be mailed about what: which seats are due now, which are over, and what a mail says of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.domain.conversation import Kind
from chalicelib.domain.digest import Line
from chalicelib.domain.message import beginning
from chalicelib.domain.permission import may_read
from chalicelib.domain.person import Person
from chalicelib.domain.seat import Seat

MOST_SNIPPETS = 3
"""Beginnings of texts of one conversation in a mail."""


@dataclass(frozen=True, slots=True)
class Told:
    """A text of which a mail may tell: who wrote it and when. `words`: what it says, only where that may be shown."""

    seq: int
    sender_id: str
    sender_name: str
    sent_at: str
    sensitive: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """One person, the seats to tell them of, and those of which nothing is to be told (any more)."""

    person: Person
    seats: Mapping[str, Seat]
    over: Sequence[Seat]

    @property
    def told(self) -> Mapping[str, int]:
        """How far they know of each conversation: while that is the same, so is what is to be told."""
        return {conversation_id: seat.told.seq for conversation_id, seat in self.seats.items()}


def due(person: Person, seats: Iterable[Seat], until: str) -> Due:
    """What to tell this person of these seats: what has waited since `until` or longer, where they belong today."""
    waiting = [seat for seat in seats if seat.unmailed_since and seat.unmailed_since <= until]
    over = [seat for seat in waiting if is_over(person, seat)]
    left = {seat.conversation.id: seat for seat in waiting if seat not in over}
    return Due(person, left, over)


def is_over(person: Person, seat: Seat) -> bool:
    """Whether this person is never to be told of what waits there: they left, or it came while they wanted no mail."""
    is_before = seat.conversation.last_activity_at < (person.mails_on_since or "")
    return is_before or not person.may_be_mailed or not may_read(person, seat.conversation)


def may_show_words(person: Person, seat: Seat, *, clinic_allows: bool) -> bool:
    """Whether a mail may show how texts begin: clinic and patient must have agreed, and it is no case."""
    return clinic_allows and person.is_patient and person.email_snippet and seat.conversation.kind is not Kind.CASE


def shown(texts: Sequence[Told], person_id: str) -> list[Told]:
    """Those of these texts whose beginnings a mail shows: the first few, never what is sensitive."""
    readable = [text for text in by_others(texts, person_id) if not text.sensitive and beginning(text.words)]
    return readable[:MOST_SNIPPETS]


def line(seat: Seat, texts: Sequence[Told]) -> Line:
    """What a mail says of one conversation, given the texts after the place up to which its person knows it."""
    it = seat.conversation
    return Line(
        conversation_id=it.id,
        kind=it.kind,
        senders=tuple(dict.fromkeys(text.sender_name for text in by_others(texts, seat.person_id))),
        count=seat.unmailed,
        since=seat.unmailed_since or it.last_activity_at,
        snippets=tuple(beginning(text.words) for text in shown(texts, seat.person_id)),
        case_id=it.case_id,
    )


def by_others(texts: Iterable[Told], person_id: str) -> list[Told]:
    return [text for text in texts if text.sender_id != person_id]
