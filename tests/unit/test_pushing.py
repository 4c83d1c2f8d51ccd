"""The fast path: who has a socket open sees what happens at once; whatever fails there fails nobody's act."""

import json
from collections.abc import Iterator

import pytest

import app
from chalicelib.adapters import sockets
from chalicelib.settings import settings
from chalicelib.usecases import telling
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.gateway import Gateway, event, open_socket, standing
from tests.unit.wire import Wire, failure

LARGEST_FRAME = 32_768


@pytest.fixture
def gateway(talk: Clinic, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    """The socket gateway, with a window of Ada's and one of Nora's open."""
    with standing() as it:
        monkeypatch.setenv("CONNECTIONS_URL", it.url)
        settings.cache_clear()
        sockets.gateway.cache_clear()
        sockets.gateway()
        monkeypatch.setattr(telling, "PATIENCE", 10)
        open_socket(talk.ada, "adas")
        open_socket(talk.nora, "noras")
        yield it
    settings.cache_clear()
    sockets.gateway.cache_clear()


def presence() -> dict[str, set[str]]:
    return {row["PK"].partition("#")[2]: set(row.get("connectionIds", ())) for row in tables.rows("PRESENCE")}


def test_every_window_of_every_member_sees_a_message_at_once(talk: Clinic, gateway: Gateway) -> None:
    open_socket(talk.nora, "noras-phone")
    open_socket(talk.omar, "omars")

    sent = talk.ada.post(f"{talk.topic_path}/messages", new_message("Hello"))

    for window in ("noras", "noras-phone"):
        data = gateway.last(window, "message.created")
        assert data["message"] == {**sent.body, "status": None}
        assert (data["conversation"]["unreadCount"], data["conversation"]["lastSeq"]) == (2, 2)
    assert gateway.last("adas", "message.created")["message"] == sent.body
    assert gateway.frames["omars"] == []


def test_frames_say_what_happened_and_when(talk: Clinic, gateway: Gateway) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message())

    [frame] = gateway.frames["noras"]
    assert frame.keys() == {"id", "event", "time", "data"}
    assert frame["id"] != gateway.frames["adas"][0]["id"]


def test_the_stream_tells_totals_and_receipts(talk: Clinic, gateway: Gateway) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message())
    talk.settle()

    totals = gateway.last("noras", "unread.updated")
    assert totals == {
        "messages": 3,
        "conversations": 2,
        "conversationId": talk.topic_id,
        "lastSeq": 2,
        "readSeq": 0,
        "unreadCount": 2,
    }
    receipt = gateway.last("adas", "receipt.updated")
    assert receipt == {"conversationId": talk.topic_id, "personId": "nora", "deliveredSeq": 2, "readSeq": 0}


def test_reading_tells_the_other_side_and_ones_other_windows(talk: Clinic, gateway: Gateway) -> None:
    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})

    assert gateway.last("adas", "receipt.updated")["readSeq"] == 1
    assert gateway.last("noras", "unread.updated")["messages"] == 1
    assert gateway.events("noras") == ["unread.updated"]
    assert gateway.events("adas") == ["receipt.updated"]


def test_a_repeated_send_is_not_told_again(talk: Clinic, gateway: Gateway) -> None:
    message = new_message()
    for _ in range(2):
        talk.ada.post(f"{talk.topic_path}/messages", message)

    assert gateway.events("noras") == ["message.created"]


def test_who_left_the_team_is_told_nothing(talk: Clinic, gateway: Gateway) -> None:
    talk.change_team("meds", members=[])

    talk.ada.post(f"{talk.topic_path}/messages", new_message("Not for Nora any more"))
    talk.settle()

    assert "Not for Nora" not in json.dumps(gateway.frames["noras"])
    assert gateway.events("noras") == []


def test_a_socket_that_is_gone_is_forgotten(talk: Clinic, gateway: Gateway) -> None:
    gateway.answers["noras"] = 410

    assert talk.ada.post(f"{talk.topic_path}/messages", new_message()).status == 201
    assert presence() == {"ada": {"adas"}, "nora": set()}


@pytest.mark.parametrize("status", [429, 500, 503, 403])
def test_a_gateway_that_fails_fails_no_send_and_nobody_is_forgotten(
    talk: Clinic, gateway: Gateway, status: int
) -> None:
    gateway.answers["noras"] = status

    assert talk.ada.post(f"{talk.topic_path}/messages", new_message()).status == 201
    talk.settle()

    assert presence() == {"ada": {"adas"}, "nora": {"noras"}}
    assert "message.created" in gateway.events("adas")


def test_a_slow_gateway_holds_nobody_up_for_long(
    talk: Clinic, gateway: Gateway, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(telling, "PATIENCE", 0.05)
    gateway.delay = 0.4

    assert talk.ada.post(f"{talk.topic_path}/messages", new_message()).status == 201

    assert "frames left behind" in caplog.text


def test_without_its_audit_entry_no_content_is_pushed(talk: Clinic, gateway: Gateway, wire: Wire) -> None:
    wire.before("PutItem", lambda: failure("InternalServerError"), table="Audit", times=9)

    assert talk.ada.post(f"{talk.topic_path}/messages", new_message()).status == 201
    assert gateway.frames["noras"] == gateway.frames["adas"] == []


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
