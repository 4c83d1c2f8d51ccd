"""Who would be mailed now: looked at, and nobody is written to. Nothing is claimed, kept or passed over."""

from collections.abc import Callable, Sequence

from chalicelib import clock
from chalicelib.adapters import digest_keys, digest_seats, digests
from chalicelib.adapters.digests import Candidate
from chalicelib.domain import due as rules
from chalicelib.domain.digest import Digest, Line
from chalicelib.domain.due import Due
from chalicelib.domain.seat import Seat
from chalicelib.usecases.digest_sending import MOST_DUE, candidates, now
from chalicelib.usecases.digest_writing import waited_since, written

NOTHING = "-" * 43
"""In place of what turns mails off, and of the mail's id: a mail that nobody gets has neither."""


def rehearsal(has_time: Callable[[], bool]) -> dict[str, object]:
    """How many people the next run would write to, about how many conversations; `complete`: all were looked at."""
    until, people, conversations = waited_since(), 0, 0
    for person_id, candidate, conversation_ids in candidates(until):
        if not has_time():
            return {"dryRun": True, "people": people, "conversations": conversations, "complete": False}
        found = to_tell(person_id, candidate, conversation_ids, until)
        if found and found.seats:
            people, conversations = people + 1, conversations + len(found.seats)
    return {"dryRun": True, "people": people, "conversations": conversations, "complete": True}


def of_person(person_id: str) -> dict[str, object]:
    """The mail that they would get if what waits for them had waited long enough: of which conversations, how large.

    It is written as any other, without what anybody wrote, and thrown away. Raises `Unwritable`.
    """
    until = clock.timestamp()
    listed = digests.due(digest_keys.list_of(person_id), until, MOST_DUE)
    theirs = [conversation_id for whose, conversation_id in listed if whose == person_id]
    found = to_tell(person_id, digests.look([person_id], now())[person_id], theirs, until)
    if found is None or not found.seats:
        return {"dryRun": True, "conversations": [], "bytes": 0}
    letter = written(Digest(NOTHING, found.person, tuple(line(seat) for seat in found.seats.values())), NOTHING)
    return {"dryRun": True, "conversations": sorted(found.seats), "bytes": len(letter.as_bytes())}


def to_tell(person_id: str, candidate: Candidate, conversation_ids: Sequence[str], until: str) -> Due | None:
    """What to tell somebody who may be mailed and is neither here nor being written to."""
    if candidate.claim or candidate.is_online or candidate.person is None or not candidate.person.may_be_mailed:
        return None
    return rules.due(candidate.person, digest_seats.read(person_id, conversation_ids), until)


def line(seat: Seat) -> Line:
    it = seat.conversation
    return rules.line(seat, digest_seats.texts_after(it.id, seat.told.seq, it.last_seq))
