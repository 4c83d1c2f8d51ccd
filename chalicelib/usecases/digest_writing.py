"""What a mail tells its person: read once before it is written, and once more when it is ready to be sent."""

from collections.abc import Sequence
from email.message import EmailMessage

from chalicelib import clock, together
from chalicelib.adapters import audit, digest_seats, digests, unsubscribing
from chalicelib.adapters.digests import Claim, Kept
from chalicelib.domain import digest_mail
from chalicelib.domain import due as rules
from chalicelib.domain.digest import Digest
from chalicelib.domain.due import Due, Told
from chalicelib.domain.seat import Seat
from chalicelib.settings import settings
from chalicelib.usecases import digests as outcomes


class Unwritable(Exception):
    """No mail can be written to this address."""


def letter(claim: Claim, conversation_ids: Sequence[str]) -> EmailMessage | None:
    """The mail of that claim, ready to be sent; None if there is nothing to tell (any more).

    Who is due is read before anything else, and once more when all is written: whoever read, muted, left or came
    online meanwhile gets no mail.
    """
    found = due_now(claim.person_id, conversation_ids)
    if found is None or not found.seats:
        return None
    texts = {each: texts_of(found, seat) for each, seat in found.seats.items()}
    kept = kept_of(claim, found, texts)
    digests.keep(kept, now())
    if kept.shown:
        audit.record(outcomes.entry_of(kept))
    lines = tuple(rules.line(found.seats[each], texts[each]) for each in texts)
    message = written(Digest(claim.digest_id, found.person, lines), unsubscribing.make(found.person.id))
    again = due_now(claim.person_id, list(found.seats))
    is_same = again is not None and (again.person, again.told) == (found.person, found.told)
    return message if is_same else None


def written(it: Digest, token: str) -> EmailMessage:
    """A digest as a mail; the token turns its person's mails off. Raises `Unwritable`."""
    it_is = settings()
    clinic = digest_mail.Clinic(it_is.clinic_name, it_is.portal_origin, it_is.sender_address, it_is.languages)
    try:
        return digest_mail.render(it, clinic, token, clock.now())
    except ValueError as error:
        raise Unwritable from error


def due_now(person_id: str, conversation_ids: Sequence[str]) -> Due | None:
    """What this person is to be told at this moment; None if they are here, or not to be mailed.

    Seats of which they are not to be told are passed over on the way.
    """
    reading = together.start(digest_seats.read, person_id, conversation_ids)
    candidate = digests.look([person_id], now())[person_id]
    seats = reading.result()
    if candidate.is_online or candidate.person is None or not candidate.person.may_be_mailed:
        return None
    found = rules.due(candidate.person, seats, waited_since())
    if found.over:
        outcomes.pass_over(person_id, [seat.conversation.id for seat in found.over])
    return found


def texts_of(found: Due, seat: Seat) -> list[Told]:
    """The texts of which a mail tells: with their words only where those may be shown."""
    allowed = settings().digest_snippets
    read = digest_seats.texts_after
    if rules.may_show_words(found.person, seat, clinic_allows=allowed):
        read = digest_seats.words_after
    return read(seat.conversation.id, seat.told.seq, seat.conversation.last_seq)


def kept_of(claim: Claim, found: Due, texts: dict[str, list[Told]]) -> Kept:
    shown = {each: [text.seq for text in rules.shown(told, claim.person_id)] for each, told in texts.items()}
    return Kept(
        id=claim.digest_id,
        person_id=claim.person_id,
        patient_id=claim.person_id if found.person.is_patient else None,
        made_at=claim.claimed_at,
        markers={each: seat.end for each, seat in found.seats.items()},
        shown={each: places for each, places in shown.items() if places},
    )


def waited_since() -> str:
    return clock.timestamp(clock.from_now(-60 * settings().digest_delay_minutes))


def now() -> int:
    return int(clock.now().timestamp())
