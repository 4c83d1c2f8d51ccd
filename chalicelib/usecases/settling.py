"""The sure path: bring every seat of a conversation in line with its head, and tell those it concerns.

Everything is worked out anew from what is stored, so running it twice, late or out of order changes nothing.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib import clock, together
from chalicelib.adapters import audiences, audit, changes, messages, seats, sockets
from chalicelib.adapters.audiences import Audience
from chalicelib.adapters.changes import HeadChanged, MessageStored
from chalicelib.adapters.table import until_settled
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.message import Message
from chalicelib.domain.seat import Marker, Seat, marker_at
from chalicelib.domain.showing import other_side
from chalicelib.usecases import telling


class Batch:
    """Records that came together: each conversation is settled once, however many of them are about it."""

    def __init__(self) -> None:
        self.settled: set[str] = set()

    def follow(self, record: Mapping[str, Any]) -> None:
        """Do what one stream record asks for."""
        match changes.meaning(record):
            case HeadChanged(conversation_id) if conversation_id not in self.settled:
                settle(conversation_id)
                self.settled.add(conversation_id)
            case MessageStored(message):
                note_sent(message)


def settle(conversation_id: str) -> None:
    """Give each member of today a seat that has seen all of the conversation, and take away all other seats."""
    audience = audiences.gather(conversation_id)
    if audience is None:
        return
    everybody = audience.member_ids | audience.seats.keys()
    calls = [together.start(settle_person, conversation_id, person_id, audience) for person_id in sorted(everybody)]
    changed = [seat for seat in (call.result() for call in calls) if seat]
    tell(audience, changed)


def settle_person(conversation_id: str, person_id: str, audience: Audience) -> Seat | None:
    """One person's seat as it is afterwards, if it changed; for somebody who left, None."""
    first_look = [audience]

    def attempt() -> Seat | None:
        fresh = first_look.pop() if first_look else audiences.gather(conversation_id)
        if fresh is None:
            return None
        old = fresh.seats.get(person_id)
        new = seat_for(person_id, fresh) if person_id in fresh.member_ids else None
        if old == new:
            return None
        seats.replace(old, new)
        return new

    return until_settled(attempt)


def seat_for(person_id: str, audience: Audience) -> Seat:
    """The seat this member should have. Somebody who joined later has read whatever was said before."""
    conversation, old = audience.conversation, audience.seats.get(person_id)
    if old:
        return old.settled(conversation)
    members: Mapping[str, str] = audience.care_team.members if audience.care_team else {}
    joined_at = max(members.get(person_id, conversation.created_at), conversation.created_at)
    marker = marker_of_joining(person_id, conversation, joined_at)
    return Seat(person_id, conversation, joined_at, marker, joined_seq=marker.seq)


def marker_of_joining(person_id: str, conversation: Conversation, joined_at: str) -> Marker:
    """The marker at the last entry before somebody joined; for those there from the start, before all entries."""
    if joined_at <= conversation.created_at:
        return Marker()
    later: list[Message] = []
    before: int | None = conversation.last_seq + 1
    while before and before > 1:
        page, _ = messages.page(conversation.id, after=None, before=before, limit=100)
        later = [message for message in page if message.sent_at >= joined_at] + later
        before = page[0].seq if page and page[0].sent_at >= joined_at else None
    return marker_at(conversation, person_id, conversation.last_seq - len(later), later)


def tell(audience: Audience, changed: list[Seat]) -> None:
    """Each person their new totals; the other side of each how far it has come."""
    if not changed:
        return
    newcomers = audience.member_ids - audience.seats.keys()
    open_now = audience.listeners() | (sockets.open_sockets(newcomers) if newcomers else {})
    changed_online = [seat for seat in changed if seat.person_id in open_now]
    counted_at = clock.timestamp()
    totals = seats.totals_of(seat.person_id for seat in changed_online)
    told = [
        (seat.person_id, telling.unread_updated(seat, totals[seat.person_id], counted_at)) for seat in changed_online
    ]
    telling.push_to_people(open_now, [([person_id], frame) for person_id, frame in told] + receipts(audience, changed))


def receipts(audience: Audience, changed: list[Seat]) -> list[tuple[list[str], telling.Frame]]:
    """For each side, the receipt of whoever has come furthest on the other side."""
    patient_id = audience.conversation.patient_id
    staff_ids = sorted(audience.member_ids - {patient_id})
    told = []
    for sender_id, listeners in ((patient_id, [patient_id]), ("", staff_ids)):
        side = other_side(sender_id, patient_id, changed)
        if side:
            furthest = max(side, key=lambda seat: (seat.read_seq, seat.delivered_seq))
            told.append((listeners, telling.receipt_updated(furthest)))
    return told


def note_sent(message: Message) -> None:
    """Write down that a message was sent; once, however often this runs."""
    audit.record(
        audit.Entry(
            id=f"{message.conversation_id}.{message.seq}",
            at=message.sent_at,
            act="message.sent",
            person_id=message.sender.id,
            role=message.sender.role.value,
            session=message.origin.session,
            address=message.origin.address,
            request_id=message.origin.request_id,
            patient_id=message.patient_id,
            conversation_id=message.conversation_id,
            detail={"seq": message.seq},
        )
    )
