"""Naming the caller from the access token. The gateway has verified it: that is the first lock, this the second."""

import re
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.errors import Forbidden, Unauthenticated
from chalicelib.domain.person import Caller, Role
from chalicelib.settings import settings
from chalicelib.transport import doors, http
from chalicelib.usecases import access, second_factor

PORTAL_SCOPE, DIRECTORY_SCOPE = "clinic/portal", "clinic/directory"
PASSWORD_SCOPE = "aws.cognito.signin.user.admin"
"""The only scope of a password sign-in, which exists on a local stack alone."""
LONGEST_AGENT = 200
TALKERS = (Role.PATIENT, Role.PROVIDER, Role.FRONT_DESK)


def caller(act: str, *roles: Role) -> Caller:
    """Who is calling; refuses (and writes down) roles other than these. Default: patients and staff.

    Refuses staff, too, who have not shown the second factor that the clinic asks of them.
    """
    somebody = caller_by_password(act, *roles)
    second_factor.require(somebody, act)
    return somebody


def caller_by_password(act: str, *roles: Role) -> Caller:
    """The same for what staff may do before they have shown a second factor: know who they are, set it up, leave."""
    somebody = named()
    access.allow(somebody, act, *(roles or TALKERS))
    return somebody


def named() -> Caller:
    """The person or program that the token names. Raises `Unauthenticated` or `Forbidden`."""
    claims = token_claims()
    if claims.get("token_use") != "access":
        raise Unauthenticated("Send an access token.")
    person_id, role = identity(claims, set(str(claims.get("scope", "")).split()))
    return Caller(
        person_id=person_id,
        role=role,
        session=str(claims.get("origin_jti") or claims.get("jti", "")),
        address=doors.address(),
        request_id=http.request_id(),
        signed_in_at=seconds_of(str(claims.get("auth_time", ""))),
        token=str(claims.get("jti", "")),
    )


def token_claims() -> dict[str, Any]:
    """What the caller's token says, as the gateway verified it."""
    claims: dict[str, Any] = (http.request().context.get("authorizer") or {}).get("claims") or {}
    return claims


def token_issued_at() -> int:
    """When the token was made, in seconds since 1970; 0 if it cannot be told."""
    return seconds_of(str(token_claims().get("iat", "")))


def seconds_of(moment: str) -> int:
    """A token's moment: a number or, as API Gateway writes it, `Sat Nov 21 09:30:00 UTC 2026`. 0: neither."""
    if moment.isdecimal():
        return int(moment)
    try:
        return int(datetime.strptime(moment, "%a %b %d %H:%M:%S UTC %Y").replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0


def agent() -> str:
    """What the caller's browser calls itself, as far as it is worth keeping."""
    told = http.request().headers.get("user-agent", "")
    return "".join(character for character in told if character.isprintable())[:LONGEST_AGENT]


def identity(claims: dict[str, Any], scopes: set[str]) -> tuple[str, Role]:
    """Whom the claims name: the EHR by its own client and scope, people by theirs."""
    client = claims.get("client_id")
    if client == settings().directory_client_id and DIRECTORY_SCOPE in scopes:
        return "integration", Role.INTEGRATION
    allowed = {PORTAL_SCOPE, PASSWORD_SCOPE} if settings().is_local else {PORTAL_SCOPE}
    if client != settings().portal_client_id or not scopes & allowed or not claims.get("username"):
        raise Unauthenticated("This token was made for something else.")
    groups = set(re.split(r"[\[\], ]+", str(claims.get("cognito:groups", ""))))
    roles = [role for role in Role if role.value in groups and role is not Role.INTEGRATION]
    if len(roles) != 1:
        raise Forbidden("This account has no role here. Ask the clinic to give it one.")
    return str(claims["username"]), roles[0]
