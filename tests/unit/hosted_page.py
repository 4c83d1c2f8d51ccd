"""A small stand-in for the pool's hosted page and its token endpoint, on this machine. Takes each code once."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import boto3

from chalicelib import clock
from chalicelib.settings import settings


@dataclass
class HostedPage:
    """`codes`: the form that each good code wants, and the claims and the access token that it gives.

    `status`: of all answers, if set.
    """

    url: str = ""
    codes: dict[str, tuple[dict[str, str], dict[str, Any], str]] = field(default_factory=dict)
    status: int | None = None

    def begin_anew(self) -> None:
        self.codes, self.status = {}, None

    def sign_in(self, address: str, person_id: str = "ada", *, access_token: str = "-", **said: Any) -> str:
        """A person signs in at that address of the page; gives the code. `said`: claims that are otherwise."""
        asked = dict(parse_qsl(urlsplit(address).query))
        code = f"code-{len(self.codes)}"
        wanted = {name: asked[name] for name in ("client_id", "redirect_uri", "code_challenge")}
        claims = {
            "iss": settings().issuer,
            "aud": asked["client_id"],
            "token_use": "id",
            "nonce": asked["nonce"],
            "cognito:username": person_id,
            "auth_time": int(clock.now().timestamp()),
        }
        told = {name: value for name, value in {**claims, **said}.items() if value is not None}
        self.codes[code] = (wanted, told, access_token)
        return code

    def answer(self, form: dict[str, str], known_by: str | None) -> tuple[int, dict[str, Any]]:
        """What the token endpoint says to this form. `known_by`: how the client says who it is, beside its id."""
        if known_by != secret_of(form["client_id"]):
            return 400, {"error": "invalid_client"}
        digest = hashlib.sha256(form.pop("code_verifier").encode()).digest()
        form["code_challenge"] = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        wanted, claims, access_token = self.codes.pop(form.pop("code"), ({}, {}, ""))
        if form != {**wanted, "grant_type": "authorization_code"}:
            return 400, {"error": "invalid_grant"}
        payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
        return 200, {"id_token": f"e30.{payload}.signature", "access_token": access_token, "token_type": "Bearer"}


def secret_of(client_id: str) -> str | None:
    """By what the pool's client is known: `Basic`, if it has a secret."""
    if client_id != settings().doors.second_factor_client_id:
        return None
    described = boto3.client("cognito-idp").describe_user_pool_client(
        UserPoolId=settings().user_pool_id, ClientId=client_id
    )["UserPoolClient"]
    pair = f"{client_id}:{described['ClientSecret']}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


@contextmanager
def standing() -> Iterator[HostedPage]:
    """A page whose token endpoint listens until the end of the block."""
    page = HostedPage()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            status, content = (page.status, {}) if page.status else page.answer(form, self.headers["Authorization"])
            raw = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Keep the tests' output for the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    page.url = f"http://127.0.0.1:{server.server_port}/oauth2/token"
    try:
        yield page
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
