"""Seats, and each person's totals over all of theirs, which change in the same transaction."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any, TypeGuard

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.adapters import digest_keys, keys, totals
from chalicelib.adapters.conversations import ConversationRecord, HeadRow, attributes
from chalicelib.adapters.table import Record, commit, get_all, get_beginning, get_one, transaction
from chalicelib.domain.conversation import Conversation, Status
from chalicelib.domain.seat import Marker, Progress, Seat


class SeatRow(ConversationRecord, discriminator="seat"):
    """A seat, with its copy of the conversation for the inbox."""

    person_id = UnicodeAttribute(attr_name="personId")
    joined_at = UnicodeAttribute(attr_name="joinedAt")
    joined_seq = NumberAttribute(null=True, attr_name="joinedSeq")
    version = NumberAttribute()
    read_seq = NumberAttribute(attr_name="readSeq")
    read_texts = NumberAttribute(attr_name="readTexts")
    read_sent = NumberAttribute(attr_name="readSent")
    pinned = BooleanAttribute()
    muted = BooleanAttribute()
    unread = NumberAttribute()
    inbox_pk = UnicodeAttribute(attr_name="inboxPK")
    inbox_sk = UnicodeAttribute(attr_name="inboxSK")
    reading_pk = UnicodeAttribute(null=True, attr_name="readingPK")
    reading_sk = UnicodeAttribute(null=True, attr_name="readingSK")
    waiting_pk = UnicodeAttribute(null=True, attr_name="waitingPK")
    waiting_sk = UnicodeAttribute(null=True, attr_name="waitingSK")
    mailed_seq = NumberAttribute(null=True, attr_name="mailedSeq")
    mailed_texts = NumberAttribute(null=True, attr_name="mailedTexts")
    mailed_sent = NumberAttribute(null=True, attr_name="mailedSent")
    unmailed_since = UnicodeAttribute(null=True, attr_name="unmailedSince")
    digest_pk = UnicodeAttribute(null=True, attr_name="digestPK")
    digest_sk = UnicodeAttribute(null=True, attr_name="digestSK")

    def seat(self) -> Seat:
        return Seat(
            person_id=self.person_id,
            conversation=self.conversation(),
            joined_at=self.joined_at,
            joined_seq=int(self.joined_seq or 0),
            marker=Marker(int(self.read_seq), int(self.read_texts), int(self.read_sent)),
            version=self.version,
            pinned=self.pinned,
            muted=self.muted,
            mailed=Marker(int(self.mailed_seq or 0), int(self.mailed_texts or 0), int(self.mailed_sent or 0)),
            unmailed_since=self.unmailed_since,
            is_counted=self.revision is not None,
        )


class LeftRow(Record, discriminator="left"):
    """How far a conversation had come with somebody when they left it."""

    person_id = UnicodeAttribute(attr_name="personId")
    delivered_seq = NumberAttribute(attr_name="deliveredSeq")
    read_seq = NumberAttribute(attr_name="readSeq")

    def progress(self) -> Progress:
        return Progress(self.person_id, int(self.delivered_seq), int(self.read_seq))


def key(conversation_id: str, person_id: str) -> tuple[str, str]:
    return keys.conversation(conversation_id), keys.seat(person_id)


def seat_row(seat: Seat) -> SeatRow:
    """The row of a seat, in each list where it belongs."""
    it = seat.conversation
    is_archived = it.status is Status.ARCHIVED
    place = keys.inbox_place(pinned=seat.pinned, last_activity_at=it.last_activity_at, conversation_id=it.id)
    waits = seat.is_staffs and it.waiting_since is not None
    return SeatRow(
        *key(it.id, seat.person_id),
        **(attributes(it) | digest_attributes(seat)),
        person_id=seat.person_id,
        joined_at=seat.joined_at,
        joined_seq=seat.joined_seq or None,
        version=next_version(seat.version),
        read_seq=seat.marker.seq,
        read_texts=seat.marker.texts,
        read_sent=seat.marker.sent,
        pinned=seat.pinned,
        muted=seat.muted,
        unread=seat.unread,
        inbox_pk=keys.inbox(seat.person_id, archived=is_archived),
        inbox_sk=place,
        reading_pk=keys.unread(seat.person_id) if seat.unread > 0 else None,
        reading_sk=place if seat.unread > 0 else None,
        waiting_pk=keys.waiting(seat.person_id) if waits else None,
        waiting_sk=place if waits else None,
    )


def next_version(version: float) -> float:
    """A greater one, never a whole number: functions of 0.1.0, which would drop what they do not know of, replace none
    but rows with whole ones, whatever still runs of them while a stack is upgraded."""
    return int(version) + 1.5


def digest_attributes(seat: Seat) -> dict[str, Any]:
    """What a seat's row says of mails: its person stands in the list of those to be mailed while something is due."""
    since, mailed = seat.unmailed_since, seat.mailed
    return {
        "mailed_seq": mailed.seq or None,
        "mailed_texts": mailed.texts or None,
        "mailed_sent": mailed.sent or None,
        "unmailed_since": since,
        "digest_pk": digest_keys.due_list_of(seat.person_id) if since else None,
        "digest_sk": digest_keys.due_place(since, seat.person_id, seat.conversation.id) if since else None,
    }


