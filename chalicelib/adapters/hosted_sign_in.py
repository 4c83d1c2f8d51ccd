"""The user pool's hosted page: where people sign in afresh, and what it says about who did."""

import base64
import json
from functools import cache
from typing import Any
from urllib.parse import urlencode

import urllib3
from botocore.httpsession import get_cert_path

from chalicelib.domain.step_up import Authority, StepUp
from chalicelib.settings import settings

PASSING = frozenset({408, 429, *range(500, 600)})


class Unreachable(Exception):
    """The token endpoint gave no answer at this moment."""


@cache
def endpoint() -> urllib3.PoolManager:
    """Connections to the token endpoint; made at the first fresh sign-in."""
    return urllib3.PoolManager(
        timeout=urllib3.Timeout(connect=1, read=5), retries=False, ca_certs=get_cert_path(verify=True)
    )


def authority() -> Authority:
    """Whose identity tokens count here."""
    return Authority(settings().issuer, settings().portal_client_id)


def address_for(step_up: StepUp) -> str:
    """The hosted page, asked to let nobody through without a fresh sign-in."""
    asked = {
        "response_type": "code",
        "client_id": settings().portal_client_id,
        "redirect_uri": redirect_uri(),
        "scope": "openid",
        "state": step_up.state,
        "nonce": step_up.nonce,
        "code_challenge": step_up.challenge,
        "code_challenge_method": "S256",
        "prompt": "login",
    }
    return f"{settings().authorize_url}?{urlencode(asked)}"


def redirect_uri() -> str:
    return f"{settings().portal_origin}/"


def claims_for(code: str, verifier: str) -> dict[str, Any] | None:
    """The claims of the identity token that this code stands for; None if the pool does not take the code.

    Raises `Unreachable` if the pool cannot say now. The token's signature is not looked at: it comes from the
    endpoint itself, over TLS.
    """
    form = {
        "grant_type": "authorization_code",
        "client_id": settings().portal_client_id,
        "redirect_uri": redirect_uri(),
        "code": code,
        "code_verifier": verifier,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        answer = endpoint().request("POST", settings().token_url, body=urlencode(form), headers=headers, redirect=False)
    except urllib3.exceptions.HTTPError as error:
        raise Unreachable from error
    if answer.status in PASSING:
        raise Unreachable
    if answer.status != 200:
        return None
    return claims_in(json.loads(answer.data).get("id_token", ""))


def claims_in(token: str) -> dict[str, Any] | None:
    """What a token claims; None if it is none."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError):
        return None
    return claims if isinstance(claims, dict) else None
