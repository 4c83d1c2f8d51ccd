"""The members of a conversation: everybody of today and nobody else, how far each has come, and who is online."""

from typing import Any

import app
from tests.unit import tables
from tests.unit.clinic import Api, Clinic, new_message
from tests.unit.gateway import Gateway, event, open_socket
from tests.unit.wire import Wire


def members(api: Api, path: str) -> dict[str, Any]:
    """The members by id, in the order of the answer."""
    answer = api.get(f"{path}/members")
    assert (answer.status, answer["next"]) == (200, None)
    return {member["person"]["id"]: member for member in answer["items"]}


def online(api: Api, path: str) -> set[str]:
    return {person_id for person_id, member in members(api, path).items() if member["online"]}


def test_the_patient_comes_first_and_then_the_team_by_name(talk: Clinic) -> None:
    talk.change_team("meds", members=["omar", "nora", "dana"])

    assert list(members(talk.ada, talk.topic_path)) == ["ada", "dana", "nora", "omar"]
    assert list(members(talk.nora, talk.direct_path)) == ["ada", "nora"]


def test_each_has_come_as_far_as_their_seat_says(talk: Clinic) -> None:
    talk.ada.post(f"{talk.topic_path}/messages", new_message())
    talk.settle()
    talk.nora.put(f"{talk.topic_path}/read-marker", {"seq": 1})

    nora = members(talk.ada, talk.topic_path)["nora"]

    created_at = talk.ada.get(talk.topic_path)["createdAt"]
    person = {"id": "nora", "role": "provider", "name": "Nora Quill", "initials": "NQ", "title": "Nurse"}
    assert nora == {"person": person, "joinedAt": created_at, "deliveredSeq": 2, "readSeq": 1, "online": False}


def test_who_joined_is_there_at_once_and_nothing_has_reached_them_yet(talk: Clinic) -> None:
    talk.change_team("meds", members=["nora", "omar"])
    talk.ada.post(f"{talk.topic_path}/messages", new_message())

    before = members(talk.nora, talk.topic_path)["omar"]
    talk.settle()
    after = members(talk.nora, talk.topic_path)["omar"]

    assert before["joinedAt"] == after["joinedAt"] > talk.ada.get(talk.topic_path)["createdAt"]
    assert (before["deliveredSeq"], after["deliveredSeq"], after["readSeq"]) == (0, 2, 0)


def test_who_left_is_gone_at_once(talk: Clinic) -> None:
    talk.change_team("meds", members=["omar"])

    assert list(members(talk.ada, talk.topic_path)) == ["ada", "omar"]
    assert talk.nora.get(f"{talk.topic_path}/members").status == 404


def test_who_has_a_socket_open_is_online_with_or_without_a_seat(talk: Clinic, gateway: Gateway) -> None:
    talk.change_team("meds", members=["nora", "omar"])
    open_socket(talk.omar, "omars")
    open_socket(talk.bo, "bos")

    assert online(talk.ada, talk.topic_path) == {"ada", "nora", "omar"}
    for closed in ("omars", "adas"):
        app.disconnect(event(closed), None)
    assert online(talk.ada, talk.topic_path) == {"nora"}


def test_somebody_whom_the_directory_does_not_hold_any_more_is_a_member_still(talk: Clinic) -> None:
    held = tables.contents()
    gone = [item for item in held["Records"] if item["PK"] != {"S": "PERSON#ada"} or item["SK"] != {"S": "PERSON"}]
    tables.replace_contents({**held, "Records": gone})

    assert members(talk.nora, talk.topic_path)["ada"]["person"]["name"] == "ada"


def test_a_large_team_costs_the_same_calls(talk: Clinic, wire: Wire) -> None:
    costs = []
    for number in (1, 30):
        staff = [f"nurse-{each}" for each in range(number)]
        for each in staff:
            talk.ehr.put(f"/directory/people/{each}", {"role": "provider", "name": f"Nurse {each}"})
        talk.change_team("meds", members=["nora", *staff])
        wire.calls.clear()
        assert len(members(talk.nora, talk.topic_path)) == number + 2
        costs.append(sorted(call.operation for call in wire.calls))

    assert costs[0] == costs[1]
