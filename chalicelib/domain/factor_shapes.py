"""What the contract says about a second factor."""

from typing import TypedDict


class EnrolmentShape(TypedDict):
    """Where to sign in afresh to set up an authenticator app."""

    id: str
    url: str
    expiresAt: str


class AppKeyShape(TypedDict):
    """What an authenticator app is given: the key to type, or the address in a QR code."""

    key: str
    address: str
    expiresAt: str


class EnrolledShape(TypedDict):
    """When the app was set up: sign-ins from before count no more."""

    enrolledAt: str


class FactorResetShape(TypedDict):
    """Whose second factor is gone."""

    personId: str
