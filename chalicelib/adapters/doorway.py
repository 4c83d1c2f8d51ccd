"""What is read, in one round trip, when somebody comes to a conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chalicelib.adapters import attachments, conversations, items, messages, people, seats
from chalicelib.adapters.conversations import HeadRow
from chalicelib.adapters.items import ItemRow
from chalicelib.adapters.messages import MessageRow, NameRow
from chalicelib.adapters.people import PersonRow
from chalicelib.adapters.seats import SeatRow
from chalicelib.adapters.table import get_all
from chalicelib.domain.attachment import Attachment
from chalicelib.domain.card import CardReference
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.item import Item
from chalicelib.domain.message import Message
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
    entry: Message | None
    files: Mapping[str, Attachment]
    item: Item | None


def look(
    conversation_id: str,
    person_id: str,
    client_message_id: str | None = None,
    seq: int | None = None,
    attachment_ids: Sequence[str] = (),
    card: CardReference | None = None,
) -> Doorway:
    """The conversation, the person and their seat; the message of that name, the entry in that place, these files, and
    the item that a card is to show. All of it as of now.
    """
    head_key, person_key = conversations.head_key(conversation_id), people.key(person_id)
    seat_key = seats.key(conversation_id, person_id)
    name_key = messages.name_key(conversation_id, client_message_id or "")
    entry_key = messages.key(conversation_id, seq or 0)
    item_key = items.key(card) if card else None
    asked = [
        *([name_key] if client_message_id else []),
        *([entry_key] if seq else []),
        *([item_key] if item_key else []),
        *(attachments.key(conversation_id, attachment_id) for attachment_id in attachment_ids),
    ]
    rows = get_all([head_key, person_key, seat_key, *asked])
    head, person, seat = rows.get(head_key), rows.get(person_key), rows.get(seat_key)
    name, entry, item = rows.get(name_key), rows.get(entry_key), rows.get(item_key) if item_key else None
    return Doorway(
        conversation=head.conversation() if isinstance(head, HeadRow) else None,
        person=person.person() if isinstance(person, PersonRow) else None,
        seat=seat.seat() if isinstance(seat, SeatRow) else None,
        named=NamedMessage(int(name.seq), name.fingerprint) if isinstance(name, NameRow) else None,
        entry=entry.message() if isinstance(entry, MessageRow) else None,
        files=attachments.among(rows, conversation_id, attachment_ids),
        item=item.item() if isinstance(item, ItemRow) else None,
    )
