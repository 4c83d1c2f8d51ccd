"""A small stand-in for API Gateway's @connections, on this machine: takes frames, and fails as it is told."""

import json
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from chalicelib import clock
from chalicelib.usecases import telling
from tests.unit.clinic import Api


@dataclass
class Gateway:
    """`frames`: what each socket was sent. `answers`: the status that its calls get; `once`: the next of them alone.

    `closed`: whom we hung up on. `answering`: cleared, calls wait until it is set.
    """

    url: str = ""
    frames: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    sizes: list[int] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    once: dict[str, int] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    answering: threading.Event = field(default_factory=threading.Event)

    def begin_anew(self) -> None:
        """Forget all that was sent, and how to fail."""
        self.frames, self.sizes, self.answers = defaultdict(list), [], {}
        self.closed, self.once = [], {}
        self.answering.set()

    def take(self, connection_id: str, raw: bytes) -> int:
        self.answering.wait()
        status = self.once.pop(connection_id, None) or self.answers.get(connection_id, 200)
        if status == 200:
            self.sizes.append(len(raw))
            self.frames[connection_id].append(json.loads(raw))
        return status

    def events(self, connection_id: str) -> list[str]:
        """The names of the events that a socket was sent."""
        return [frame["event"] for frame in self.frames[connection_id]]

    def last(self, connection_id: str, event: str) -> Any:
        """The data of the last such event."""
        return [frame["data"] for frame in self.frames[connection_id] if frame["event"] == event][-1]


@contextmanager
def standing() -> Iterator[Gateway]:
    """A gateway that listens until the end of the block."""
    gateway = Gateway()
    gateway.begin_anew()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            connection_id = unquote(self.path.rpartition("/")[2])
            status = gateway.take(connection_id, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_DELETE(self) -> None:
            connection_id = unquote(self.path.rpartition("/")[2])
            status = gateway.answers.get(connection_id, 204)
            if status == 204:
                gateway.closed.append(connection_id)
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the tests' output for the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    gateway.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def a_while_later() -> AbstractContextManager[None]:
    """When no socket is being opened any more that is open now or is not."""
    return clock.standing_at(clock.now() + timedelta(seconds=telling.GIVEN_UP + 1))


def event(connection_id: str, **more: object) -> dict[str, Any]:
    """A socket event, as the gateway hands it to the function."""
    context = {"apiId": "api", "stage": "socket", "connectionId": connection_id, "domainName": "socket.example"}
    return {"requestContext": context, **more}


def ticket(api: Api) -> str:
    answer = api.post("/me/realtime-tickets")
    assert answer.status == 201, answer.body
    return str(answer["url"]).partition("?ticket=")[2]


def connect(connection_id: str, ticket: str | None, **headers: str) -> int:
    """Knock at the socket's door; gives the status of the answer."""
    import app

    parameters = None if ticket is None else {"ticket": ticket}
    answer = app.connect(event(connection_id, queryStringParameters=parameters, headers=headers), None)
    return int(answer["statusCode"])


def open_socket(api: Api, connection_id: str) -> str:
    assert connect(connection_id, ticket(api)) == 200
    return connection_id
