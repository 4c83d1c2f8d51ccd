"""Mails to those who are away: claim, read once more, send, confirm. Never twice of the same text, and none is lost.

See `docs/decisions/digests.md`.
"""

from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage

from chalicelib import clock
from chalicelib.adapters import digest_keys, digests, mail
from chalicelib.adapters.digests import Candidate, Claim
from chalicelib.observability import count, logger
from chalicelib.settings import settings
from chalicelib.usecases import digest_writing
from chalicelib.usecases import digests as outcomes

MOST_DUE = 2_000
"""Seats that are taken from one list in one run."""
MOST_OF_A_PERSON = 50
"""Conversations of which one mail tells; the next run goes on."""
AT_ONCE = 33
"""People who are looked at in one round trip."""
HEARD_WITHIN = 15 * 60
"""Seconds within which it is heard what became of a mail: whoever hears nothing by then takes it as not sent."""

Candidates = Iterator[tuple[str, Candidate, list[str]]]


def send_all(has_time: Callable[[], bool]) -> int:
    """Write to everybody who is due, as far as time allows; gives at how many that failed. The next run goes on."""
    if not settings().sender_address:
        logger.warning("no mails without SENDER_ADDRESS")
        return 0
    failed = 0
    try:
        for person_id, candidate, conversation_ids in candidates(long_ago(settings().digest_delay_minutes * 60)):
            if not has_time():
                return failed
            failed += not attend(person_id, candidate, conversation_ids)
    except mail.Throttled as throttled:
        count("DigestsThrottled")
        logger.warning("mails are throttled", reason=str(throttled))
    except mail.NotSending as closed:
        count("DigestsFailed")
        logger.error("no mail is taken", reason=str(closed))
        failed += 1
    return failed


def candidates(until: str) -> Candidates:
    """Everybody with seats that have waited since `until`, those who waited longest first in each list.

    Each run begins with another list, so that none is always the last.
    """
    first = clock.now().minute // 5
    for number in range(digest_keys.LISTS):
        places = digests.due((first + number) % digest_keys.LISTS, until, MOST_DUE)
        people = list(dict.fromkeys(person_id for person_id, _ in places))
        for start in range(0, len(people), AT_ONCE):
            found = digests.look(people[start : start + AT_ONCE], now())
            for person_id, candidate in found.items():
                theirs = [conversation_id for whose, conversation_id in places if whose == person_id]
                yield person_id, candidate, theirs[:MOST_OF_A_PERSON]


def attend(person_id: str, candidate: Candidate, conversation_ids: Sequence[str]) -> bool:
    """See to one person; False if that failed, which keeps nobody else from being written to."""
    try:
        see_to(person_id, candidate, conversation_ids)
    except (mail.Throttled, mail.NotSending):
        raise
    except Exception as error:
        count("DigestsFailed")
        logger.error("digest not sent", error=type(error).__name__, person_id=person_id)
        return False
    return True


def see_to(person_id: str, candidate: Candidate, conversation_ids: Sequence[str]) -> None:
    """Pass over who cannot be mailed, leave who is here for later, write to everybody else."""
    open_claim = candidate.claim
    if open_claim:
        if open_claim.claimed_at > long_ago(HEARD_WITHIN):
            return
        logger.warning("digest was never confirmed", digest_id=open_claim.digest_id)
        digests.give_back(person_id, open_claim.digest_id)
    if candidate.person is None or not candidate.person.may_be_mailed:
        outcomes.pass_over(person_id, conversation_ids)
    elif not candidate.is_online:
        write_to(person_id, conversation_ids)


def write_to(person_id: str, conversation_ids: Sequence[str]) -> None:
    """Claim, read, send, confirm. A function that dies in between leaves its claim: then a mail may be out."""
    claim = Claim(person_id, clock.new_id(), clock.timestamp())
    try:
        digests.claim(claim)
    except digests.Taken:
        return
    letter = None
    try:
        letter = digest_writing.letter(claim, conversation_ids)
    except digest_writing.Unwritable:
        refuse(claim, "address")
    finally:
        if letter is None:
            digests.give_back(person_id, claim.digest_id)
    if letter:
        deliver(claim, letter)


def deliver(claim: Claim, letter: EmailMessage) -> None:
    """Send what is written. Whatever is certainly not sent is given back; where nobody knows, SES's events tell."""
    try:
        message_id = mail.send(letter, claim.digest_id)
    except (mail.Throttled, mail.NotSending):
        digests.give_back(claim.person_id, claim.digest_id)
        raise
    except mail.Unknown as unknown:
        count("DigestsUnknown")
        logger.warning("digest may be sent", digest_id=claim.digest_id, reason=str(unknown))
    except mail.Refused as refused:
        refuse(claim, str(refused))
    else:
        count("DigestsSent")
        outcomes.confirm(claim.digest_id, message_id)


def refuse(claim: Claim, reason: str) -> None:
    """No mail like this one will ever be taken: what it tells of is dealt with, and the log tells why."""
    count("DigestsRefused")
    logger.error("digest refused", digest_id=claim.digest_id, person_id=claim.person_id, reason=reason)
    outcomes.settle(claim.digest_id)


def long_ago(seconds: int) -> str:
    return clock.timestamp(clock.from_now(-seconds))


def now() -> int:
    return int(clock.now().timestamp())
