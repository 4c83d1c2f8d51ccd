"""A patient and a nurse of a trial who write to each other, and what they see of it."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
from websockets.sync.client import connect

from infra.deploy.trial_acts import socket_address
from infra.deploy.trial_people import signed_in
from infra.deploy.trials import PATIENCE, Trial
from tests.stack_fixture.listener import Event, Listener


@dataclass
class Talk:
    """What the patient began with the team of the trial."""

    trial: Trial
    patient: str
    nurse: str
    id: str = ""

    def begin(self, text: str) -> str:
        """The id of a new conversation."""
        team = {"kind": "topic", "topic": text, "careTeamId": self.trial.team, "message": named(text)}
        began: dict[str, Any] = self.trial.call(self.patient, "POST", "/conversations", team)
        return str(began["id"])

    def say(self, text: str) -> int:
        """In which place of the thread the patient's words stand."""
        said = self.trial.call(self.patient, "POST", f"/conversations/{self.id}/messages", named(text))
        return int(said["seq"])

    def thread(self) -> list[tuple[int, str]]:
        """As the nurse sees it: the places, with a text or what happened."""
        page = self.trial.call(self.nurse, "GET", f"/conversations/{self.id}/messages")["items"]
        return [(entry["seq"], entry["system"]["act"] if entry["system"] else entry["text"]) for entry in page]

    def status(self, path: str) -> int:
        headers = {"Authorization": f"Bearer {self.nurse}"}
        return httpx.get(f"{self.trial.outputs['ApiUrl']}{path}", headers=headers, timeout=PATIENCE).status_code

    def row_comes_to(self, seq: int) -> dict[str, Any]:
        """The nurse's row of it in her inbox, once the stream has brought it there."""
        deadline = time.monotonic() + PATIENCE
        while True:
            rows = self.trial.call(self.nurse, "GET", "/conversations")["items"]
            row = next((row for row in rows if row["id"] == self.id and row["lastSeq"] >= seq), None)
            if row:
                found: dict[str, Any] = row
                return found
            assert time.monotonic() < deadline, f"{self.id} does not come to {seq}: {rows}"
            time.sleep(0.1)

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        ticket = self.trial.call(self.nurse, "POST", "/me/realtime-tickets")["url"].partition("?")[2]
        with connect(socket_address(self.trial, ticket), open_timeout=PATIENCE) as socket:
            yield Listener(socket)


def talking(trial: Trial) -> Talk:
    talk = Talk(trial, signed_in(trial, trial.patient), signed_in(trial, trial.nurse))
    talk.id = talk.begin("first")
    return talk


def named(text: str) -> dict[str, str]:
    return {"clientMessageId": str(uuid.uuid4()), "text": text}


def record_of(listener: Listener) -> str:
    """Which record the server speaks of now, as the socket tells."""

    def pongs() -> list[Event]:
        return [it for it in listener.events if it["event"] == "pong"]

    heard = len(pongs())
    listener.say({"action": "ping"})
    listener.hears("pong", lambda _data: len(pongs()) > heard)
    record: str = pongs()[-1]["data"]["recordId"]
    return record


def whole_second() -> datetime:
    """A moment in whole seconds, as AWS restores to: what was written so far is before it, what comes now after it."""
    moment = int(time.time()) + 1
    time.sleep(moment + 0.01 - time.time())
    return datetime.fromtimestamp(moment, UTC)
