"""Messages: the rows of a thread, and the names that keep a message from being stored twice."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import UpdateError

from chalicelib import clock
from chalicelib.adapters import keys
from chalicelib.adapters.table import Overtaken, Record, get_one, is_conflict, until_settled
from chalicelib.domain.attachment import Attached, State
from chalicelib.domain.card import Card, CardType
from chalicelib.domain.message import Act, Message, Origin, Type
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
    attachments = JSONAttribute(null=True)
    card = JSONAttribute(null=True)
    fingerprint = UnicodeAttribute()
    patient_id = UnicodeAttribute(attr_name="patientId")
    act = UnicodeAttribute(null=True)
    day = UnicodeAttribute(null=True)
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
            attachments=tuple(attached(each) for each in self.attachments or ()),
            card=Card(**{**self.card, "type": CardType(self.card["type"])}) if self.card else None,
            fingerprint=self.fingerprint,
            patient_id=self.patient_id,
            act=Act(self.act) if self.act else None,
            # 0.1.0 kept no day.
            day=self.day or clock.day(datetime.fromisoformat(self.sent_at)),
            origin=Origin(self.session, self.address, self.request_id),
        )


class NameRow(Record, discriminator="name"):
    """A message's name in its conversation: where it stands, and what it said."""

    seq = NumberAttribute()
    fingerprint = UnicodeAttribute()


def attached(stored: dict[str, Any]) -> Attached:
    return Attached(**{**stored, "state": State(stored["state"])})


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
        attachments=[asdict(each) for each in message.attachments] or None,
        card=asdict(message.card) if message.card else None,
        fingerprint=message.fingerprint,
        patient_id=message.patient_id,
        act=message.act.value if message.act else None,
        day=message.day,
        session=message.origin.session,
        address=message.origin.address,
        request_id=message.origin.request_id,
    )


def name_row(message: Message) -> NameRow:
    pk, sk = name_key(message.conversation_id, message.client_message_id)
    return NameRow(pk, sk, seq=message.seq, fingerprint=message.fingerprint)


def key(conversation_id: str, seq: int) -> tuple[str, str]:
    return keys.conversation(conversation_id), keys.message(seq)


def name_key(conversation_id: str, client_message_id: str) -> tuple[str, str]:
    return keys.conversation(conversation_id), keys.message_name(client_message_id)


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


def at(conversation_id: str, seq: int) -> Message | None:
    """The entry in that place, if there is one."""
    row = get_one(key(conversation_id, seq))
    return row.message() if isinstance(row, MessageRow) else None


def show_file(conversation_id: str, seq: int, it: Attached) -> None:
    """Let a message show one of its files as it is now; nothing else of a message ever changes."""

    def attempt() -> None:
        row = get_one(key(conversation_id, seq))
        if not isinstance(row, MessageRow):
            return
        known = row.attachments or []
        now = [asdict(it) if each["id"] == it.id else each for each in known]
        if now == known:
            return
        try:
            row.update(actions=[MessageRow.attachments.set(now)], condition=MessageRow.attachments == known)
        except UpdateError as error:
            if is_conflict(error):
                raise Overtaken from error
            raise

    until_settled(attempt)


def is_taken(conversation_id: str, name: str) -> bool:
    """Whether an entry has this name."""
    return get_one(name_key(conversation_id, name)) is not None
