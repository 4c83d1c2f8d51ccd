"""The user pool's hosted page: where people sign in afresh, and what it says about who did."""

import base64
import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

import urllib3
from botocore.httpsession import get_cert_path

from chalicelib.domain.step_up import Authority, StepUp
from chalicelib.settings import settings

PASSING = frozenset({408, 429, *range(500, 600)})


@dataclass(frozen=True, slots=True)
class Client:
    """For which of the pool's clients somebody signs in, and for which scope. `secret`: by which the pool knows it."""

    id: str
    scope: str
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """`claims`: what the identity token says."""

    claims: dict[str, Any]
    access_token: str


def portal() -> Client:
    """The portal's: who signed in, and no more."""
    return Client(settings().portal_client_id, "openid")


class Unreachable(Exception):
    """The token endpoint gave no answer at this moment."""


@cache
def endpoint() -> urllib3.PoolManager:
    """Connections to the token endpoint; made at the first fresh sign-in."""
    return urllib3.PoolManager(
        timeout=urllib3.Timeout(connect=1, read=5), retries=False, ca_certs=get_cert_path(verify=True)
    )


def authority(client: Client) -> Authority:
    """Whose identity tokens count here."""
    return Authority(settings().issuer, client.id)


def address_for(step_up: StepUp, client: Client) -> str:
    """The hosted page, asked to let nobody through without a fresh sign-in."""
    asked = {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": redirect_uri(),
        "scope": client.scope,
        "state": step_up.state,
        "nonce": step_up.nonce,
        "code_challenge": step_up.challenge,
        "code_challenge_method": "S256",
        "prompt": "login",
    }
    return f"{settings().authorize_url}?{urlencode(asked)}"


def redirect_uri() -> str:
    return f"{settings().portal_origin}/"


def tokens_for(code: str, verifier: str, client: Client) -> Tokens | None:
    """What this code stands for; None if the pool does not take the code, or gives no identity token for it.

    Raises `Unreachable` if the pool cannot say now. The token's signature is not looked at: it comes from the
    endpoint itself, over TLS.
    """
    form = {
        "grant_type": "authorization_code",
        "client_id": client.id,
        "redirect_uri": redirect_uri(),
        "code": code,
        "code_verifier": verifier,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if client.secret:
        headers |= urllib3.make_headers(basic_auth=f"{client.id}:{client.secret}")
    try:
        answer = endpoint().request("POST", settings().token_url, body=urlencode(form), headers=headers, redirect=False)
    except urllib3.exceptions.HTTPError as error:
        raise Unreachable from error
    if answer.status in PASSING:
        raise Unreachable
    if answer.status != 200:
        return None
    told = json.loads(answer.data)
    claims = claims_in(told.get("id_token", ""))
    return Tokens(claims, told.get("access_token", "")) if claims is not None else None


def claims_in(token: str) -> dict[str, Any] | None:
    """What a token claims; None if it is none."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        return None
    return claims if isinstance(claims, dict) else None
