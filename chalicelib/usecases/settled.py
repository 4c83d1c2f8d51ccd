"""What people are told once seats have changed. Best effort, as all telling."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chalicelib import clock, together
from chalicelib.adapters import sockets, totals
from chalicelib.adapters.audiences import Audience
from chalicelib.domain import showing
from chalicelib.domain.seat import Seat
from chalicelib.usecases import access, telling

Told = list[tuple[list[str], telling.Frame]]


@dataclass(frozen=True, slots=True)
class Move:
    """One person's seat before and after; None where there was or is none."""

    old: Seat | None
    new: Seat | None


def tell(audience: Audience, moves: Sequence[Move]) -> None:
    """Each person their new totals, the other side of each how far it has come; who joined or left hears that too."""
    if not moves:
        return
    newcomers = audience.member_ids - audience.seats.keys()
    open_now = audience.listeners() | (sockets.open_sockets(newcomers) if newcomers else {})
    changed = [move.new for move in moves if move.new]
    left = [move.old for move in moves if move.old and not move.new and move.old.person_id in audience.sockets]
    online = [seat for seat in changed if seat.person_id in open_now]
    removed = telling.conversation_removed(audience.conversation.id)
    told = [*counts([*online, *left]), *receipts(audience, moves), ([seat.person_id for seat in left], removed)]
    telling.push_to_people({**open_now, **{seat.person_id: audience.sockets[seat.person_id] for seat in left}}, told)
    moved = [move for move in moves if move.new in online and stands_elsewhere(move)]
    show(audience, [move.new for move in moved if move.new], open_now)


def counts(seats: Sequence[Seat]) -> Told:
    """To each of these people what is unread now, and where the conversation stands that changed it."""
    counted_at = clock.timestamp()
    counting = [(seat, together.start(totals.of_person, seat.person_id)) for seat in seats]
    known = [(seat, *call.result()) for seat, call in counting]
    return [
        ([seat.person_id], telling.unread_updated(seat, showing.unread(counted, person), counted_at))
        for seat, person, counted in known
        if person
    ]


def stands_elsewhere(move: Move) -> bool:
    """Whether more has changed for this person than that somebody wrote or read."""
    if move.old is None or move.new is None:
        return True
    old, new = move.old.conversation, move.new.conversation
    before, after = ((it.status, it.claimed_by, it.is_closed, it.team_serves_all) for it in (old, new))
    return before != after or (old.waiting_since != new.waiting_since and old.texts == new.texts)


def show(audience: Audience, changed: Sequence[Seat], open_now: Mapping[str, frozenset[str]]) -> None:
    """Show people the conversation from the seats that they have now."""
    now = {seat.person_id: seat for seat in changed}
    seen = replace(audience, seats={**audience.seats, **now})
    listeners = {person_id: open_now[person_id] for person_id in now}
    telling.best_effort(lambda: telling.conversation_updated(access.ITSELF, seen, listeners))


def receipts(audience: Audience, moves: Sequence[Move]) -> Told:
    """For each side, the receipt of whoever has come furthest on the other side, if anything new has got there."""
    first_side = {audience.conversation.first_side_id}
    reached = [move.new for move in moves if move.new and has_heard_more(move.old, move.new)]
    told: Told = []
    for side in (first_side, audience.member_ids - first_side):
        seats_there = [seat for seat in reached if seat.person_id in side]
        if seats_there:
            furthest = max(seats_there, key=lambda seat: (seat.read_seq, seat.delivered_seq))
            told.append((sorted(audience.member_ids - side), telling.receipt_updated(furthest)))
    return told


def has_heard_more(old: Seat | None, new: Seat) -> bool:
    """Whether texts of the other side have reached this seat. One's own, and one's colleagues', need no receipt."""
    return old is None or heard(old) != heard(new)


def heard(seat: Seat) -> int:
    it = seat.conversation
    return sum(count for sender_id, count in it.sent.items() if it.is_other_side(sender_id, seat.person_id))
