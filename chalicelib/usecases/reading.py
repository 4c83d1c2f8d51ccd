"""How far people have read: markers, and the badge."""

from collections.abc import Sequence

from chalicelib import clock
from chalicelib.adapters import audiences, messages, seats, totals
from chalicelib.adapters.table import until_settled
from chalicelib.domain import showing
from chalicelib.domain.errors import Invalid, NotFound
from chalicelib.domain.message import Message
from chalicelib.domain.person import Caller
from chalicelib.domain.seat import Marker, Seat, first_by_others, marker_at
from chalicelib.domain.shapes import UnreadShape
from chalicelib.usecases import seating, telling
from chalicelib.usecases.access import Visit


def mark(caller: Caller, conversation_id: str, seq: int, *, force: bool) -> UnreadShape:
    """Move the reader's marker to entry `seq`: forward only, unless `force`. Answers with their totals.

    Raises `Invalid` if there is no such entry yet.
    """

    def attempt() -> tuple[Seat, bool]:
        visit = seating.enter(caller, conversation_id, "read-marker.move")
        if seq > visit.conversation.last_seq:
            raise Invalid("Mark an entry that exists.", [("seq", f"the last entry is {visit.conversation.last_seq}")])
        if seq == visit.seat.marker.seq or (seq < visit.seat.marker.seq and not force):
            return visit.seat, seq == visit.seat.marker.seq
        later = entries_after(visit, seq)
        since = first_by_others(later, caller.person_id)
        new = visit.seat.read_to(marker(visit, seq, later), visit.conversation, since)
        seats.replace(visit.stored_seat, new)
        return new, True

    seat, is_there = until_settled(attempt)
    counted_at = clock.timestamp()
    counted = unread(caller)
    if is_there:  # also when it was before: whoever repeats may have lost the receipt on the way
        telling.best_effort(lambda: tell(seat, counted, counted_at))
    return counted


def entries_after(visit: Visit, seq: int) -> Sequence[Message]:
    """The entries after that one; nothing is read if it is the last, or before the first."""
    conversation = visit.conversation
    return messages.later_than(conversation.id, seq, conversation.last_seq) if 0 < seq < conversation.last_seq else ()


def marker(visit: Visit, seq: int, later: Sequence[Message]) -> Marker:
    """The reader's marker at that entry, given those after it."""
    return marker_at(visit.conversation, visit.person.id, seq, later) if seq else Marker()


def tell(seat: Seat, counted: UnreadShape, counted_at: str) -> None:
    """The reader's other windows the new totals, everybody on the other side the receipt."""
    audience = audiences.gather(seat.conversation.id)
    if audience is None:
        return
    listeners, it = audience.listeners(), audience.conversation
    other_side = [person_id for person_id in listeners if it.is_other_side(seat.person_id, person_id)]
    telling.push_to_people(
        listeners,
        [
            ([seat.person_id], telling.unread_updated(seat, counted, counted_at)),
            (other_side, telling.receipt_updated(seat)),
        ],
    )


def unread(caller: Caller) -> UnreadShape:
    """What is unread over all that the caller may read, in one round trip. Raises `NotFound` for strangers."""
    person, counted = totals.of_person(caller.person_id)
    if person is None:
        raise NotFound
    return showing.unread(counted, person)
