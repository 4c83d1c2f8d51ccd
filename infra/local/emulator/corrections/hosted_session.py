"""The hosted page forgets each browser at once, so that nobody is ever let through without a password.

Cognito's remembers it by a cookie for an hour, and answers the next request with a code at once, whose tokens tell
when its person really signed in (`auth_time`); unless the request says `prompt=login`, or somebody signed out.
"""

import secrets
import time
from contextvars import ContextVar
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ministack.services import cognito

COOKIE = "cognito"
PLACE = "Path=/oauth2; HttpOnly; SameSite=Lax"
REMEMBERED_FOR = 3600
SIGNED_IN_AT: ContextVar[int | None] = ContextVar("signed_in_at", default=None)
SESSIONS: dict[str, dict[str, Any]] = {}
"""What a cookie stands for: pool, user name, when they signed in."""
Answer = tuple[int, dict[str, str], bytes]


def apply() -> None:
    know_browsers_again()
    tell_when_they_signed_in()


def know_browsers_again() -> None:
    login, authorize, logout = cognito.handle_login_submit, cognito.handle_oauth2_authorize, cognito.handle_logout

    def submitted(*request: Any) -> Answer:
        return remembering(login(*request))

    def authorized(method: str, path: str, headers: dict[str, str], query: dict[str, Any]) -> Answer:
        answer: Answer = authorize(method, path, headers, query)
        session = known(headers, cognito._qp(query, "client_id"))
        is_let_through = answer[0] == 200 and session and cognito._qp(query, "prompt") != "login"
        return let_through(query, session) if session and is_let_through else answer

    def signed_out(*request: Any) -> Answer:
        status, headers, body = logout(*request)
        return status, {**headers, "Set-Cookie": f"{COOKIE}=; Max-Age=0; {PLACE}"}, body

    cognito.handle_login_submit, cognito.handle_oauth2_authorize = submitted, authorized
    cognito.handle_logout = signed_out


def tell_when_they_signed_in() -> None:
    exchange, sign = cognito._oauth2_token, cognito._signed_jwt

    def exchanged(data: Any, query: Any, raw_body: bytes = b"", headers: dict[str, str] | None = None) -> Any:
        code = parse_qs(raw_body.decode(errors="replace")).get("code", [""])[0]
        token = SIGNED_IN_AT.set(cognito._authorization_codes.get(code, {}).get("auth_time"))
        try:
            return exchange(data, query, raw_body, headers)
        finally:
            SIGNED_IN_AT.reset(token)

    def signed(claims: dict[str, Any], *key: str) -> Any:
        moment = SIGNED_IN_AT.get()
        return sign({**claims, "auth_time": moment} if moment and "auth_time" in claims else claims, *key)

    cognito._oauth2_token, cognito._signed_jwt = exchanged, signed


def remembering(answer: Answer) -> Answer:
    """An answer to the page's form that, where it hands out a code, also lets the browser be known again."""
    status, headers, body = answer
    code = parse_qs(urlsplit(headers.get("Location", "")).query).get("code", [""])[0]
    entry = cognito._authorization_codes.get(code)
    if entry is None:
        return answer
    now, cookie = int(time.time()), secrets.token_urlsafe(24)
    entry["auth_time"] = now
    SESSIONS[cookie] = {"pool_id": entry["pool_id"], "username": entry["username"], "auth_time": now}
    return status, {**headers, "Set-Cookie": f"{COOKIE}={cookie}; Max-Age={REMEMBERED_FOR}; {PLACE}"}, body


def known(headers: dict[str, str], client_id: str) -> dict[str, Any] | None:
    """The session of a browser that this pool remembers."""
    morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    session = SESSIONS.get(morsel.value) if morsel else None
    is_fresh = session and time.time() - session["auth_time"] < REMEMBERED_FOR
    return (
        session
        if session and is_fresh and session["pool_id"] == cognito._find_pool_by_client_id(client_id)[0]
        else None
    )


def let_through(query: dict[str, Any], session: dict[str, Any]) -> Answer:
    """A code at once, which tells when its person really signed in."""
    client_id, redirect_uri, scope, nonce, challenge, method, state = (
        cognito._qp(query, name)
        for name in ("client_id", "redirect_uri", "scope", "nonce", "code_challenge", "code_challenge_method", "state")
    )
    answer: Answer = cognito._issue_auth_code_redirect(
        client_id, session["pool_id"], redirect_uri, scope, session["username"], nonce, challenge, method, state
    )
    code = parse_qs(urlsplit(answer[1].get("Location", "")).query).get("code", [""])[0]
    cognito._authorization_codes.get(code, {})["auth_time"] = session["auth_time"]
    return answer
