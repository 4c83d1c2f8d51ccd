"""An open socket of a person, which keeps every event it hears."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.stack_fixture.person import Person

Event = dict[str, Any]
PATIENCE = 60
"""Seconds that an event may take, of functions that start anew: only a failure waits so long."""
TICKET_SECONDS = 30
"""How long a ticket is good."""


class Listener:
    """`events`: what was heard so far, each with the moment `heardAt` (seconds of `time.perf_counter`)."""

    def __init__(self, socket: ClientConnection, note: Callable[[Event], None] = lambda _event: None) -> None:
        self.socket, self.note = socket, note
        self.events: list[Event] = []
        self.news = threading.Condition()
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self) -> None:
        try:
            for text in self.socket:
                event = {**json.loads(text), "heardAt": time.perf_counter()}
                if "event" not in event:
                    continue  # The gateway's own words: the function that was to answer a frame has died.
                self.note(event)
                with self.news:
                    self.events.append(event)
                    self.news.notify_all()
        except ConnectionClosed:
            return

    def hears(self, event: str, fits: Callable[[Any], bool] = lambda _data: True, within: float = PATIENCE) -> Event:
        """The first event of that name whose data fits; fails if none comes within so many seconds."""

        def heard() -> Event | None:
            return next((it for it in self.events if it["event"] == event and fits(it["data"])), None)

        with self.news:
            found = self.news.wait_for(heard, timeout=within)
            assert found, f"no {event} within {within} s; heard {[it['event'] for it in self.events]}"
            return found

    def texts(self, conversation_id: str) -> list[str]:
        """The texts of a conversation in the order in which they were heard."""
        with self.news:
            heard = [it["data"]["message"] for it in self.events if it["event"] == "message.created"]
        return [message["text"] for message in heard if message["conversationId"] == conversation_id]

    def say(self, frame: object) -> None:
        self.socket.send(frame if isinstance(frame, str) else json.dumps(frame))


def opened(person: Person, address: Callable[[Person], str]) -> ClientConnection:
    """An open socket. A ticket that ends while functions start is asked for anew, as by the portal."""
    asked = time.monotonic()
    try:
        return connect(address(person), open_timeout=PATIENCE)
    except InvalidStatus:
        if time.monotonic() - asked < TICKET_SECONDS:
            raise
        return connect(address(person), open_timeout=PATIENCE)


@contextmanager
def listening(
    person: Person,
    note: Callable[[Event], None] = lambda _event: None,
    address: Callable[[Person], str] = Person.socket_url,
) -> Iterator[Listener]:
    """Open a socket, as the portal does, and close it at the end. `note` is called with each event as it is heard."""
    with opened(person, address) as socket:
        listener = Listener(socket, note)
        listener.say({"action": "ping"})
        listener.hears("pong", within=60)
        yield listener
