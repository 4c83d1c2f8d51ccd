"""Who sits where: the seat that each member of a conversation should have, and giving it to them."""

from chalicelib.adapters import audiences, messages, seats
from chalicelib.adapters.audiences import Audience
from chalicelib.adapters.table import until_settled
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
