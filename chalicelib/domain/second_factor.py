"""A second factor at sign-in: of whom one is asked, whether they have shown it, and how they come by one."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode

from chalicelib.domain.person import Role
from chalicelib.domain.step_up import StepUp

GOOD_FOR = 900
"""Seconds from its beginning within which an enrolment must be done: time to find an app, and to install it."""
WORKERS = frozenset({Role.PROVIDER, Role.FRONT_DESK, Role.ADMIN})
"""Of whom the clinic asks a second factor where it asks its staff for one."""


class Standing(StrEnum):
    """How somebody stands to it. `TO_PROVE`: has an app, and has not signed in with it since it was set up."""

    NOT_ASKED = "NOT_ASKED"
    TO_ENROL = "TO_ENROL"
    TO_PROVE = "TO_PROVE"
    PROVEN = "PROVEN"


@dataclass(frozen=True, slots=True)
class Proof:
    """What is kept of somebody's factor: when it was set up, and when this session was last found to have shown it.

    Seconds since 1970; None: never.
    """

    enrolled_at: int | None
    proven_at: int | None

    def standing(self, signed_in_at: int) -> Standing:
        """By when they signed in: from the moment they have an app, the pool lets them in with its code alone."""
        if self.enrolled_at is None:
            return Standing.TO_ENROL
        return Standing.PROVEN if signed_in_at > self.enrolled_at else Standing.TO_PROVE

    @property
    def is_confirmed(self) -> bool:
        """Whether the pool has said in this session that the factor is on."""
        return self.enrolled_at is not None and self.proven_at is not None and self.proven_at >= self.enrolled_at


@dataclass(frozen=True, slots=True)
class Enrolment(StepUp):
    """A fresh sign-in to set up an app. `access_token`: lets the pool do that; it never leaves the server."""

    access_token: str | None = None

    @property
    def expires_at(self) -> int:
        return self.begun_at + GOOD_FOR

    @property
    def state(self) -> str:
        return f"second-factor.{self.id}"


def app_address(key: str, clinic: str, person_id: str) -> str:
    """What an authenticator app reads from a QR code (`otpauth`): which key, and what to call it."""
    label = f"{quote(clinic, safe='')}:{quote(person_id, safe='')}"
    return f"otpauth://totp/{label}?{urlencode({'secret': key, 'issuer': clinic}, quote_via=quote)}"
