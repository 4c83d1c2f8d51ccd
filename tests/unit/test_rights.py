"""Each function asks DynamoDB for nothing that its own role does not allow, down to the partition of the table."""

import json
from typing import Any

import pytest

import app
from chalicelib import clock
from tests.unit import visits
from tests.unit.clinic import Clinic, new_message
from tests.unit.gateway import Gateway, open_socket
from tests.unit.handover import change, waiting, work_off
from tests.unit.population import patient
from tests.unit.rights import idle, needed, refused
from tests.unit.visiting import deliver, minute, records_of
from tests.unit.wire import Call, Wire


def socket_event(connection_id: str = "some-connection", **more: Any) -> dict[str, Any]:
    context = {"apiId": "api", "stage": "socket", "connectionId": connection_id, "domainName": "here"}
    return {"requestContext": context, **more}


def ticket_of(clinic: Clinic) -> str:
    url: str = clinic.nora.post("/me/realtime-tickets")["url"]
    return url.partition("ticket=")[2]


def since(wire: Wire, start: int) -> list[Call]:
    calls = wire.calls[start:]
    assert calls
    return calls


@pytest.fixture
def opened(talk: Clinic, wire: Wire) -> list[Call]:
    """What opening a socket asked for."""
    ticket, start = ticket_of(talk), len(wire.calls)
    assert app.connect(socket_event(queryStringParameters={"ticket": ticket}), None) == {"statusCode": 200}
    return since(wire, start)


def test_opening_a_socket_needs_all_of_its_role_and_no_more(opened: list[Call]) -> None:
    assert refused("ConnectPolicy", opened) == set()
    assert idle("ConnectPolicy", opened) == set()


def test_being_refused_a_socket_needs_no_more_either(talk: Clinic, wire: Wire) -> None:
    start = len(wire.calls)
    assert app.connect(socket_event(queryStringParameters={"ticket": "invented"}), None)["statusCode"] == 401
    assert refused("ConnectPolicy", since(wire, start)) == set()


def test_closing_a_socket_needs_all_of_its_role_and_no_more(opened: list[Call], wire: Wire) -> None:
    start = len(wire.calls)
    app.disconnect(socket_event(), None)
    assert refused("DisconnectPolicy", since(wire, start)) == set()
    assert idle("DisconnectPolicy", since(wire, start)) == set()


def test_frames_need_all_of_their_role_and_no_more(talk: Clinic, gateway: Gateway, wire: Wire) -> None:
    open_socket(talk.bo, "bos")
    gateway.answers["adas"] = 410
    start = len(wire.calls)
    for sender, conversation_id in (("noras", talk.topic_id), ("noras", talk.direct_id), ("bos", talk.topic_id)):
        typing = {"action": "typing", "conversationId": conversation_id, "on": True}
        app.frame(socket_event(sender, body=json.dumps(typing)), None)
    assert refused("FramePolicy", since(wire, start)) == set()
    assert idle("FramePolicy", since(wire, start)) == set()


def test_settling_needs_no_more_than_its_role_gives(talk: Clinic, opened: list[Call], wire: Wire) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message("And with milk?"))
    talk.nora.post(f"{talk.direct_path}/messages", new_message("Yes."))
    start = len(wire.calls)
    talk.settle()
    assert refused("SettlePolicy", since(wire, start)) == set()


def test_settling_who_joined_and_who_left_needs_all_of_its_role_and_no_more(talk: Clinic, wire: Wire) -> None:
    talk.ehr.put("/directory/care-teams/meds", {"name": "Medication questions", "members": ["dana"]})
    talk.ada.post(f"{talk.topic_path}/messages", new_message("Hello, all"))
    started = {"kind": "topic", "topic": "Sleep", "careTeamId": "meds", "message": new_message()}
    talk.ada.post("/conversations", started)
    with minute(0):
        assert talk.ada.post(visits.JOIN).status == 202
        cancelled = records_of(lambda: visits.change(talk, status="cancelled"))
    start = len(wire.calls)
    talk.settle()
    deliver(*cancelled)
    assert refused("SettlePolicy", since(wire, start)) == set()
    assert idle("SettlePolicy", since(wire, start)) == set()


def test_handing_over_needs_all_of_its_role_and_no_more(talk: Clinic, opened: list[Call], wire: Wire) -> None:
    waiting()
    with change() as records:
        talk.ehr.put("/directory/care-teams/meds", {"name": "Medication questions", "members": ["omar"]})
        talk.ehr.put("/directory/people/ada", {**patient("ada"), "name": "Ada Renamed"})
    start = len(wire.calls)
    assert app.settle({"Records": records}, None) == {"batchItemFailures": []}
    assert wire.calls[start:] == []
    work_off()
    assert refused("HandOverPolicy", since(wire, start)) == set()
    assert idle("HandOverPolicy", since(wire, start)) == set()


def test_the_api_needs_all_of_its_role_and_no_more(clinic: Clinic, wire: Wire) -> None:
    conversation_id = clinic.topic()["id"]
    path = f"/conversations/{conversation_id}"
    start = len(wire.calls)
    clinic.ehr.put("/directory/people/ada", {**patient("ada"), "name": "Ada Renamed"})
    clinic.change_case("refill", requesterId="dana")
    clinic.nora.get("/patients/ada/artifacts?type=appt")
    for thing in ("cases/refill", "care-teams/tests", "people/omar", "people/bo", "appointments/checkup"):
        clinic.ehr.delete(f"/directory/{thing}")
    message = new_message()
    for _ in range(2):
        clinic.ada.post(f"{path}/messages", message)
    clinic.nora.post(f"{path}/messages", new_message())
    clinic.nora.put(f"{path}/read-marker", {"seq": 1})
    for route in ("/me", "/me/unread", "/stats", path, f"{path}/messages", "/patients?q=a", "/conversations?q=tab"):
        clinic.nora.get(route)
    for tab in ("all", "unread", "read", "archived", "needs_reply"):
        clinic.nora.get(f"/conversations?filter={tab}")
    clinic.ada.get("/contacts")
    for asked in ("patientId=ada", "personId=nora", f"conversationId={conversation_id}", f"from={clock.timestamp()}"):
        assert clinic.admin.get(f"/audit?{asked}").status == 200
    clinic.ada.get("/me/access-log")
    clinic.admin.get("/archive/preview")
    clinic.bo.get(path)
    ticket_of(clinic)
    assert refused("ApiPolicy", since(wire, start)) == set()
    assert idle("ApiPolicy", since(wire, start)) == set()


def test_a_right_beyond_the_role_is_noticed(opened: list[Call]) -> None:
    assert refused("DisconnectPolicy", opened) & {
        right for call in opened for right in needed(call) if right.partition.startswith("TICKET#")
    }
    beyond = {right for call in opened for right in needed(call) if not right.partition.startswith("PRESENCE#")}
    assert refused("FramePolicy", opened) == beyond
