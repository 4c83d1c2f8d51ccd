"""Typing, coming and going, through the real gateway, functions and stream."""

import time
from typing import Any

from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.listener import Listener, listening

GONE_SECONDS = 60


def told(listener: Listener, event: str) -> list[dict[str, Any]]:
    """All that was heard of that name, once a ping was answered that was sent after it."""
    pongs = sum(heard["event"] == "pong" for heard in listener.events)
    listener.say({"action": "ping"})
    listener.hears("pong", lambda _data: sum(heard["event"] == "pong" for heard in listener.events) > pongs)
    return [heard["data"] for heard in listener.events if heard["event"] == event]


def test_typing_is_heard_by_the_other_members_and_by_nobody_else(clinic: Clinic) -> None:
    conversation_id = clinic.topic()["id"]
    with (
        listening(clinic.ada) as ada,
        listening(clinic.nora) as nora,
        listening(clinic.nora) as second_window,
        listening(clinic.pia) as stranger,
    ):
        for on in (True, False):
            nora.say({"action": "typing", "conversationId": conversation_id, "on": on})
            heard = ada.hears("typing", lambda data, on=on: data["on"] is on)["data"]
            assert (heard["conversationId"], heard["person"]["id"]) == (conversation_id, "nora")

        stranger.say({"action": "typing", "conversationId": conversation_id, "on": True})
        assert stranger.hears("error")["data"]["code"] == "NOT_FOUND"
        nora.say({"action": "typing", "conversationId": conversation_id})
        assert nora.hears("error")["data"]["errors"] == [{"field": "on", "message": "Field required"}]
        assert [told(listener, "typing") for listener in (nora, second_window, stranger)] == [[], [], []]
        assert len(told(ada, "typing")) == 2


def test_a_flood_of_frames_harms_nobody(clinic: Clinic) -> None:
    conversation_id = clinic.topic()["id"]
    with listening(clinic.ada) as ada, listening(clinic.nora) as nora:
        for _ in range(200):
            nora.say({"action": "typing", "conversationId": conversation_id, "on": True})

        ada.say({"action": "typing", "conversationId": conversation_id, "on": True})
        nora.hears("typing", lambda data: data["person"]["id"] == "ada")
        ada.hears("typing", lambda data: data["person"]["id"] == "nora")
        assert len(told(ada, "typing")) < 200


def test_coming_and_going_is_heard_by_those_related_and_by_nobody_else(clinic: Clinic) -> None:
    conversation_id = clinic.topic()["id"]
    nobody_is_left(clinic, conversation_id)
    with listening(clinic.nora) as colleague, listening(clinic.ada) as patient, listening(clinic.bo) as stranger:
        with listening(clinic.omar), listening(clinic.omar):
            for listener in (colleague, patient):
                listener.hears("presence", lambda data: data == {"personId": "omar", "online": True})
            assert "omar" in online(clinic, conversation_id)
        for listener in (colleague, patient):
            listener.hears("presence", lambda data: data == {"personId": "omar", "online": False})

        assert "omar" not in online(clinic, conversation_id)
        assert {"ada", "nora"} <= online(clinic, conversation_id)
        colleague.hears("presence", lambda data: data == {"personId": "ada", "online": True})
        assert not {"ada", "nora", "omar", "bo"} & {data["personId"] for data in told(stranger, "presence")}


def nobody_is_left(clinic: Clinic, conversation_id: str) -> None:
    """Wait until windows of before are gone: whoever is still there does not come."""
    deadline = time.monotonic() + GONE_SECONDS
    while here := online(clinic, conversation_id):
        assert time.monotonic() < deadline, f"{here} are still there"
        time.sleep(0.1)


def online(clinic: Clinic, conversation_id: str) -> set[str]:
    answer = clinic.ada.http.get(f"/conversations/{conversation_id}/members")
    assert answer.status_code == 200, answer.text
    return {member["person"]["id"] for member in answer.json()["items"] if member["online"]}