def replace(old: Seat | None, new: Seat | None) -> Seat | None:
    """Put `new` in the place of `old` and move the person's totals by the difference, wholly or not at all.

    Gives `new` with the version by which it is kept. Raises `Overtaken` if the seat is not `old` any more.
    """
    either = new or old
    assert either is not None
    write = transaction()
    if new:
        unchanged = SeatRow.version == old.version if old else SeatRow.version.does_not_exist()
        write.save(seat_row(new), condition=unchanged)
    elif old:
        write.delete(seat_row(old), condition=SeatRow.version == old.version)
        write.save(left_row(old))
    counted = old if old and old.is_counted else None
    if counted or new:
        totals.move(write, [(counted, new)])
    commit(write)
    return kept(new) if new else None


def replace_all(moves: Sequence[tuple[Seat, Seat]]) -> list[Seat]:
    """The same for several people's seats of one conversation, all of them counted: wholly or not at all."""
    write = transaction()
    for old, new in moves:
        write.save(seat_row(new), condition=SeatRow.version == old.version)
    totals.move(write, moves)
    commit(write)
    return [kept(new) for _, new in moves]


def kept(new: Seat) -> Seat:
    """A seat with the version by which it is kept."""
    return dataclasses.replace(new, version=next_version(new.version))


def gathering(conversation_id: str) -> tuple[Conversation | None, list[Seat]]:
    """A conversation and all its seats, in one round trip. `None`: there is no such conversation."""
    head, seats = None, []
    for row in get_beginning(keys.conversation(conversation_id), keys.HEAD):
        if isinstance(row, HeadRow):
            head = row.conversation()
        elif isinstance(row, SeatRow):
            seats.append(row.seat())
    return head, seats


def progress(conversation_id: str) -> list[Progress]:
    """How far a conversation has come with everybody, those who have left it included: what was read stays read."""
    rows = get_beginning(keys.conversation(conversation_id), keys.HEAD)
    return [row.seat().progress if isinstance(row, SeatRow) else row.progress() for row in rows if has_progress(row)]


def has_progress(row: Record) -> TypeGuard[SeatRow | LeftRow]:
    return isinstance(row, SeatRow | LeftRow)


def left_row(seat: Seat) -> LeftRow:
    """What stays of a seat: the furthest that its person ever came, if they had left once before too."""
    place, it = (keys.conversation(seat.conversation.id), keys.left(seat.person_id)), seat.progress
    before = get_one(place)
    read_before = int(before.read_seq) if isinstance(before, LeftRow) else 0
    return LeftRow(
        *place, person_id=it.person_id, delivered_seq=it.delivered_seq, read_seq=max(it.read_seq, read_before)
    )


def find(person_id: str, conversation_ids: Iterable[str]) -> dict[str, Seat]:
    """This person's seats in these conversations, by conversation id."""
    rows = get_all([key(conversation_id, person_id) for conversation_id in conversation_ids])
    return {row.seat().conversation.id: row.seat() for row in rows.values() if isinstance(row, SeatRow)}
