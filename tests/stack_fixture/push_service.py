"""A small push service on this machine: it checks what comes, reads it as browsers do, fails as it is told."""

import base64
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from infra.vapid import text_of


@dataclass
class Browser:
    """A browser that has subscribed. `heard`: what it could read of what came. `topics`: under which names."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    heard: list[dict[str, Any]] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)

    @property
    def subscription(self) -> dict[str, Any]:
        """As the portal sends it."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": self.endpoint, "keys": {"p256dh": text_of(point), "auth": text_of(self.auth)}}

    def read(self, body: bytes) -> dict[str, Any]:
        content = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        found: dict[str, Any] = json.loads(content)
        return found


@dataclass
class PushService:
    """`answers`: what each browser's next pushes are answered, 201 once there is nothing left. `asked`: how often."""

    url: str = ""
    browsers: dict[str, Browser] = field(default_factory=dict)
    answers: dict[str, list[int]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    claims: list[dict[str, Any]] = field(default_factory=list)

    def begin_anew(self) -> None:
        """Forget all browsers, and how to fail."""
        self.browsers, self.answers, self.asked, self.claims = {}, {}, {}, []

    def browser(self, name: str) -> Browser:
        """A new browser of that name."""
        self.browsers[name] = Browser(f"{self.url}/push/{name}")
        return self.browsers[name]

    def take(self, name: str, headers: Any, body: bytes) -> int:
        """What RFC 8030 and 8292 ask for, or it is refused."""
        self.asked[name] = self.asked.get(name, 0) + 1
        failing = self.answers.get(name, [])
        status = failing.pop(0) if failing else 201
        if status != 201:
            return status
        if not self.is_signed(headers["Authorization"]) or not headers["TTL"].isdigit():
            return 403
        assert headers["Content-Encoding"] == "aes128gcm"
        self.browsers[name].topics.append(headers["Topic"])
        self.browsers[name].heard.append(self.browsers[name].read(body))
        return 201

    def is_signed(self, authorization: str) -> bool:
        """By the key that it names, for this service, by somebody who can be reached, for a day at most."""
        if not Vapid02.verify(authorization):
            return False
        token = authorization.partition("t=")[2].partition(",")[0]
        claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
        self.claims.append({**claims, "key": authorization.partition("k=")[2]})
        now = time.time()
        return claims["aud"] == self.url and now < claims["exp"] <= now + 24 * 3600 and "@" in claims["sub"]


@contextmanager
def standing() -> Iterator[PushService]:
    """A service that listens until the end of the block."""
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = service.take(self.path.rpartition("/")[2], self.headers, body)
            self.send_response(status)
            if status == 307:
                self.send_header("Location", f"{service.url}/push/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the tests' output for the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
