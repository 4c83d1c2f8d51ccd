"""Messages through the whole local stack: ours beside the bare function, in the same run."""

import json
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
from websockets.sync.client import connect

from infra.local.stack import Stack
from tests.bench import bare
from tests.bench.report import Row, at_least, at_most, quantile
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.listener import listening
from tests.stack_fixture.person import Person, new_message

ROUNDS, WARM, SINGLE, BURST, SENDERS, GAP = 3, 20, 150, 40, 8, 0.02
BODY = "Your results are in and look fine; please keep taking the tablets until we meet on Tuesday. " * 2
Send = Callable[[str], None]


class Heard:
    """The moments at which texts were heard."""

    def __init__(self) -> None:
        self.at: dict[str, float] = {}
        self.news = threading.Condition()

    def note(self, text: str) -> None:
        with self.news:
            self.at.setdefault(text, time.perf_counter())
            self.news.notify_all()

    def wait_for(self, text: str) -> float:
        with self.news:
            assert self.news.wait_for(lambda: text in self.at, timeout=30), "a message was not heard"
            return self.at[text]


def measure(stack: Stack, clinic: Clinic) -> list[Row]:
    ours, floor = Ours(stack, clinic), Bare(bare.deploy(stack))
    with ours, floor:
        pairs = [(one_by_one(ours.send, ours.heard), one_by_one(floor.send, floor.heard)) for _round in range(ROUNDS)]
        rates = [(rate(ours.send), rate(floor.send)) for _round in range(ROUNDS)]
        reads = [timed(ours.read) for _read in range(100)]
    mine = [seconds * 1000 for pair in pairs for seconds in pair[0]]
    theirs = [seconds * 1000 for pair in pairs for seconds in pair[1]]
    ratio = quantile(mine, 0.5) / quantile(theirs, 0.5)
    per_second, floor_per_second = (sorted(of)[len(of) // 2] for of in zip(*rates, strict=True))
    spread = f"(p50, p95: {middle_and_late(mine)} ms; bare: {middle_and_late(theirs)} ms)"
    return [
        at_most("send → other socket, against the bare function", ratio, 2.5, "times", spread),
        at_least("eight senders at once, one conversation", per_second, 71, "/s", f"(bare {floor_per_second:.0f} /s)"),
        at_most("reading the last 50 messages, p95", quantile(reads, 0.95) * 1000, 11, "ms"),
    ]


class Ours:
    """The nurse writes over REST, the patient listens on a socket; both at the gateway, as with the bare function."""

    def __init__(self, stack: Stack, clinic: Clinic) -> None:
        self.clinic, self.heard, self.emulator = clinic, Heard(), stack.settings.emulator_url
        addresses = stack.addresses()
        self.api, self.sockets = f"{self.emulator}{addresses.rest_path}", addresses.socket_path
        self.path = f"/conversations/{clinic.topic()['id']}/messages"
        self.http = {person: self.client(person) for person in (clinic.ada, clinic.nora)}
        self.listening = listening(clinic.ada, self.note, self.address)

    def client(self, person: Person) -> httpx.Client:
        return httpx.Client(base_url=self.api, auth=person.http.auth, timeout=30)

    def address(self, person: Person) -> str:
        ticket = person.socket_url().partition("?")[2]
        return f"{self.emulator.replace('http', 'ws')}{self.sockets}?{ticket}"

    def note(self, event: dict[str, object]) -> None:
        if event["event"] == "message.created":
            self.heard.note(event["data"]["message"]["text"])  # type: ignore[index]

    def send(self, text: str) -> None:
        answer = self.http[self.clinic.nora].post(self.path, json=new_message(text))
        assert answer.status_code == 201, answer.text

    def read(self) -> None:
        answer = self.http[self.clinic.ada].get(self.path, params={"limit": 50})
        assert len(answer.json()["items"]) == 50

    def __enter__(self) -> "Ours":
        self.listening.__enter__()
        return self

    def __exit__(self, *_error: object) -> None:
        self.listening.__exit__(None, None, None)


class Bare:
    """Each sender has a socket of its own and waits for its acknowledgement on it."""

    def __init__(self, address: str) -> None:
        self.address, self.heard, self.own = address, Heard(), threading.local()
        self.receiver = connect(address)
        self.to = ask(self.receiver, {"do": "who"})["connection"]
        self.thread = threading.Thread(target=self.listen, daemon=True)

    def listen(self) -> None:
        for frame in self.receiver:
            self.heard.note(json.loads(frame)["text"])

    def send(self, text: str) -> None:
        if not hasattr(self.own, "socket"):
            self.own.socket = connect(self.address)
        ask(self.own.socket, {"do": "send", "to": self.to, "conversation": "bench", "text": text})

    def __enter__(self) -> "Bare":
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.receiver.close()


def ask(socket: object, said: dict[str, object]) -> dict[str, str]:
    socket.send(json.dumps({**said, "id": str(uuid.uuid4())}))  # type: ignore[attr-defined]
    answer: dict[str, str] = json.loads(socket.recv(timeout=30))  # type: ignore[attr-defined]
    return answer


def one_by_one(send: Send, heard: Heard) -> list[float]:
    """Seconds from a send's start to its text on the other socket, one message in flight."""
    seconds = []
    for number in range(WARM + SINGLE):
        text = f"{uuid.uuid4()} {BODY}"
        started = time.perf_counter()
        send(text)
        if number >= WARM:
            seconds.append(heard.wait_for(text) - started)
        time.sleep(GAP)
    return seconds


def rate(send: Send) -> float:
    """Messages a second that eight senders get accepted, each sending its next when the last was."""

    def sender(number: int) -> None:
        for index in range(BURST):
            send(f"{number}.{index} {BODY}")

    with ThreadPoolExecutor(SENDERS) as pool:
        started = time.perf_counter()
        list(pool.map(sender, range(SENDERS)))
        return SENDERS * BURST / (time.perf_counter() - started)


def middle_and_late(milliseconds: list[float]) -> str:
    return f"{quantile(milliseconds, 0.5):.1f}, {quantile(milliseconds, 0.95):.1f}"


def timed(call: Callable[[], None]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
