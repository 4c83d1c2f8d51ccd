"""Seats, and each person's totals over all of theirs, which change in the same transaction."""

from collections.abc import Iterable

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action

from chalicelib.adapters import keys
from chalicelib.adapters.conversations import ConversationRecord, HeadRow, attributes
from chalicelib.adapters.table import Record, commit, get_all, transaction
from chalicelib.domain.conversation import Conversation, Status
from chalicelib.domain.seat import Marker, Seat, Tally, tally


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
    unread_pk = UnicodeAttribute(null=True, attr_name="unreadPK")
    unread_sk = UnicodeAttribute(null=True, attr_name="unreadSK")

    def seat(self) -> Seat:
        return Seat(
            person_id=self.person_id,
            conversation=self.conversation(),
            joined_at=self.joined_at,
            joined_seq=int(self.joined_seq or 0),
            marker=Marker(int(self.read_seq), int(self.read_texts), int(self.read_sent)),
            version=int(self.version),
            pinned=self.pinned,
            muted=self.muted,
        )


class TallyRow(Record, discriminator="tally"):
    """One person's totals."""

    conversations = NumberAttribute(default=0)
    unread_conversations = NumberAttribute(default=0, attr_name="unreadConversations")
    unread_messages = NumberAttribute(default=0, attr_name="unreadMessages")
    messages = NumberAttribute(default=0)

    def tally(self) -> Tally:
        return Tally(
            int(self.conversations), int(self.unread_conversations), int(self.unread_messages), int(self.messages)
        )


def key(conversation_id: str, person_id: str) -> tuple[str, str]:
    return keys.conversation(conversation_id), keys.seat(person_id)


def tally_key(person_id: str) -> tuple[str, str]:
    return keys.person(person_id), keys.TALLY


def seat_row(seat: Seat) -> SeatRow:
    """The row of a seat; it stands in the unread index only while something is unread."""
    conversation, waits = seat.conversation, seat.unread > 0
    place = keys.inbox_place(
        pinned=seat.pinned, last_activity_at=conversation.last_activity_at, conversation_id=conversation.id
    )
    return SeatRow(
        *key(conversation.id, seat.person_id),
        **attributes(conversation),
        person_id=seat.person_id,
        joined_at=seat.joined_at,
        joined_seq=seat.joined_seq,
        version=seat.version + 1,
        read_seq=seat.marker.seq,
        read_texts=seat.marker.texts,
        read_sent=seat.marker.sent,
        pinned=seat.pinned,
        muted=seat.muted,
        unread=seat.unread,
        inbox_pk=keys.inbox(seat.person_id, archived=conversation.status is Status.ARCHIVED),
        inbox_sk=place,
        unread_pk=keys.unread(seat.person_id) if waits else None,
        unread_sk=place if waits else None,
    )


def replace(old: Seat | None, new: Seat | None) -> None:
    """Put `new` in the place of `old` and move the person's totals by the difference, wholly or not at all.

    Raises `Overtaken` if the seat is not `old` any more.
    """
    either = new or old
    assert either is not None
    write = transaction()
    if new:
        unchanged = SeatRow.version == old.version if old else SeatRow.version.does_not_exist()
        write.save(seat_row(new), condition=unchanged)
    elif old:
        write.delete(seat_row(old), condition=SeatRow.version == old.version)
    change = tally(new) - tally(old)
    if change != Tally():
        write.update(TallyRow(*tally_key(either.person_id)), actions=tally_actions(change))
    commit(write)


def tally_actions(change: Tally) -> list[Action]:
    """Move somebody's totals by this much."""
    return [
        TallyRow.type.set(TallyRow),
        TallyRow.conversations.add(change.conversations),
        TallyRow.unread_conversations.add(change.unread_conversations),
        TallyRow.unread_messages.add(change.unread_messages),
        TallyRow.messages.add(change.messages),
    ]


def gathering(conversation_id: str) -> tuple[Conversation | None, list[Seat]]:
    """A conversation and all its seats, in one round trip. `None`: there is no such conversation."""
    rows = Record.query(keys.conversation(conversation_id), Record.SK.startswith(keys.HEAD), consistent_read=True)
    head, seats = None, []
    for row in rows:
        if isinstance(row, HeadRow):
            head = row.conversation()
        elif isinstance(row, SeatRow):
            seats.append(row.seat())
    return head, seats


def inbox_page(person_id: str, before: str | None, limit: int) -> tuple[list[Seat], str | None]:
    """Up to `limit` seats in inbox order below the place `before`, and the place to go on from, if any."""
    below = SeatRow.inbox_sk < before if before else None
    found = Record.inbox.query(keys.inbox(person_id), below, scan_index_forward=False, limit=limit + 1)
    rows = [row for row in found if isinstance(row, SeatRow)]
    return [row.seat() for row in rows[:limit]], rows[limit - 1].inbox_sk if len(rows) > limit else None


def totals_of(person_ids: Iterable[str]) -> dict[str, Tally]:
    """The totals of each of these people over all their seats."""
    asked = list(person_ids)
    rows = get_all([tally_key(person_id) for person_id in asked])
    found = {row.PK.partition("#")[2]: row.tally() for row in rows.values() if isinstance(row, TallyRow)}
    return {person_id: found.get(person_id, Tally()) for person_id in asked}
