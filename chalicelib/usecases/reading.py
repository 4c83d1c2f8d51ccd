"""How far people have read: markers, and the badge."""

from chalicelib import clock
from chalicelib.adapters import audiences, messages, seats
from chalicelib.adapters.table import until_settled
from chalicelib.domain.errors import Invalid
from chalicelib.domain.person import Caller
from chalicelib.domain.seat import Marker, Seat, Tally, marker_at
from chalicelib.domain.shapes import UnreadShape
from chalicelib.usecases import access, telling
from chalicelib.usecases.access import Visit


def mark(caller: Caller, conversation_id: str, seq: int, *, force: bool) -> UnreadShape:
    """Move the reader's marker to entry `seq`: forward only, unless `force`. Answers with their totals.

    Raises `Invalid` if there is no such entry yet.
    """

    def attempt() -> tuple[Seat, bool]:
        visit = access.enter(caller, conversation_id, "read-marker.move")
        if seq > visit.conversation.last_seq:
            raise Invalid("Mark an entry that exists.", [("seq", f"the last entry is {visit.conversation.last_seq}")])
        if seq == visit.seat.marker.seq or (seq < visit.seat.marker.seq and not force):
            return visit.seat, seq == visit.seat.marker.seq
        new = visit.seat.read_to(marker(visit, seq), visit.conversation)
        seats.replace(visit.stored_seat, new)
        return new, True

    seat, is_there = until_settled(attempt)
    counted_at = clock.timestamp()
    totals = seats.totals_of([caller.person_id])[caller.person_id]
    if is_there:  # also when it was before: whoever repeats may have lost the receipt on the way
        telling.best_effort(lambda: tell(seat, totals, counted_at))
    return {"messages": totals.unread_messages, "conversations": totals.unread_conversations}


def marker(visit: Visit, seq: int) -> Marker:
    """The reader's marker at that entry; reads nothing if it is the last, or before the first."""
    conversation = visit.conversation
    if seq == 0:
        return Marker()
    if seq == conversation.last_seq:
        return marker_at(conversation, visit.person.id, seq, ())
    later = messages.later_than(conversation.id, seq, conversation.last_seq)
    return marker_at(conversation, visit.person.id, seq, later)


def tell(seat: Seat, totals: Tally, counted_at: str) -> None:
    """The reader's other windows the new totals, everybody on the other side the receipt."""
    audience = audiences.gather(seat.conversation.id)
    if audience is None:
        return
    listeners, patient_id = audience.listeners(), audience.conversation.patient_id
    other_side = [
        person_id for person_id in listeners if (person_id == patient_id) is not (seat.person_id == patient_id)
    ]
    telling.push_to_people(
        listeners,
        [
            ([seat.person_id], telling.unread_updated(seat, totals, counted_at)),
            (other_side, telling.receipt_updated(seat)),
        ],
    )


def unread(caller: Caller) -> UnreadShape:
    """What is unread over all of the caller's conversations."""
    totals = seats.totals_of([caller.person_id])[caller.person_id]
    return {"messages": totals.unread_messages, "conversations": totals.unread_conversations}
