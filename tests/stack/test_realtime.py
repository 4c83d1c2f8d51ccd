"""Messages over sockets, through the real gateway, functions and stream."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic, Newcomer
from tests.stack_fixture.listener import listening
from tests.stack_fixture.person import Person, new_message


def test_a_message_reaches_the_other_side_and_the_senders_other_windows(clinic: Clinic) -> None:
    conversation = clinic.topic()
    with listening(clinic.ada) as ada, listening(clinic.nora) as nora, listening(clinic.nora) as second_window:
        sent = clinic.nora.http.post(f"/conversations/{conversation['id']}/messages", json=new_message("With water."))

        for listener in (ada, nora, second_window):
            event = listener.hears("message.created", lambda data: data["message"]["id"] == sent.json()["id"])
            assert event["data"]["message"]["text"] == "With water."
            assert event["data"]["conversation"]["lastSeq"] == 2
            if listener is ada:
                assert event["data"]["conversation"]["unreadCount"] == 1
            else:
                assert event["data"]["message"]["status"] == "sent"


def test_whoever_is_not_a_member_hears_nothing(clinic: Clinic) -> None:
    conversation = clinic.topic()
    with listening(clinic.bo) as other_patient, listening(clinic.pia) as other_team, listening(clinic.ada) as ada:
        clinic.nora.http.post(f"/conversations/{conversation['id']}/messages", json=new_message("For Ada alone."))
        ada.hears("message.created", lambda data: data["message"]["text"] == "For Ada alone.")

        for outsider in (other_patient, other_team):
            outsider.say({"action": "ping"})
            outsider.hears("pong")
            assert conversation["id"] not in json.dumps(outsider.events)
            assert not [event for event in outsider.events if event["event"] == "message.created"]


def test_reading_moves_the_receipt_on_the_other_side_and_the_badge_on_ones_own(clinic: Clinic) -> None:
    conversation = clinic.topic()
    path = f"/conversations/{conversation['id']}"
    with listening(clinic.ada) as ada, listening(clinic.nora) as nora:
        assert clinic.nora.http.put(f"{path}/read-marker", json={"seq": 1}).status_code == 200

        of_this = conversation["id"]
        read = ada.hears("receipt.updated", lambda data: data["conversationId"] == of_this and data["readSeq"])
        assert (read["data"]["personId"], read["data"]["readSeq"]) == ("nora", 1)
        nora.hears("unread.updated", lambda data: data["conversationId"] == of_this and data["readSeq"] == 1)
    assert clinic.ada.http.get(f"{path}/messages").json()["items"][0]["status"] == "read"


def test_frames_that_ask_for_nothing_known_are_answered_and_the_socket_stays_open(clinic: Clinic) -> None:
    with listening(clinic.ada) as ada:
        for number, frame in enumerate(("not json", "[]", {"action": "erase"}, {"action": {}}, "{" * 3000), 1):
            ada.say(frame)
            ada.hears("error", lambda _data, number=number: count(ada.events, "error") >= number)
        ada.say({"action": "ping"})
        ada.hears("pong", lambda _data: count(ada.events, "pong") == 2)


def count(events: list[dict[str, object]], name: str) -> int:
    return sum(event["event"] == name for event in events)


@pytest.mark.parametrize("ticket", ["", "?ticket=", "?ticket=made-up"])
def test_without_a_good_ticket_no_socket_opens(stack: Stack, ticket: str) -> None:
    address = f"{stack.portal_url.replace('http', 'ws')}/socket{ticket}"

    with pytest.raises(InvalidStatus) as refusal, connect(address, open_timeout=60):
        pass

    assert refusal.value.response.status_code in (401, 403)


def test_a_ticket_opens_one_socket_however_many_try_at_once(clinic: Clinic) -> None:
    address = clinic.ada.socket_url()

    def opens(_number: int) -> bool:
        try:
            with connect(address, open_timeout=60):
                return True
        except InvalidStatus:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(opens, range(8))) == 1
    assert not opens(9)


def test_a_page_of_a_foreign_origin_opens_no_socket(stack: Stack, clinic: Clinic) -> None:
    foreign = "https://elsewhere.example"
    with pytest.raises(InvalidStatus), connect(clinic.ada.socket_url(), origin=foreign, open_timeout=60):
        pass
    with connect(clinic.ada.socket_url(), origin=stack.portal_url, open_timeout=60):
        pass


def test_messages_of_five_minutes_ago_are_fetched_after_a_break(clinic: Clinic) -> None:
    conversation = clinic.topic()
    path = f"/conversations/{conversation['id']}/messages"
    with listening(clinic.ada) as ada:
        first = clinic.nora.http.post(path, json=new_message("Before the break.")).json()
        ada.hears("message.created", lambda data: data["message"]["id"] == first["id"])
    missed = [clinic.nora.http.post(path, json=new_message(f"Missed {number}.")).json()["seq"] for number in range(5)]

    with listening(clinic.ada):
        caught_up = clinic.ada.http.get(path, params={"after": first["seq"]}).json()["items"]

    assert [message["seq"] for message in caught_up] == missed
    assert [message["text"] for message in caught_up] == [f"Missed {number}." for number in range(5)]


def test_a_direct_conversation_is_one_though_both_begin_it_at_once(clinic: Clinic, newcomer: Newcomer) -> None:
    patient = newcomer()
    others = {patient: {"providerId": "omar"}, clinic.omar: {"patientId": patient.id}}

    def begin(who: Person) -> tuple[int, str]:
        wanted = {"kind": "direct", **others[who], "message": new_message(f"{who.id} {uuid.uuid4()}")}
        answer = who.http.post("/conversations", json=wanted)
        return answer.status_code, answer.json()["id"]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(begin, [patient, clinic.omar] * 4))

    assert len({conversation_id for _status, conversation_id in answers}) == 1
    assert [status for status, _id in answers].count(201) == 1
    messages = patient.http.get(f"/conversations/{answers[0][1]}/messages").json()["items"]
    assert [message["seq"] for message in messages] == list(range(1, 9))
