"""What becomes of a mail about what waits: sent, and then its person has been told; or not, and then it comes again."""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib.adapters import digest_seats, digests
from chalicelib.adapters.audit import Entry
from chalicelib.adapters.digests import Kept
from chalicelib.adapters.table import until_settled
from chalicelib.domain import due as rules
from chalicelib.domain.seat import Seat
from chalicelib.observability import logger
from chalicelib.usecases import access

Moves = list[tuple[Seat, Seat]]


def confirm(digest_id: str, message_id: str) -> None:
    """A mail was sent: its person has been told. Done twice, or long afterwards, it is done once."""
    kept = digests.find(digest_id)
    if kept is None:
        return
    # What shows beginnings of messages is in the audit already: it was written down before it was sent.
    entry = None if kept.shown else entry_of(kept)
    if until_settled(lambda: digests.finish(kept, moves(kept), entry)):
        logger.info("digest sent", digest_id=digest_id, message_id=message_id, conversations=len(kept.markers))


def settle(digest_id: str) -> None:
    """A mail was not sent and never will be: what it would have told of is dealt with all the same."""
    kept = digests.find(digest_id)
    if kept:
        until_settled(lambda: digests.finish(kept, moves(kept), None))


def give_back(digest_id: str) -> None:
    """A mail was certainly not sent: the next run may write to its person."""
    person_id = digests.person_of(digest_id)
    if person_id:
        digests.give_back(person_id, digest_id)


def pass_over(person_id: str, conversation_ids: Sequence[str]) -> None:
    """Let these seats be dealt with though nobody is told of what waits there."""

    def attempt() -> None:
        waiting = [seat for seat in digest_seats.read(person_id, conversation_ids) if seat.unmailed_since]
        digest_seats.move_all((seat, seat.passed_over()) for seat in waiting)

    until_settled(attempt)


def moves(kept: Kept) -> Moves:
    """The seats that do not know yet what this mail told, each before and after."""
    seats = digest_seats.read(kept.person_id, kept.markers)
    return [(seat, told_by(kept, seat)) for seat in seats if seat.mailed.seq < kept.markers[seat.conversation.id].seq]


def told_by(kept: Kept, seat: Seat) -> Seat:
    """The seat after that mail; what came since is due in its own time."""
    marker = kept.markers[seat.conversation.id]
    later = digest_seats.texts_after(seat.conversation.id, marker.seq, seat.conversation.last_seq)
    others = rules.by_others(later, seat.person_id)
    return seat.mailed_to(marker, others[0].sent_at if others else None)


def entry_of(kept: Kept) -> Entry:
    """What the audit says of a mail: to whom it went, of which conversations it told, and what it showed of them."""
    told: dict[str, object] = {"to": [kept.person_id], "conversations": sorted(kept.markers)}
    shown = {"shown": dict(kept.shown)} if kept.shown else {}
    return replace(access.entry_by(access.ITSELF, "digest.sent"), patient_id=kept.patient_id, detail=told | shown)
