"""What really goes over a socket is what the AsyncAPI document says, field by field."""

import json

import pytest
from jsonschema import Draft7Validator

import app
from chalicelib.adapters import audiences, messages
from chalicelib.transport.asyncapi import document
from chalicelib.usecases import presence, telling
from tests.unit.clinic import Clinic
from tests.unit.contract.closing import closed
from tests.unit.gateway import Gateway, event
from tests.unit.visiting import act, come, followed, minute

COMPONENTS = closed(document()["components"])


def test_frames_are_as_documented(clinic: Clinic) -> None:
    conversation_id = clinic.topic()["id"]
    audience = audiences.gather(conversation_id)
    assert audience is not None
    seat, message = audience.seats["nora"], messages.at(conversation_id, 1)

    check(telling.announcement(audience, audience.conversation, message, "nora"))
    check(
        telling.unread_updated(
            seat, {"messages": 1, "conversations": 1, "caseMessages": 0, "needsReply": 1}, "2026-01-01T00:00:00.000Z"
        )
    )
    check(telling.receipt_updated(seat))
    check(telling.conversation_as_seen(audience, seat))


REPLIES = [('{"action": "ping"}', "pong"), ("[]", "error"), ("{", "error"), ('{"action": "typing"}', "error")]


@pytest.mark.parametrize(("body", "name"), REPLIES)
def test_replies_are_as_documented(body: str, name: str, replies: list[telling.Frame]) -> None:
    app.frame(event("some-connection", body=body), None)

    [frame] = replies
    assert frame["event"] == name
    check(frame)


def test_typing_is_told_as_documented(talk: Clinic, gateway: Gateway) -> None:
    frame = {"action": "typing", "conversationId": talk.topic_id, "on": True}
    app.frame(event("noras", body=json.dumps(frame)), None)

    [told] = gateway.frames["adas"]
    assert told["event"] == "typing"
    check(told)
    Draft7Validator(COMPONENTS["messages"]["act.typing"]["payload"]).validate(frame)


def test_calls_are_told_as_documented(talk: Clinic, gateway: Gateway) -> None:
    said = [{"action": "call.here", "here": True}, {"action": "call.signal", "data": {"kind": "hello"}}]
    with minute(0):
        followed(lambda: act(talk.ada, "join"))
        followed(lambda: come("adas"))
        followed(lambda: act(talk.nora, "late", {"minutes": 5}))
        followed(lambda: act(talk.nora, "start"))
        for frame in said:
            app.frame(event("noras", body=json.dumps({**frame, "appointmentId": "checkup"})), None)
        followed(lambda: act(talk.nora, "end"))

    told = {frame["event"]: frame for frame in gateway.frames["adas"]}
    assert told.keys() == {"call.waiting", "call.updated", "call.started", "call.signal", "call.ended"}
    for frame in gateway.frames["adas"]:
        check(frame)
    for frame in said:
        payload = COMPONENTS["messages"][f"act.{frame['action']}"]["payload"]
        Draft7Validator(payload).validate({**frame, "appointmentId": "checkup"})


def test_presence_is_told_as_documented(talk: Clinic, gateway: Gateway) -> None:
    for who in ("nora", "ada"):
        presence.settle(who)

    [told] = gateway.frames["noras"]
    assert told["event"] == "presence"
    check(told)


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
