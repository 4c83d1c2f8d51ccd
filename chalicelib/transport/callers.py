"""Naming the caller from the access token. The gateway has verified it: that is the first lock, this the second."""

import re
from typing import Any

from chalicelib.domain.errors import Forbidden, Unauthenticated
from chalicelib.domain.person import Caller, Role
from chalicelib.settings import settings
from chalicelib.transport import http
from chalicelib.usecases import access

PORTAL_SCOPE, DIRECTORY_SCOPE = "clinic/portal", "clinic/directory"
PASSWORD_SCOPE = "aws.cognito.signin.user.admin"
"""The only scope of a password sign-in, which exists on a local stack alone."""
TALKERS = (Role.PATIENT, Role.PROVIDER, Role.FRONT_DESK)


def caller(act: str, *roles: Role) -> Caller:
    """Who is calling; refuses (and writes down) roles other than these. Default: patients and staff."""
    somebody = named()
    access.allow(somebody, act, *(roles or TALKERS))
    return somebody


def named() -> Caller:
    """The person or program that the token names. Raises `Unauthenticated` or `Forbidden`."""
    context = http.request().context
    claims: dict[str, Any] = (context.get("authorizer") or {}).get("claims") or {}
    if claims.get("token_use") != "access":
        raise Unauthenticated("Send an access token.")
    person_id, role = identity(claims, set(str(claims.get("scope", "")).split()))
    return Caller(
        person_id=person_id,
        role=role,
        session=str(claims.get("origin_jti") or claims.get("jti", "")),
        address=str(context.get("identity", {}).get("sourceIp", "")),
        request_id=http.request_id(),
    )


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
