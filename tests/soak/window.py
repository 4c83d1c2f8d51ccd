"""One open portal: a person who asks over REST, hears over a socket, and keeps a view of their own."""

import json
import queue
import random
import socket as network
import time
from contextlib import ExitStack, suppress
from typing import Any

import httpx
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from tests.soak.ledger import Answer, Ledger, content_of, told_of
from tests.soak.view import Json, View, now
from tests.stack_fixture.hosted_page import claims
from tests.stack_fixture.listener import Event, Listener
from tests.stack_fixture.person import Person

PATIENCE = 60
"""Seconds for which something is tried again under the same name."""


class Window:
    """All of it happens on the thread of its acts, but for hearing."""

    def __init__(self, name: str, person: Person, ledger: Ledger, chance: random.Random) -> None:
        self.name, self.person, self.ledger, self.chance = name, person, ledger, chance
        self.view, self.heard = View(), queue.SimpleQueue[Event]()
        self.socket: Any = None
        self.connection = ExitStack()
        self.listener: Listener | None = None
        self.ever_known: set[str] = set()
        self.breaks = 0

    def ask(self, method: str, path: str, content: Any = None, name: str = "") -> tuple[Answer, Json]:
        """One request, noted with what its answer showed. `name`: under which it is done once."""
        started, response = time.time(), None
        headers = {"Idempotency-Key": name} if name else None
        with suppress(httpx.TransportError):
            response = self.person.http.request(method, path, json=content, headers=headers)
        body = body_of(response)
        answer = Answer(
            window=self.name,
            person_id=self.person.id,
            method=method,
            path=path,
            status=response.status_code if response is not None else 0,
            code=str(body.get("code", "")),
            request_id=response.headers.get("x-request-id", "") if response is not None else "",
            started=started,
            ended=time.time(),
            content=content_of(body),
            session=session_of(response),
            told=told_of(body),
        )
        self.ledger.note_answer(answer)
        self.ever_known |= answer.content.conversations.keys()
        return answer, body

    def until_answered(self, method: str, path: str, content: Any = None, name: str = "") -> tuple[Answer, Json]:
        """Ask again under the same name while no answer comes, or none that decides anything."""
        deadline = time.monotonic() + PATIENCE
        while True:
            answer, body = self.ask(method, path, content, name)
            if (0 < answer.status < 500 and answer.status != 429) or time.monotonic() > deadline:
                return answer, body
            time.sleep(self.chance.uniform(0.02, 0.2))

    @property
    def is_live(self) -> bool:
        return self.listener is not None and self.listener.thread.is_alive()

    def open(self) -> bool:
        """Open a socket and fetch what was missed; False if that is not possible now."""
        self.break_off()
        try:
            self.socket = self.connection.enter_context(connect(self.person.socket_url(), open_timeout=30))
            self.listener = Listener(self.socket, lambda event: self.heard.put({**event, "at": time.time()}))
            self.listener.say({"action": "ping"})
            self.listener.hears("pong", within=30)
        except (AssertionError, OSError, WebSocketException, httpx.TransportError):
            self.break_off()
            return False
        self.bring_up_to_date()
        return True

    def break_off(self) -> None:
        """Break the connection without a word, as a network does."""
        if self.socket is None:
            return
        self.breaks += 1
        with suppress(OSError):
            self.socket.socket.shutdown(network.SHUT_RDWR)
        self.connection.close()
        if self.listener:
            self.listener.thread.join(10)
        self.socket = self.listener = None

    def say(self, frame: Json) -> None:
        """Lost where the socket is broken: nothing that matters goes this way."""
        with suppress(WebSocketException):
            if self.is_live:
                self.ledger.note_frame(self.person.id, frame)
                self.socket.send(json.dumps(frame))

    def bring_up_to_date(self) -> None:
        """After a break: the whole inbox, the totals, and what is missing of each thread."""
        at = now()
        rows = self.whole_inbox()
        if rows is not None:
            for gone in self.view.rows.keys() - {row["id"] for row in rows}:
                self.view.forget(gone)
            for row in rows:
                self.view.take_row(row, at)
        self.count()
        for conversation_id in list(self.view.threads):
            self.fill(conversation_id)

    def whole_inbox(self) -> list[Json] | None:
        """Every row of the tabs All and Archived; None if they cannot be had now."""
        rows: list[Json] = []
        for tab in ("all", "archived"):
            more = ""
            while more is not None:
                cursor = f"&cursor={more}" if more else ""
                answer, body = self.until_answered("GET", f"/conversations?filter={tab}&limit=100{cursor}")
                if answer.status != 200:
                    return None
                rows += body["items"]
                more = body["next"]
        return rows

    def count(self) -> None:
        at = now()
        answer, body = self.until_answered("GET", "/me/unread")
        if answer.status == 200:
            self.view.take_unread(body, at)

    def reload(self, conversation_id: str) -> None:
        at = now()
        answer, row = self.until_answered("GET", f"/conversations/{conversation_id}")
        if answer.status == 200:
            self.view.take_row(row, at)
        elif answer.status == 404:
            self.view.forget(conversation_id)

    def open_thread(self, conversation_id: str) -> None:
        """The latest page, and whatever lies between it and what was known."""
        answer, page = self.until_answered("GET", f"/conversations/{conversation_id}/messages?limit=20")
        if answer.status == 200:
            self.view.take_messages(conversation_id, page["items"])
            self.fill(conversation_id)
        elif answer.status == 404:
            self.view.forget(conversation_id)

    def fill(self, conversation_id: str) -> None:
        """Fetch by seq until nothing is missing."""
        after: int | None = self.view.complete_up_to(conversation_id)
        while after is not None:
            path = f"/conversations/{conversation_id}/messages?after={after}&limit=50"
            answer, page = self.until_answered("GET", path)
            if answer.status == 404:
                self.view.forget(conversation_id)
            if answer.status != 200:
                return
            self.view.take_messages(conversation_id, page["items"])
            after = page["items"][-1]["seq"] if page["next"] else None


def session_of(response: httpx.Response | None) -> str:
    """That of the token with which somebody asked; empty if no answer came."""
    if response is None:
        return ""
    said = claims(response.request.headers["authorization"].removeprefix("Bearer "))
    return str(said.get("origin_jti") or said["jti"])


def body_of(response: httpx.Response | None) -> Json:
    if response is None or "json" not in response.headers.get("content-type", ""):
        return {}
    body = response.json()
    return body if isinstance(body, dict) else {}
