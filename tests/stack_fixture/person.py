"""A person (or the EHR) at the API: an HTTP client that signs in by itself and keeps its token fresh."""

import threading
import time
import uuid
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx

from infra.local.stack import Stack
from tests.log_search.noted import note

TOKEN_SECONDS = 240  # tokens live for 300
PATIENCE = 120
"""Seconds after which somebody gives up sending, as no client would so soon."""
PASSWORD = "Enough-for-tests-1"


class FreshToken(httpx.Auth):
    """Adds an access token, and gets a new one before it ends. Safe for threads."""

    def __init__(self, sign_in: Callable[[], str]) -> None:
        self.sign_in, self.token, self.got_at, self.lock = sign_in, "", 0.0, threading.Lock()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self.current()}"
        yield request

    def current(self) -> str:
        with self.lock:
            if not self.token or time.monotonic() - self.got_at > TOKEN_SECONDS:
                self.token, self.got_at = self.sign_in(), time.monotonic()
            return self.token


@dataclass(frozen=True)
class Person:
    """Somebody of the clinic: `http` speaks to the API as them (paths without `/v1`).

    `new_session` gives what a browser keeps; see `password_sign_in`.
    """

    id: str
    name: str
    role: str
    http: httpx.Client
    access_token: Callable[[], str]
    new_session: Callable[[], dict[str, Any]] = dict

    @property
    def username(self) -> str:
        return self.id

    @property
    def password(self) -> str:
        return PASSWORD

    def socket_url(self) -> str:
        """A socket address with a ticket, good for 30 seconds and one use."""
        answer = self.http.post("/me/realtime-tickets")
        assert answer.is_success, answer.text
        url: str = answer.json()["url"]
        return url


def person(stack: Stack, person_id: str, name: str, role: str) -> Person:
    """Sign in somebody who is in the directory."""

    def new_session() -> dict[str, Any]:
        return password_sign_in(stack, person_id)

    auth = FreshToken(lambda: str(new_session()["AccessToken"]))
    return Person(person_id, name, role, api_client(stack, auth), auth.current, new_session)


def integration(stack: Stack) -> Person:
    """The EHR, with client credentials."""
    auth = FreshToken(lambda: integration_sign_in(stack))
    return Person("integration", "EHR", "integration", api_client(stack, auth), auth.current)


def nobody(stack: Stack) -> httpx.Client:
    """A client without any token."""
    return httpx.Client(base_url=stack.api_url, timeout=30)


def api_client(stack: Stack, auth: FreshToken) -> httpx.Client:
    return httpx.Client(base_url=stack.api_url, auth=auth, timeout=30, event_hooks={"request": [note_request]})


def note_request(request: httpx.Request) -> None:
    """Keep in mind what is written and sought, for the search of the logs. Bytes that are streamed are no words."""
    is_json = request.headers.get("content-type", "").partition(";")[0].endswith("json")
    note(str(request.url), request.read() if is_json else None)


def choose_password(stack: Stack, person_id: str) -> None:
    """Do at once what a person does with their invitation."""
    stack.aws("cognito-idp").admin_set_user_password(
        UserPoolId=stack.user_pool_id, Username=person_id, Password=PASSWORD, Permanent=True
    )


def password_sign_in(stack: Stack, person_id: str) -> dict[str, Any]:
    """A new session: `AccessToken`, `RefreshToken`, `ExpiresIn` (seconds)."""
    answer = stack.aws("cognito-idp").initiate_auth(
        ClientId=stack.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person_id, "PASSWORD": PASSWORD},
    )
    session: dict[str, Any] = answer["AuthenticationResult"]
    return session


def integration_sign_in(stack: Stack) -> str:
    known = stack.integration
    answer = httpx.post(
        known["tokenUrl"],
        auth=(known["clientId"], known["clientSecret"]),
        data={"grant_type": "client_credentials", "scope": "clinic/directory"},
    )
    token: str = answer.raise_for_status().json()["access_token"]
    return token


def acknowledged(who: Person, path: str, content: dict[str, Any]) -> Any:
    """What is stored once this is sent: repeated under its own name, as by the portal, until something is decided."""
    deadline = time.monotonic() + PATIENCE
    while True:
        answer = None
        with suppress(httpx.TransportError):
            answer = who.http.post(path, json=content)
        if answer is not None and answer.status_code in (200, 201):
            return answer.json()
        assert answer is None or answer.status_code >= 500, answer.text
        assert time.monotonic() < deadline, f"{path} is not acknowledged"
        time.sleep(0.05)


def new_message(text: str = "Good morning", **more: Any) -> dict[str, Any]:
    """The body of a message, under a name of its own."""
    return {"clientMessageId": str(uuid.uuid4()), "text": text, **more}
