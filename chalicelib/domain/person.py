"""People: patients and staff."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the clinic; the names of the user pool's groups, and the EHR."""

    PATIENT = "patient"
    PROVIDER = "provider"
    FRONT_DESK = "front_desk"
    ADMIN = "admin"
    INTEGRATION = "integration"


STAFF = frozenset({Role.PROVIDER, Role.FRONT_DESK})
"""The roles that talk with patients."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who somebody was when they wrote: kept with what they wrote."""

    id: str
    role: Role
    name: str
    title: str | None = None

    @property
    def initials(self) -> str:
        """First letters of the first and the last word of the name."""
        words = self.name.split()
        return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


NOBODY = Author("#", Role.INTEGRATION, "The messaging system")
"""Through whom happens what time alone does. No person has that id."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the EHR last said of choices that people make themselves too; None: nothing so far."""

    chat_opt_in: bool | None = None
    locale: str | None = None
    time_zone: str | None = None


class MailTrouble(StrEnum):
    """`bounced`: the address takes no mail. `complained`: whoever reads it called a mail of ours spam."""

    BOUNCED = "BOUNCED"
    COMPLAINED = "COMPLAINED"


@dataclass(frozen=True, slots=True)
class MailProblem:
    """Why an address is not written to, and since when."""

    kind: MailTrouble
    address: str
    at: str


@dataclass(frozen=True, slots=True)
class Person(Author):
    """Somebody in the directory.

    `care_team_ids`: for staff the teams they work in, for patients those that serve them. `serves_all`: works in a
    team that serves every patient. `email_snippet`: agreed to the beginnings of messages in mails. `mail_problem`: of
    the present address alone. `mails_on_since`: when they last turned mails on again; what happened before is over.
    """

    email: str | None = None
    portal_account: bool = False
    chat_opt_in: bool = False
    locale: str = "en"
    time_zone: str = "UTC"
    notify_email: bool = True
    notify_web: bool = True
    email_snippet: bool = False
    mail_problem: MailProblem | None = None
    mails_on_since: str | None = None
    given: Given = Given()
    care_team_ids: frozenset[str] = frozenset()
    serves_all: bool = False
    active: bool = True

    @property
    def is_patient(self) -> bool:
        return self.role is Role.PATIENT

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF

    @property
    def may_be_mailed(self) -> bool:
        """Whether mails may tell them that messages wait for them."""
        can_read = self.active and self.portal_account
        return can_read and bool(self.email) and self.notify_email and self.mail_problem is None

    @property
    def author(self) -> Author:
        """The part that is kept with a message."""
        return Author(self.id, self.role, self.name, self.title)


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody at the door: a person (or the EHR) in one session, making one request.

    `signed_in_at`: seconds since 1970, 0 if it cannot be told. `token`: names the token that they showed.
    """

    person_id: str
    role: Role
    session: str
    address: str
    request_id: str
    signed_in_at: int = 0
    token: str = ""
