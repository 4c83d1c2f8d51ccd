"""The hosted sign-in as a browser goes through it, and the sessions that come out of it."""

import base64
import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from infra.deploy.authenticator import Authenticator
from infra.deploy.page_forms import form_with
from infra.local.stack import Stack
from tests.stack_fixture.person import Person, api_client


class Bearer(httpx.Auth):
    """Adds the token that it holds at that moment."""

    def __init__(self, token: str) -> None:
        self.token = token

    def auth_flow(self, request: httpx.Request) -> Any:
        request.headers["Authorization"] = f"Bearer {self.token}"
        yield request


@dataclass(frozen=True)
class Session:
    """One sign-in of a person. `browser` keeps the hosted page's cookie; `person` speaks to the API."""

    stack: Stack
    browser: httpx.Client
    person: Person
    bearer: Bearer
    refresh_token: str

    def renew(self) -> httpx.Response:
        """Ask for new tokens, and use them from now on."""
        answer = self.browser.post(
            "/oauth2/token",
            data={
                "grant_type": "refresh_token",
                "client_id": self.stack.client_id,
                "refresh_token": self.refresh_token,
            },
        )
        if answer.is_success:
            self.bearer.token = answer.json()["access_token"]
        return answer


def came_back_with(answer: httpx.Response) -> dict[str, str]:
    """What the hosted page hands to the portal."""
    assert answer.status_code == 302, answer.text
    return dict(parse_qsl(urlsplit(answer.headers["location"]).query))


def type_password(browser: httpx.Client, address: str, who: Person, app: Authenticator | None = None) -> dict[str, str]:
    """Open the hosted page and sign in there; gives what it hands to the portal. `app`: for who is asked for a code."""
    page = browser.get(address)
    assert "password" in page.text, page.text
    form = dict(parse_qsl(urlsplit(address).query))
    answer = browser.post("/login", data={**form, "username": who.username, "password": who.password})
    return came_back_with(type_code(browser, answer, app.code()) if app else answer)


def type_code(browser: httpx.Client, page: httpx.Response, code: str) -> httpx.Response:
    """Into the page that asks for the code of an authenticator app; gives what it answers."""
    form = form_with(page.text, "authentication_code")
    assert form is not None, page.text
    return browser.post(form.action, data={**form.fields, "authentication_code": code})


def sign_in(stack: Stack, who: Person, browser: httpx.Client, app: Authenticator | None = None) -> Session:
    """A new session of this person, by the portal's own way."""
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "client_id": stack.client_id,
        "redirect_uri": f"{stack.portal_url}/",
        "scope": "openid clinic/portal",
        "state": "s",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "prompt": "login",
    }
    told = type_password(browser, str(httpx.URL(f"{stack.portal_url}/oauth2/authorize", params=asked)), who, app)
    form = {name: asked[name] for name in ("client_id", "redirect_uri")} | {"code_verifier": verifier}
    answer = browser.post("/oauth2/token", data={**form, "grant_type": "authorization_code", "code": told["code"]})
    tokens = answer.raise_for_status().json()
    bearer = Bearer(tokens["access_token"])
    person = Person(who.id, who.name, who.role, api_client(stack, bearer), lambda: bearer.token)
    return Session(stack, browser, person, bearer, tokens["refresh_token"])


def claims(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return found
