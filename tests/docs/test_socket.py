"""The AsyncAPI document says what goes over the socket: no action, event or field more or less."""

import ast
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

import chalicelib
from chalicelib.adapters import audiences, messages
from chalicelib.domain.seat import Tally
from chalicelib.transport import socket
from chalicelib.transport.asyncapi import document
from chalicelib.transport.events import ACTIONS, EVENTS
from chalicelib.usecases import telling
from tests.docs.test_answers import closed
from tests.unit.conftest import Clinic

DOCUMENT = document()
NAMED_AT = {"frame": 0, "reply": 1}
"""Which argument of the functions that make frames is the event's name."""


def events_in_the_code() -> set[str]:
    sources = Path(chalicelib.__file__).parent.rglob("*.py")
    calls = [node for path in sources for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    named = [(call, getattr(call.func, "attr", getattr(call.func, "id", ""))) for call in calls]
    names = [call.args[NAMED_AT[name]] for call, name in named if name in NAMED_AT and call.args]
    return {str(name.value) for name in names if isinstance(name, ast.Constant)}


def test_every_event_that_the_code_sends_is_documented_and_no_other() -> None:
    assert set(EVENTS) == events_in_the_code()


def test_every_action_that_the_code_understands_is_documented_and_no_other() -> None:
    assert set(ACTIONS) == set(socket.ACTIONS)


def test_every_reference_leads_somewhere() -> None:
    def references(part: Any) -> list[str]:
        if isinstance(part, dict):
            own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            return own + [found for value in part.values() for found in references(value)]
        return [found for value in part for found in references(value)] if isinstance(part, list) else []

    for reference in references(DOCUMENT):
        place = DOCUMENT
        for name in reference.removeprefix("#/").split("/"):
            place = place[name]


def test_frames_are_as_documented(clinic: Clinic) -> None:
    conversation_id = clinic.topic()["id"]
    audience = audiences.gather(conversation_id)
    assert audience is not None
    seat, message = audience.seats["nora"], messages.at(conversation_id, 1)

    check(telling.announcement(audience, audience.conversation, message, "nora"))
    check(telling.unread_updated(seat, Tally(1, 1, 1, 1)))
    check(telling.receipt_updated(seat))


@pytest.mark.parametrize(("body", "event"), [('{"action": "ping"}', "pong"), ("[]", "error"), ("{", "error")])
def test_replies_are_as_documented(body: str, event: str, replies: list[telling.Frame]) -> None:
    content = socket.parsed(body)
    socket.ACTIONS.get(str(content.get("action")), socket.unknown)("some-connection", content)

    [frame] = replies
    assert frame["event"] == event
    check(frame)


@pytest.fixture
def replies(monkeypatch: pytest.MonkeyPatch) -> list[telling.Frame]:
    """What would go over the socket."""
    from chalicelib.adapters import sockets

    sent: list[telling.Frame] = []

    def send(connection_id: str, frame: telling.Frame) -> bool:
        sent.append(frame)
        return True

    monkeypatch.setattr(sockets, "send", send)
    return sent


def check(frame: telling.Frame) -> None:
    components = closed(DOCUMENT["components"])
    payload = components["messages"][frame["event"]]["payload"]
    validator = Draft7Validator({**payload, "components": components})
    assert [error.message for error in validator.iter_errors(frame)] == []
