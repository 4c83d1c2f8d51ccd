"""Stepping up: a fresh sign-in unlocks, for one session and a short while, what staff marked sensitive."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

GOOD_FOR = 300
"""Seconds within which a fresh sign-in must be completed."""
UNLOCKED_FOR = 300
"""Seconds for which it unlocks."""


@dataclass(frozen=True, slots=True)
class StepUp:
    """One fresh sign-in, as a person began it in one of their sessions. Times are whole seconds since 1970.

    `verifier` (PKCE) never leaves the server, so that nobody else can use its code; `nonce` ties the answer to it.
    """

    id: str
    person_id: str
    session: str
    verifier: str
    nonce: str
    begun_at: int

    @property
    def expires_at(self) -> int:
        return self.begun_at + GOOD_FOR

    @property
    def state(self) -> str:
        """What the hosted page hands back to the portal."""
        return f"step-up.{self.id}"

    @property
    def challenge(self) -> str:
        """What PKCE shows of the verifier beforehand (RFC 7636, S256)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Authority:
    """Whose identity tokens count, and made for whom."""

    issuer: str
    client_id: str


def reason_against(step_up: StepUp | None, session: str, now: int) -> str | None:
    """Why this cannot be completed here and now; None if nothing stands against it."""
    if step_up is None:
        return "UNKNOWN"
    if step_up.session != session:
        return "OTHER_SESSION"
    return "LATE" if now >= step_up.expires_at else None


def reason_against_claims(step_up: StepUp, claims: Mapping[str, object], authority: Authority) -> str | None:
    """Why an identity token does not show that this person signed in since they began; None if it does.

    The token comes straight from the token endpoint, so who signed it is known (OpenID Connect Core 3.1.3.7, 6).
    """
    told = (claims.get("iss"), claims.get("aud"), claims.get("token_use"))
    if told != (authority.issuer, authority.client_id, "id"):
        return "OTHER_TOKEN"
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), step_up.nonce.encode()):
        return "NONCE"
    if claims.get("cognito:username") != step_up.person_id:
        return "OTHER_PERSON"
    signed_in_at = claims.get("auth_time")
    is_fresh = type(signed_in_at) is int and signed_in_at >= step_up.begun_at
    return None if is_fresh else "NOT_FRESH"
