"""Who sits where: the seat that each member of a conversation should have, and giving it to them."""

from collections.abc import Sequence

from chalicelib import together
from chalicelib.adapters import audiences, messages, seats
from chalicelib.adapters.audiences import Audience
from chalicelib.adapters.table import Overtaken, until_settled
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.message import Message
from chalicelib.domain.person import Caller
from chalicelib.domain.seat import Marker, Seat, marker_at
from chalicelib.usecases import access
from chalicelib.usecases.access import Visit
from chalicelib.usecases.settled import Move


def enter(caller: Caller, conversation_id: str, act: str) -> Visit:
    """Let a member in to change their seat. Somebody who has just joined, and has none yet, is given theirs first."""
    visit = access.enter(caller, conversation_id, act)
    if visit.stored_seat is None:
        audience = audiences.gather(conversation_id)
        if audience:
            settle(conversation_id, caller.person_id, audience)
        visit = access.enter(caller, conversation_id, act)
    return visit


AT_ONCE = 40
"""Seats that move in one write: each with its person's totals, and the clinic's beside them. A write holds 100 rows."""


def settle_all(audience: Audience) -> list[Move]:
    """What became of everybody's seats. Those who stay are written together; who comes or goes, and all of those who
    were overtaken, each by themselves.
    """
    staying = sorted(who for who, seat in audience.seats.items() if who in audience.member_ids and seat.is_counted)
    alone, moves = (audience.member_ids | audience.seats.keys()) - set(staying), list[Move]()
    for first in range(0, len(staying), AT_ONCE):
        people = staying[first : first + AT_ONCE]
        try:
            moves += settle_together(people, audience)
        except Overtaken:
            alone |= set(people)
    calls = [together.start(settle, audience.conversation.id, person_id, audience) for person_id in sorted(alone)]
    return moves + [move for move in (call.result() for call in calls) if move]


def settle_together(people: Sequence[str], audience: Audience) -> list[Move]:
    """What became of the seats of these people. Raises `Overtaken` if one of them, or their totals, moved meanwhile."""
    seen = [(audience.seats[person_id], seat_for(person_id, audience)) for person_id in people]
    changed = [(old, new) for old, new in seen if old != new]
    kept = seats.replace_all(changed) if changed else []
    return [Move(old, new) for (old, _), new in zip(changed, kept, strict=True)]


def settle(conversation_id: str, person_id: str, audience: Audience) -> Move | None:
    """What became of one person's seat; None if nothing."""
    first_look = [audience]

    def attempt() -> Move | None:
        fresh = first_look.pop() if first_look else audiences.gather(conversation_id)
        if fresh is None:
            return None
        old = fresh.seats.get(person_id)
        new = seat_for(person_id, fresh) if person_id in fresh.member_ids else None
        if old == new:
            return None
        return Move(old, seats.replace(old, new))

    return until_settled(attempt)


def seat_for(person_id: str, audience: Audience) -> Seat:
    """The seat this member should have. Somebody who joined later has read whatever was said before."""
    conversation, old = audience.conversation, audience.seats.get(person_id)
    if old:
        return old.settled(conversation)
    joined_at = audience.joined_at(person_id)
    marker = marker_of_joining(person_id, conversation, joined_at)
    return Seat(person_id, conversation, joined_at, marker, joined_seq=marker.seq).reckoned()


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
    return marker_at(conversation, person_id, later[0].seq - 1 if later else conversation.last_seq, later)
