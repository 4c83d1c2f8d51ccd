"""A clinic of a few people, founded by what every version understands, who write and read all the time."""

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx

from infra.local.stack import Stack
from tests.soak.population import Population, put_people, signed_in
from tests.stack_fixture.listener import Listener, listening
from tests.stack_fixture.person import Person, acknowledged, integration, new_message

PAUSE = 0.15
"""Seconds between two acts of one person."""


@dataclass(frozen=True)
class Sent:
    """What was acknowledged: where it stands, under which name, in which words."""

    conversation_id: str
    seq: int
    name: str
    text: str


@contextmanager
def founded(stack: Stack) -> Iterator[Population]:
    """Two patients of one care team with two nurses, a provider beside it, a desk for all, and an administrator."""
    tag, ehr = f"u{uuid.uuid4().hex[:6]}", integration(stack)
    staff = {f"{tag}-{name}": "provider" for name in ("nina", "otto", "pam")} | {f"{tag}-dot": "front_desk"}
    names = {
        f"{tag}-nina": "Vera Stone",
        f"{tag}-otto": "Finn Slate",
        f"{tag}-pam": "Lora Flint",
        f"{tag}-dot": "Emil Chalk",
    }
    people = {who: {"role": role, "name": names[who]} for who, role in staff.items()}
    put_people(ehr, {**people, f"{tag}-root": {"role": "admin", "name": "Ada Root"}})
    population = Population(tag, ehr, ehr, [], [], {}, {}, {}, stack.portal_url)
    population.put_team(f"{tag}-north", {f"{tag}-nina", f"{tag}-otto"})
    population.put_team(f"{tag}-desk", {f"{tag}-dot"})
    patient = {"role": "patient", "chatOptIn": True, "careTeams": [f"{tag}-north"]}
    patients = {f"{tag}-ada": "Runa Alder", f"{tag}-bo": "Tove Birch"}
    put_people(ehr, {who: {**patient, "name": name} for who, name in patients.items()})
    population.patients = signed_in(stack, dict.fromkeys(patients, "patient"))
    population.staff = signed_in(stack, dict.fromkeys(staff, "staff"))
    [population.admin] = signed_in(stack, {f"{tag}-root": "admin"})
    try:
        yield population
    finally:
        for who in (ehr, population.admin, *population.everybody):
            who.http.close()


@dataclass
class Traffic:
    """People who act all the time. `sent`: all that was acknowledged. `problems`: what should never have come."""

    population: Population
    rooms: list[str] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    problems: list[BaseException] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def begin_conversations(self) -> None:
        """Each patient one with the care team, one with the desk, and one with the provider Nina."""
        tag = self.population.tag
        for patient in self.population.patients:
            for wanted in (
                {"kind": "topic", "topic": "Tablets at night", "careTeamId": f"{tag}-north"},
                {"kind": "topic", "topic": "Sore knee", "careTeamId": f"{tag}-desk"},
                {"kind": "direct", "providerId": f"{tag}-nina"},
            ):
                self.begin(patient, wanted)

    def begin(self, patient: Person, wanted: dict[str, Any]) -> None:
        message = new_message("How are you?")
        started = acknowledged(patient, "/conversations", {**wanted, "message": message})
        self.rooms.append(started["id"])
        self.sent.append(Sent(started["id"], 1, message["clientMessageId"], message["text"]))

    def say(self, who: Person, conversation_id: str, text: str) -> None:
        message = new_message(text)
        stored = acknowledged(who, f"/conversations/{conversation_id}/messages", message)
        self.sent.append(Sent(conversation_id, stored["seq"], message["clientMessageId"], text))

    def read(self, who: Person, row: dict[str, Any]) -> None:
        """Move the marker to what the inbox shows; one that did not go through is moved again later."""
        with suppress(httpx.TransportError):
            who.http.put(f"/conversations/{row['id']}/read-marker", json={"seq": row["lastSeq"]})

    def inbox(self, who: Person) -> list[dict[str, Any]]:
        """What somebody's inbox shows; nothing if no answer came, or one that the next look makes good."""
        with suppress(httpx.TransportError):
            answer = who.http.get("/conversations")
            if answer.is_success:
                return sorted(answer.json()["items"], key=lambda row: str(row["id"]))
        return []

    def live(self, who: Person, number: int) -> None:
        """Look at the inbox, write in one conversation of it and read another, until all is over."""
        turn = number
        try:
            while not self.is_over.wait(PAUSE):
                rows = self.inbox(who)
                if rows:
                    self.say(who, rows[turn % len(rows)]["id"], f"Word {turn} of {who.id}")
                    self.read(who, rows[(turn * 7 + number) % len(rows)])
                turn += 1
        except BaseException as problem:
            self.problems.append(problem)

    def count(self) -> int:
        return len(self.sent)

    def goes_on(self, more: int, within: float = 120) -> None:
        """Wait until so many more messages have been acknowledged."""
        wanted, deadline = self.count() + more, time.monotonic() + within
        while self.count() < wanted:
            assert not self.problems, self.problems
            assert time.monotonic() < deadline, f"only {self.count()} of {wanted} messages came through"
            time.sleep(0.05)


@contextmanager
def writing(traffic: Traffic, hears: Callable[[Person], bool]) -> Iterator[dict[str, Listener]]:
    """Everybody acts until the end; those who `hears` says have a socket open, whose events are given by person."""
    everybody = traffic.population.everybody
    with ExitStack() as sockets:
        open_now = {who.id: sockets.enter_context(listening(who)) for who in everybody if hears(who)}
        threads = [threading.Thread(target=traffic.live, args=(who, number)) for number, who in enumerate(everybody)]
        for thread in threads:
            thread.start()
        try:
            yield open_now
        finally:
            traffic.is_over.set()
            for thread in threads:
                thread.join()
