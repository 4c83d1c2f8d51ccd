"""Mails that came back, and those that were called spam: the address is written to no more."""

from dataclasses import replace

from chalicelib.adapters import digests, mailing, people
from chalicelib.adapters.table import until_settled
from chalicelib.domain.mail_problem import troubled
from chalicelib.domain.person import MailProblem, MailTrouble
from chalicelib.observability import count, logger
from chalicelib.usecases import access

ACTS = {MailTrouble.BOUNCED: "mail.bounced", MailTrouble.COMPLAINED: "mail.complained"}
COUNTED = {MailTrouble.BOUNCED: "MailsBounced", MailTrouble.COMPLAINED: "MailsComplained"}


def note(digest_id: str, problem: MailProblem) -> None:
    """Note what became of a mail, on the person it was for if its address is still theirs. Again it changes nothing."""
    person_id = digests.person_of(digest_id)
    count(COUNTED[problem.kind])
    if person_id is None:
        logger.warning("mail of an unknown digest", digest_id=digest_id, kind=problem.kind.value)
        return
    if until_settled(lambda: keep(person_id, digest_id, problem)):
        logger.info("mail problem noted", digest_id=digest_id, kind=problem.kind.value)


def keep(person_id: str, digest_id: str, problem: MailProblem) -> bool:
    """Whether it changed anything."""
    person, version = people.read(person_id)
    new = troubled(person, problem) if person else None
    if new is None or new == person:
        return False
    entry = access.entry_by(access.ITSELF, ACTS[problem.kind])
    about = new.id if new.is_patient else None
    detail = {"personId": new.id, "digestId": digest_id}
    mailing.keep(new, version, replace(entry, patient_id=about, detail=detail))
    return True
