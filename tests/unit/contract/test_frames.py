"""What really goes over a socket is what the AsyncAPI document says, field by field."""

import pytest
from jsonschema import Draft7Validator

from chalicelib.adapters import audiences, messages
from chalicelib.domain.seat import Tally
from chalicelib.transport import socket
from chalicelib.transport.asyncapi import document
from chalicelib.usecases import telling
from tests.unit.clinic import Clinic
from tests.unit.contract.closing import closed

COMPONENTS = closed(document()["components"])


def test_frames_are_as_documented(clinic: Clinic) -> None:
    conversation_id = clinic.topic()["id"]
    audience = audiences.gather(conversation_id)
    assert audience is not None
    seat, message = audience.seats["nora"], messages.at(conversation_id, 1)

    check(telling.announcement(audience, audience.conversation, message, "nora"))
    check(telling.unread_updated(seat, Tally(1, 1, 1, 1), "2026-01-01T00:00:00.000Z"))
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
    payload = COMPONENTS["messages"][frame["event"]]["payload"]
    validator = Draft7Validator({**payload, "components": COMPONENTS})
    assert [error.message for error in validator.iter_errors(frame)] == []
