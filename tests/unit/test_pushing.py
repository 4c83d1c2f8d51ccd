"""The fast path: who has a socket open sees what happens at once; whatever fails there fails nobody's act."""

import json
import time

import pytest

from chalicelib.usecases import telling
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.gateway import Gateway, a_while_later, open_socket
from tests.unit.wire import Wire, failure


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
        "caseMessages": 0,
        "needsReply": 2,
        "conversationId": talk.topic_id,
        "lastSeq": 2,
        "readSeq": 0,
        "unreadCount": 2,
    }
    receipt = gateway.last("adas", "receipt.updated")
    assert receipt == {"conversationId": talk.topic_id, "personId": "nora", "deliveredSeq": 2, "readSeq": 0}


def test_nobody_is_told_that_somebody_got_their_own_words(talk: Clinic, gateway: Gateway) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message())
    talk.settle()

    assert sorted(gateway.events("adas")) == ["message.created", "receipt.updated", "unread.updated"]
    assert sorted(gateway.events("noras")) == ["message.created", "unread.updated"]


def test_what_both_wrote_before_the_stream_came_reached_both(talk: Clinic, gateway: Gateway) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message())
    talk.nora.post(f"{talk.topic_path}/messages", new_message())
    talk.settle()

    assert gateway.last("adas", "receipt.updated")["deliveredSeq"] == 3
    assert gateway.last("noras", "receipt.updated")["deliveredSeq"] == 3


def test_reading_tells_the_other_side_and_ones_other_windows(talk: Clinic, gateway: Gateway) -> None:
    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})

    assert gateway.last("adas", "receipt.updated")["readSeq"] == 1
    assert gateway.last("noras", "unread.updated")["messages"] == 1
    assert gateway.events("noras") == ["unread.updated"]
    assert gateway.events("adas") == ["receipt.updated"]


def test_reading_once_more_tells_the_other_side_once_more(talk: Clinic, gateway: Gateway) -> None:
    for _ in range(2):
        talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})

    assert gateway.events("adas") == ["receipt.updated"] * 2


def test_who_lost_their_account_hears_nothing_more(talk: Clinic, gateway: Gateway) -> None:
    talk.change_patient("ada", portalAccount=False)

    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})

    assert gateway.frames["adas"] == []
    assert talk.ada.post("/me/realtime-tickets").status == 404


def test_a_socket_that_is_just_opening_is_tried_again(talk: Clinic, gateway: Gateway) -> None:
    gateway.once["noras"] = 410

    talk.ada.post(f"{talk.topic_path}/messages", new_message("Hello"))

    assert gateway.last("noras", "message.created")["message"]["text"] == "Hello"
    assert presence()["nora"] == {"noras"}
    assert gateway.once == {}


def test_a_repeated_send_is_not_told_again(talk: Clinic, gateway: Gateway) -> None:
    message = new_message()
    for _ in range(2):
        talk.ada.post(f"{talk.topic_path}/messages", message)

    assert gateway.events("noras") == ["message.created"]


def test_who_left_the_team_is_told_that_and_nothing_of_what_is_said_since(talk: Clinic, gateway: Gateway) -> None:
    talk.change_team("meds", members=[])

    talk.ada.post(f"{talk.topic_path}/messages", new_message("Not for Nora any more"))
    talk.settle()

    assert "Not for Nora" not in json.dumps(gateway.frames["noras"])
    assert sorted(gateway.events("noras")) == ["conversation.removed", "unread.updated"]
    assert gateway.last("noras", "conversation.removed") == {"conversationId": talk.topic_id}
    assert gateway.last("noras", "unread.updated")["messages"] == 1


def test_a_socket_that_is_gone_is_forgotten(talk: Clinic, gateway: Gateway) -> None:
    gateway.answers["noras"] = 410

    with a_while_later():
        assert talk.ada.post(f"{talk.topic_path}/messages", new_message()).status == 201
    assert presence() == {"ada": {"adas"}, "nora": set()}


def test_a_socket_that_opens_slowly_hears_what_comes_once_it_is_open(talk: Clinic, gateway: Gateway) -> None:
    with a_while_later():
        open_socket(talk.nora, "opening")
        gateway.answers |= {"noras": 410, "opening": 410}
        talk.ada.post(f"{talk.topic_path}/messages", new_message("While it opens"))
        gateway.answers.clear()
        talk.ada.post(f"{talk.topic_path}/messages", new_message("Hello"))

    assert gateway.last("opening", "message.created")["message"]["text"] == "Hello"


def test_a_socket_that_is_gone_is_forgotten_though_another_has_just_been_opened(talk: Clinic, gateway: Gateway) -> None:
    with a_while_later():
        open_socket(talk.nora, "opening")
        gateway.answers["noras"] = 410
        talk.ada.post(f"{talk.topic_path}/messages", new_message())

    assert presence()["nora"] == {"opening"}


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
    talk: Clinic, gateway: Gateway, wire: Wire, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    gateway.answering.clear()
    # Once it is written down whom the message is shown: until then others than the gateway are waited for.
    wire.before("PutItem", lambda: monkeypatch.setattr(telling, "PATIENCE", 0.05), table="Audit")

    assert talk.ada.post(f"{talk.topic_path}/messages", new_message()).status == 201

    assert "frames left behind" in caplog.text
    gateway.answering.set()
    while len(gateway.sizes) < 2:
        time.sleep(0.01)


def test_without_its_audit_entry_no_content_is_pushed(talk: Clinic, gateway: Gateway, wire: Wire) -> None:
    wire.before("PutItem", lambda: failure("InternalServerError"), table="Audit", times=9)

    assert talk.ada.post(f"{talk.topic_path}/messages", new_message()).status == 201
    assert gateway.frames["noras"] == gateway.frames["adas"] == []
