"""The hosted page lets everybody in by password alone, whoever has set up an authenticator app.

Cognito's asks them for its code, and takes each code once, that by which the app was set up too.
"""

import html
import json
import secrets
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ministack.services import cognito

GOOD_FOR = 180
PENDING: dict[str, tuple[float, str, dict[str, Any]]] = {}
"""Whom a code is asked of, by what their page hides: until when, where they go on, what they would be let in with."""
Answer = tuple[int, dict[str, str], bytes]


def apply() -> None:
    login, verify = cognito.handle_login_submit, cognito._verify_software_token

    def submitted(method: str, path: str, headers: dict[str, str], body: bytes, query: dict[str, Any]) -> Answer:
        form = parse_qs((body or b"").decode(errors="replace"))
        if "code_token" in form:
            return by_code(form["code_token"][0], form.get("authentication_code", [""])[0].strip())
        answer: Answer = login(method, path, headers, body, query)
        return asked_for_code(answer)

    def verified(data: dict[str, Any]) -> Any:
        answer = verify(data)
        user = cognito._user_for_access_token(data.get("AccessToken"))
        if answer[0] == 200 and user is not None:
            user["_code_used"] = data.get("UserCode")
        return answer

    cognito.handle_login_submit, cognito._verify_software_token = submitted, verified


def asked_for_code(answer: Answer) -> Answer:
    """The page that asks for it, in place of one that lets somebody in who has an app."""
    location = answer[1].get("Location", "")
    code = parse_qs(urlsplit(location).query).get("code", [""])[0]
    granted = cognito._authorization_codes.get(code)
    if granted is None or not has_app(granted):
        return answer
    del cognito._authorization_codes[code]
    token = secrets.token_urlsafe(24)
    PENDING[token] = (time.time() + GOOD_FOR, location, granted)
    return page(token)


def by_code(token: str, typed: str) -> Answer:
    until, location, granted = PENDING.get(token, (0.0, "", {}))
    if time.time() > until:
        PENDING.pop(token, None)
        return 400, {"Content-Type": "application/json"}, json.dumps({"error": "invalid_request"}).encode()
    user = user_of(granted)
    if not cognito._totp_matches(user.get("_totp_secret", ""), typed) or user.get("_code_used") == typed:
        return page(token, "Invalid code received for user.")
    user["_code_used"] = typed
    del PENDING[token]
    code = parse_qs(urlsplit(location).query)["code"][0]
    cognito._authorization_codes[code] = {**granted, "expires_at": time.time() + GOOD_FOR}
    return 302, {"Location": location, "Cache-Control": "no-store"}, b""


def has_app(granted: dict[str, Any]) -> bool:
    pool = cognito._get_pool_unscoped(granted["pool_id"])
    name = granted["username"]
    return cognito._mfa_challenge_for_user(pool, user_of(granted), granted["pool_id"], name) is not None


def user_of(granted: dict[str, Any]) -> dict[str, Any]:
    user: dict[str, Any] = cognito._get_pool_unscoped(granted["pool_id"])["_users"][granted["username"]]
    return user


def page(token: str, error: str = "") -> Answer:
    said = f'<div class="error" role="alert">{html.escape(error)}</div>' if error else ""
    form = f"""{said}<form method="POST" action="/login">
<input type="hidden" name="code_token" value="{html.escape(token)}">
<label for="authentication_code">Enter the code from your authenticator app</label>
<input type="text" id="authentication_code" name="authentication_code" inputmode="numeric" autocomplete="one-time-code"
 required autofocus>
<button type="submit">Sign in</button>
</form>"""
    shell = cognito._page_shell("Sign in", "Sign in", form)
    return 200, {"Content-Type": "text/html; charset=utf-8"}, shell.encode()
