"""A person (or the EHR) at the API: an HTTP client that signs in by itself and keeps its token fresh."""

import threading
import time
import uuid
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

import httpx

from infra.local.stack import Stack

TOKEN_SECONDS = 240  # tokens live for 300
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
    """Somebody of the clinic: `http` speaks to the API as them (paths without `/v1`)."""

    id: str
    name: str
    role: str
    http: httpx.Client
    access_token: Callable[[], str]

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
    auth = FreshToken(lambda: password_sign_in(stack, person_id))
    return Person(person_id, name, role, api_client(stack, auth), auth.current)


def integration(stack: Stack) -> Person:
    """The EHR, with client credentials."""
    auth = FreshToken(lambda: integration_sign_in(stack))
    return Person("integration", "EHR", "integration", api_client(stack, auth), auth.current)


def nobody(stack: Stack) -> httpx.Client:
    """A client without any token."""
    return httpx.Client(base_url=stack.api_url, timeout=30)


def api_client(stack: Stack, auth: FreshToken) -> httpx.Client:
    return httpx.Client(base_url=stack.api_url, auth=auth, timeout=30)


def choose_password(stack: Stack, person_id: str) -> None:
    """Do at once what a person does with their invitation."""
    stack.aws("cognito-idp").admin_set_user_password(
        UserPoolId=stack.user_pool_id, Username=person_id, Password=PASSWORD, Permanent=True
    )


def password_sign_in(stack: Stack, person_id: str) -> str:
    answer = stack.aws("cognito-idp").initiate_auth(
        ClientId=stack.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person_id, "PASSWORD": PASSWORD},
    )
    token: str = answer["AuthenticationResult"]["AccessToken"]
    return token


def integration_sign_in(stack: Stack) -> str:
    known = stack.integration
    answer = httpx.post(
        known["tokenUrl"],
        auth=(known["clientId"], known["clientSecret"]),
        data={"grant_type": "client_credentials", "scope": "clinic/directory"},
    )
    token: str = answer.raise_for_status().json()["access_token"]
    return token


def new_message(text: str = "Good morning", **more: Any) -> dict[str, Any]:
    """The body of a message, under a name of its own."""
    return {"clientMessageId": str(uuid.uuid4()), "text": text, **more}
