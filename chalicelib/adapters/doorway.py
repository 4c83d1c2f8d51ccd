"""What is read, in one round trip, when somebody comes to a conversation."""

from dataclasses import dataclass

from chalicelib.adapters import conversations, messages, people, seats
from chalicelib.adapters.conversations import HeadRow
from chalicelib.adapters.messages import NameRow
from chalicelib.adapters.people import PersonRow
from chalicelib.adapters.seats import SeatRow
from chalicelib.adapters.table import get_all
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.person import Person
from chalicelib.domain.seat import Seat


@dataclass(frozen=True, slots=True)
class NamedMessage:
    """A message that already has the name asked for."""

    seq: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Doorway:
    """Whatever of these exists; nothing here says yet who may come in."""

    conversation: Conversation | None
    person: Person | None
    seat: Seat | None
    named: NamedMessage | None


def look(conversation_id: str, person_id: str, client_message_id: str | None = None) -> Doorway:
    """The conversation, the person and their seat, and the message of that name; as of now, not of a moment ago."""
    head_key, person_key = conversations.head_key(conversation_id), people.key(person_id)
    seat_key = seats.key(conversation_id, person_id)
    name_key = messages.name_key(conversation_id, client_message_id or "")
    rows = get_all([head_key, person_key, seat_key, *([name_key] if client_message_id else [])])
    head, person, seat = rows.get(head_key), rows.get(person_key), rows.get(seat_key)
    name = rows.get(name_key)
    return Doorway(
        conversation=head.conversation() if isinstance(head, HeadRow) else None,
        person=person.person() if isinstance(person, PersonRow) else None,
        seat=seat.seat() if isinstance(seat, SeatRow) else None,
        named=NamedMessage(int(name.seq), name.fingerprint) if isinstance(name, NameRow) else None,
    )
