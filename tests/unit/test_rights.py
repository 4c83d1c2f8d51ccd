"""Each function asks DynamoDB for nothing that its own role does not allow, down to the partition of the table."""

from typing import Any

import pytest

import app
from tests.unit.clinic import Clinic, new_message, patient
from tests.unit.rights import Right, idle, needed, refused
from tests.unit.wire import Call, Wire


def socket_event(**more: Any) -> dict[str, Any]:
    context = {"apiId": "api", "stage": "socket", "connectionId": "some-connection", "domainName": "here"}
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


def test_settling_needs_no_more_than_its_role_gives(talk: Clinic, opened: list[Call], wire: Wire) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message("And with milk?"))
    talk.nora.post(f"{talk.direct_path}/messages", new_message("Yes."))
    start = len(wire.calls)
    talk.settle()
    assert refused("SettlePolicy", since(wire, start)) == set()


def test_settling_who_joined_and_who_left_needs_all_of_its_role_and_no_more(talk: Clinic, wire: Wire) -> None:
    talk.ehr.put("/directory/care-teams/meds", {"name": "Medication questions", "members": ["dana"]})
    talk.ada.post(f"{talk.topic_path}/messages", new_message("Hello, all"))
    start = len(wire.calls)
    talk.settle()
    assert refused("SettlePolicy", since(wire, start)) == set()
    assert idle("SettlePolicy", since(wire, start)) == set()


def test_the_api_needs_all_of_its_role_and_no_more(clinic: Clinic, wire: Wire) -> None:
    conversation_id = clinic.topic()["id"]
    path = f"/conversations/{conversation_id}"
    start = len(wire.calls)
    clinic.ehr.put("/directory/people/ada", {**patient("ada"), "name": "Ada Renamed"})
    message = new_message()
    for _ in range(2):
        clinic.ada.post(f"{path}/messages", message)
    clinic.nora.post(f"{path}/messages", new_message())
    clinic.nora.put(f"{path}/read-marker", {"seq": 1})
    for route in ("/me", "/me/unread", "/conversations", path, f"{path}/messages", "/patients?q=a"):
        clinic.nora.get(route)
    clinic.ada.get("/contacts")
    clinic.bo.get(path)
    ticket_of(clinic)
    assert refused("ApiPolicy", since(wire, start)) == set()
    assert idle("ApiPolicy", since(wire, start)) == set()


def test_a_right_beyond_the_role_is_noticed(opened: list[Call]) -> None:
    assert refused("DisconnectPolicy", opened) & {
        right for call in opened for right in needed(call) if right.partition.startswith("TICKET#")
    }
    assert refused("FramePolicy", opened) == {Right(*right) for call in opened for right in needed(call)}
