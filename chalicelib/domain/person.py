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


@dataclass(frozen=True, slots=True)
class Person(Author):
    """Somebody in the directory.

    `care_team_ids`: for staff the teams they work in, for patients those that serve them. `serves_all`: works in a
    team that serves every patient.
    """

    email: str | None = None
    portal_account: bool = False
    chat_opt_in: bool = False
    locale: str = "en"
    time_zone: str = "UTC"
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
    def author(self) -> Author:
        """The part that is kept with a message."""
        return Author(self.id, self.role, self.name, self.title)


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody at the door: a person (or the EHR) in one session, making one request."""

    person_id: str
    role: Role
    session: str
    address: str
    request_id: str
