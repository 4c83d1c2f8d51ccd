"""Frames: none too large for the gateway, and every one from a client answered."""

import pytest

import app
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.gateway import Gateway, event

LARGEST_FRAME = 32_768


LONG = {
    "the most text in plain letters": "x" * 8_000,
    "two bytes a letter": "д" * 8_000,
    "three bytes a letter": "薬" * 8_000,
    "four bytes a letter": "\U0001f48a" * 8_000,
    "letters that JSON writes longer": '"\\' * 4_000,
    "control characters": "a" + "\x01" * 7_999,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_frame_is_larger_than_the_gateway_takes(talk: Clinic, gateway: Gateway, text: str) -> None:
    sent = talk.ada.post(f"{talk.topic_path}/messages", new_message(text))

    assert sent["text"] == text
    assert gateway.events("noras") == ["message.created"]
    assert max(gateway.sizes) <= LARGEST_FRAME
    assert gateway.last("noras", "message.created")["message"]["text"] in (text, None)


def test_a_long_text_that_fits_is_pushed_with_its_text(talk: Clinic, gateway: Gateway) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message("д" * 8_000))

    assert gateway.last("noras", "message.created")["message"]["text"] == "д" * 8_000


def test_a_ping_is_answered_on_its_own_socket(talk: Clinic, gateway: Gateway) -> None:
    app.frame(event("adas", body='{"action": "ping"}'), None)

    assert (gateway.events("adas"), gateway.events("noras")) == (["pong"], [])


ODD_FRAMES = (
    "",
    "null",
    "[]",
    "1",
    "{",
    '{"action": "shout"}',
    '{"action": ["ping"]}',
    '{"action": null}',
    '{"ACTION": "ping"}',
    "[" * 50_000,
    '{"action": "ping", "data": "' + "x" * 40_000 + '"}',
    '{"action": "ping", "data": "' + "薬" * 20_000 + '"}',
    None,
)


@pytest.mark.parametrize("body", ODD_FRAMES, ids=lambda body: str(body)[:20])
def test_any_other_frame_is_answered_with_an_error_and_stores_nothing(
    talk: Clinic, gateway: Gateway, body: str | None
) -> None:
    before = tables.contents()

    app.frame(event("adas", body=body), None)

    assert gateway.events("adas") == ["error"]
    assert gateway.last("adas", "error")["code"] == "INVALID"
    assert tables.contents() == before
