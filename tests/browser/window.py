"""A browser window with one person before it, and what they do there."""

import re
import time
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, WebSocketRoute, expect

from tests.stack_fixture.person import Person

ANSWER_MS = 60_000
"""Generous: tests share two cores with the stack they look at, and with other stages. Only a failure waits so long."""
KEEP_SESSION = """(given) => sessionStorage.setItem("clinic-messaging.tokens", JSON.stringify({
  accessToken: given.AccessToken, refreshToken: given.RefreshToken, expiresAt: Date.now() + given.ExpiresIn * 1000,
}))"""
RECORD = re.compile(r'("recordId": ?")\w+"')
EXPECTED_FAILURES = ("Failed to load resource", "WebSocket connection to")


@dataclass
class Window:
    """`faults` holds what must never happen: script errors, breaches of the content policy, requests elsewhere."""

    page: Page
    origin: str
    faults: list[str] = field(default_factory=list)
    is_cut: bool = False
    files_origin: str | None = None
    """Where the bucket of files is: the one place elsewhere that a page may ask."""
    frames: list[str] = field(default_factory=list)
    """What its sockets were told."""
    record: str | None = None
    """What the server calls its record, in place of what it says: as after a restore."""

    def __post_init__(self) -> None:
        self.page.set_default_timeout(ANSWER_MS)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._heard)
        self.page.on("request", self._asked)
        self.page.route_web_socket("**/socket*", self._joined)

    def sign_in(self, person: Person) -> Self:
        """On to the chat, with a session that began without the pool's hosted page: that takes three pages to load."""
        self.enter(person, "/chat")
        expect(self.page.get_by_role("heading", name="Messages", exact=True)).to_be_visible()
        return self

    def enter(self, person: Person, path: str) -> None:
        """Open an address with a new session of this person."""
        self.page.goto(f"{self.origin}/favicon.svg")  # of the portal's origin, and runs nothing
        self.page.evaluate(KEEP_SESSION, person.new_session())
        if person.role == "admin":  # has no socket, and so no ticket
            self.page.goto(self.origin + path)
            return
        with self.page.expect_response(is_ticket):
            self.page.goto(self.origin + path)

    def sign_in_by_hand(self, person: Person) -> Self:
        """Through the pool's hosted page, as people do, and on to the chat."""
        self.page.goto(f"{self.origin}/chat")
        self.come_back(person)
        expect(self.page.get_by_role("heading", name="Messages", exact=True)).to_be_visible()
        return self

    def come_back(self, person: Person) -> None:
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_label("Username").fill(person.username)
        self.page.get_by_label("Password").fill(person.password)
        with self.page.expect_response(is_ticket):
            self.page.get_by_role("button", name="Sign in").click()

    def open(self, topic: str) -> Self:
        self.page.get_by_role("link", name=topic, exact=True).click()
        expect(self.composer).to_be_visible()
        expect(self.page.locator("message-thread article").first).to_be_visible()
        return self

    def is_connected(self) -> Self:
        """Wait until its socket answers: it hears at once what happens from now on, and is heard."""
        known, deadline = len(self.frames), time.monotonic() + ANSWER_MS / 1000
        while not any('"pong"' in frame for frame in self.frames[known:]):
            assert time.monotonic() < deadline, "nothing answers"
            self.ask_the_server()  # in vain while the socket opens
            self.page.wait_for_timeout(50)
        return self

    def ask_the_server(self) -> None:
        """As a page does when somebody comes back to it. The answer says which record the server has."""
        self.page.evaluate("dispatchEvent(new Event('focus'))")

    def say(self, text: str) -> None:
        self.composer.fill(text)
        self.page.get_by_role("button", name="Send", exact=True).click()

    def hears(self, text: str) -> None:
        """The words stand in the open thread, once."""
        expect(self.word(text)).to_have_count(1)

    def word(self, text: str) -> Locator:
        """The message of the open thread that says just this."""
        return self.page.get_by_role("log").get_by_text(text, exact=True)

    def words(self) -> list[str]:
        """All messages of the open thread, from top to bottom."""
        return self.page.locator("message-thread article .text").all_inner_texts()

    def cut_network(self) -> None:
        """No request gets through, and the socket goes silent without closing."""
        self.is_cut = True
        self.page.context.set_offline(True)

    def mend_network(self) -> None:
        self.is_cut = False
        self.page.context.set_offline(False)

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("textbox", name="Write a message")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED_FAILURES):
            self.faults.append(message.text)

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        asked = f"{address.scheme}://{address.netloc}"
        if address.scheme in ("http", "https") and asked not in (self.origin, self.files_origin):
            self.faults.append(f"asked {request.url}")

    def _joined(self, socket: WebSocketRoute) -> None:
        """Stands between page and server: a socket that was open when the network was cut never speaks again."""
        server = socket.connect_to_server()
        lost: list[bool] = []

        def pass_on(target: WebSocketRoute, frame: str | bytes) -> None:
            if self.is_cut:
                lost.append(True)
            if not lost:
                target.send(frame)

        socket.on_message(lambda frame: pass_on(server, frame))

        def tell(frame: str | bytes) -> None:
            told = RECORD.sub(f'\\g<1>{self.record}"', str(frame)) if self.record else str(frame)
            self.frames.append(told)
            pass_on(socket, told)

        server.on_message(tell)


def is_ticket(response: Response) -> bool:
    return response.url.endswith("/me/realtime-tickets")
