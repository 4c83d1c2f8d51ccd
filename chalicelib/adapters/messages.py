"""Messages: the rows of a thread, and the names that keep a message from being stored twice."""

from collections.abc import Sequence

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition

from chalicelib.adapters import keys
from chalicelib.adapters.conversations import HeadRow, attributes, head_row
from chalicelib.adapters.people import PersonRow
from chalicelib.adapters.table import FIRST_PAUSE, Overtaken, Record, cancellation_codes, is_conflict, transaction
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.message import Message, Origin, Type
from chalicelib.domain.person import Author, Role


class MessageRow(Record, discriminator="message"):
    """One entry of a thread, with its sender as they were when they wrote it."""

    client_message_id = UnicodeAttribute(attr_name="clientMessageId")
    kind = UnicodeAttribute()
    sender_id = UnicodeAttribute(attr_name="senderId")
    sender_role = UnicodeAttribute(attr_name="senderRole")
    sender_name = UnicodeAttribute(attr_name="senderName")
    sender_title = UnicodeAttribute(null=True, attr_name="senderTitle")
    sent_at = UnicodeAttribute(attr_name="sentAt")
    text = UnicodeAttribute()
    texts = NumberAttribute()
    sensitive = BooleanAttribute(default=False)
    correction_of = NumberAttribute(null=True, attr_name="correctionOf")
    fingerprint = UnicodeAttribute()
    patient_id = UnicodeAttribute(attr_name="patientId")
    session = UnicodeAttribute()
    address = UnicodeAttribute()
    request_id = UnicodeAttribute(attr_name="requestId")

    def message(self) -> Message:
        return Message(
            conversation_id=self.PK.partition("#")[2],
            seq=int(self.SK.removeprefix(keys.MESSAGE_PREFIX)),
            client_message_id=self.client_message_id,
            type=Type(self.kind),
            sender=Author(self.sender_id, Role(self.sender_role), self.sender_name, self.sender_title),
            sent_at=self.sent_at,
            text=self.text,
            texts=int(self.texts),
            sensitive=self.sensitive,
            correction_of=int(self.correction_of) if self.correction_of else None,
            fingerprint=self.fingerprint,
            patient_id=self.patient_id,
            origin=Origin(self.session, self.address, self.request_id),
        )


class NameRow(Record, discriminator="name"):
    """A message's name in its conversation: where it stands, and what it said."""

    seq = NumberAttribute()
    fingerprint = UnicodeAttribute()


class MovedOn(Overtaken):
    """Others wrote first; `conversation` is where it stands now. The message's name is still free.

    Nothing has to be read again, so the next try need not wait long: it would only be overtaken once more.
    """

    longest_pause = 2 * FIRST_PAUSE

    def __init__(self, conversation: Conversation) -> None:
        super().__init__()
        self.conversation = conversation


class Refused(Exception):
    """The person whose consent or relation the write depends on does not allow it (any more)."""


def message_row(message: Message) -> MessageRow:
    return MessageRow(
        keys.conversation(message.conversation_id),
        keys.message(message.seq),
        client_message_id=message.client_message_id,
        kind=message.type.value,
        sender_id=message.sender.id,
        sender_role=message.sender.role.value,
        sender_name=message.sender.name,
        sender_title=message.sender.title,
        sent_at=message.sent_at,
        text=message.text,
        texts=message.texts,
        sensitive=message.sensitive,
        correction_of=message.correction_of,
        fingerprint=message.fingerprint,
        patient_id=message.patient_id,
        session=message.origin.session,
        address=message.origin.address,
        request_id=message.origin.request_id,
    )


def name_row(message: Message) -> NameRow:
    pk, sk = name_key(message.conversation_id, message.client_message_id)
    return NameRow(pk, sk, seq=message.seq, fingerprint=message.fingerprint)


def name_key(conversation_id: str, client_message_id: str) -> tuple[str, str]:
    return keys.conversation(conversation_id), keys.message_name(client_message_id)


def append(before: Conversation, message: Message, on_condition: tuple[str, Condition] | None) -> None:
    """Store the next message of a conversation that stood as `before`, wholly or not at all.

    `on_condition`: a person's id and what must hold of them; if it does not: `Refused`.
    Raises `MovedOn` if other messages took the place meanwhile, `Overtaken` if this one's name was taken or others
    were in the way.
    """
    after = before.followed_by(message)
    write = transaction()
    if on_condition:
        person_id, condition = on_condition
        write.condition_check(PersonRow, keys.person(person_id), keys.PERSON, condition=condition)
    write.save(name_row(message), condition=NameRow.SK.does_not_exist())
    write.save(message_row(message), condition=MessageRow.SK.does_not_exist())
    changed = attributes(after)
    write.update(
        head_row(before),
        actions=[getattr(HeadRow, name).set(changed[name]) for name in CHANGED_BY_MESSAGE if changed[name] is not None]
        + [getattr(HeadRow, name).remove() for name in CHANGED_BY_MESSAGE if changed[name] is None],
        condition=HeadRow.last_seq == before.last_seq,
        return_values="ALL_OLD",
    )
    try:
        with write:
            pass
    except TransactWriteError as error:
        codes = cancellation_codes(error)
        if on_condition and codes and codes[0] == "ConditionalCheckFailed":
            raise Refused from error
        head = error.cancellation_reasons[-1] if codes else None
        if head and head.raw_item and not any(codes[:-2]):
            raise MovedOn(HeadRow.from_raw_data(head.raw_item).conversation()) from error
        if is_conflict(error):
            raise Overtaken from error
        raise


CHANGED_BY_MESSAGE = ("status", "last_activity_at", "last_seq", "texts", "sent", "last_message", "waiting_since")


def page(conversation_id: str, *, after: int | None, before: int | None, limit: int) -> tuple[list[Message], bool]:
    """Up to `limit` entries in ascending order: those after an entry, else the last ones (before an entry).

    The flag tells whether there are more in the same direction.
    """
    forward = after is not None
    first, last = (after or 0) + 1, (before or keys.LATEST + 1) - 1
    if first > last:
        return [], False
    low, high = keys.message(first), keys.message(last)
    rows = MessageRow.query(
        keys.conversation(conversation_id),
        MessageRow.SK.between(low, high),
        scan_index_forward=forward,
        consistent_read=True,
        limit=limit + 1,
    )
    found = [row.message() for row in rows]
    shown = found[:limit]
    return (shown if forward else shown[::-1]), len(found) > limit


def later_than(conversation_id: str, seq: int, last: int) -> Sequence[Message]:
    """Every entry after `seq`, up to `last`."""
    rows = MessageRow.query(
        keys.conversation(conversation_id),
        MessageRow.SK.between(keys.message(seq + 1), keys.message(last)),
        consistent_read=True,
    )
    return [row.message() for row in rows]


def at(conversation_id: str, seq: int) -> Message:
    """The entry in that place, which exists."""
    row = MessageRow.get(keys.conversation(conversation_id), keys.message(seq), consistent_read=True)
    return row.message()
