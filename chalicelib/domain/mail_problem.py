"""What becomes of somebody whose mail came back, or who called it spam; in whatever order, however often it is told."""

from dataclasses import replace

from chalicelib.domain.mail_headers import address
from chalicelib.domain.person import MailProblem, MailTrouble, Person


def troubled(person: Person, problem: MailProblem) -> Person:
    """That person after they are told of this; the same if it is about another address, or over.

    Whoever complains wants no more mails: that is their choice from then on, and outlasts the address.
    """
    if not is_same_address(person.email, problem.address) or is_over(person, problem):
        return person
    worst = min(filter(None, [person.mail_problem, problem]), key=weight)
    complains = problem.kind is MailTrouble.COMPLAINED
    return replace(
        person,
        mail_problem=replace(worst, address=person.email or ""),
        notify_email=person.notify_email and not complains,
    )


def weight(problem: MailProblem) -> tuple[bool, str]:
    """Complaints weigh more than mails that came back, and of two alike the first."""
    return problem.kind is not MailTrouble.COMPLAINED, problem.at


def is_over(person: Person, problem: MailProblem) -> bool:
    """Whether it happened before they turned mails on again."""
    return bool(person.mails_on_since and problem.at <= person.mails_on_since)


def is_same_address(one: str | None, other: str) -> bool:
    """Whether mail to both goes to the same place: the domain in any case, the rest letter by letter."""
    return bool(one) and one_form(one or "") == one_form(other)


def one_form(value: str) -> str:
    return address(value) or value
