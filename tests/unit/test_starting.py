"""Starting a conversation: with its first message, wholly or not at all, and once."""

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.population import patient
from tests.unit.wire import Wire, cancelled, failure

TOPIC = {"kind": "topic", "topic": "Sleep", "careTeamId": "meds"}
DIRECT = {"kind": "direct", "providerId": "nora"}


def heads() -> list[str]:
    return [row["PK"] for row in tables.rows("HEAD") if row["SK"] == "HEAD"]


def test_a_patient_and_the_team_see_a_new_topic_alike(clinic: Clinic) -> None:
    started = clinic.ada.post("/conversations", {**TOPIC, "topic": "  Sleep ", "message": new_message("Help")})
    clinic.settle()

    seen = clinic.nora.get(f"/conversations/{started['id']}")

    assert started.status == 201
    assert (started["topic"], started["kind"], started["messageCount"], started["unreadCount"]) == (
        "Sleep",
        "topic",
        1,
        0,
    )
    assert started["careTeam"] == {"id": "meds", "name": "Medication questions"}
    assert started["lastMessage"]["preview"] == "Help"
    assert seen["needsReply"]["since"] == started["lastActivityAt"] >= started["createdAt"]
    assert {**seen.body, "unreadCount": 0, "needsReply": None} == started.body


def test_staff_start_a_topic_for_a_patient_of_theirs(clinic: Clinic) -> None:
    started = clinic.nora.post("/conversations", {**TOPIC, "patientId": "ada", "message": new_message()})

    assert (started.status, started["patient"]["id"], started["needsReply"]) == (201, "ada", None)


def test_the_front_desk_starts_a_topic_for_anybody(clinic: Clinic) -> None:
    for who in ("ada", "bo"):
        wanted = {**TOPIC, "careTeamId": "desk", "patientId": who, "message": new_message()}
        assert clinic.dana.post("/conversations", wanted).status == 201


def test_the_same_name_twice_starts_one_conversation(clinic: Clinic) -> None:
    wanted = {**TOPIC, "message": new_message()}

    first, second = clinic.ada.post("/conversations", wanted), clinic.ada.post("/conversations", wanted)

    assert (first.status, second.status) == (201, 200)
    assert first.body == second.body
    assert len(heads()) == 1


@pytest.mark.parametrize(
    "change", [{"topic": "Food"}, {"careTeamId": "desk"}, {"message": {"text": "Other"}}], ids=repr
)
def test_the_same_name_for_something_else_is_refused(clinic: Clinic, change: dict) -> None:
    wanted = {**TOPIC, "message": new_message()}
    clinic.ada.post("/conversations", wanted)
    before = tables.contents()["Records"]

    other = {**wanted, **change, "message": {**wanted["message"], **change.get("message", {})}}
    refused = clinic.ada.post("/conversations", other)

    assert (refused.status, refused["code"]) == (409, "ID_REUSED")
    assert tables.contents()["Records"] == before


def test_two_people_may_use_one_name_without_knowing(clinic: Clinic) -> None:
    message = new_message()

    assert clinic.ada.post("/conversations", {**TOPIC, "message": message}).status == 201
    assert clinic.bo.post("/conversations", {**TOPIC, "careTeamId": "tests", "message": message}).status == 201


def test_a_direct_conversation_is_got_or_created_from_both_sides(clinic: Clinic) -> None:
    first = clinic.ada.post("/conversations", {**DIRECT, "message": new_message("one")})
    again = clinic.ada.post("/conversations", {**DIRECT, "message": new_message("two")})
    back = clinic.nora.post("/conversations", {"kind": "direct", "patientId": "ada", "message": new_message("three")})

    assert [answer.status for answer in (first, again, back)] == [201, 200, 200]
    assert len({answer["id"] for answer in (first, again, back)}) == 1
    texts = [message["text"] for message in clinic.ada.get(f"/conversations/{first['id']}/messages")["items"]]
    assert texts == ["one", "two", "three"]


def test_a_direct_message_repeated_in_a_conversation_that_stood_is_stored_once(clinic: Clinic) -> None:
    clinic.direct()
    wanted = {**DIRECT, "message": new_message("again")}

    answers = [clinic.ada.post("/conversations", wanted) for _ in range(2)]

    assert [answer["messageCount"] for answer in answers] == [2, 2]


def test_the_name_of_a_direct_message_cannot_be_used_for_another_person(clinic: Clinic) -> None:
    clinic.ehr.put("/directory/people/bo", {**patient("bo"), "careTeams": ["meds"]})
    message = new_message("For Ada alone.")
    wanted = {"kind": "direct", "patientId": "ada"}
    clinic.nora.post("/conversations", {**wanted, "message": new_message("First of all.")})

    to_ada = [clinic.nora.post("/conversations", {**wanted, "message": message}).status for _ in range(2)]
    to_bo = clinic.nora.post("/conversations", {"kind": "direct", "patientId": "bo", "message": message})

    assert to_ada == [200, 200]
    assert (to_bo.status, to_bo["code"]) == (409, "ID_REUSED")
    assert clinic.bo.get("/conversations")["items"] == []


def test_two_starters_of_one_direct_pair_meet_in_one_conversation(clinic: Clinic, wire: Wire) -> None:
    from_nora = {"kind": "direct", "patientId": "ada", "message": new_message("from Nora")}
    wire.before("TransactWriteItems", lambda: clinic.nora.post("/conversations", from_nora))

    mine = clinic.ada.post("/conversations", {**DIRECT, "message": new_message("from Ada")})

    assert (mine.status, mine["messageCount"]) == (200, 2)
    assert heads() == [f"CONV#{mine['id']}"]


def test_two_tries_of_one_start_at_once_make_one_conversation(clinic: Clinic, wire: Wire) -> None:
    wanted = {**TOPIC, "message": new_message()}
    wire.before("TransactWriteItems", lambda: clinic.ada.post("/conversations", wanted))

    assert clinic.ada.post("/conversations", wanted).status == 200
    assert len(heads()) == 1


def test_a_start_whose_transaction_fails_leaves_nothing(clinic: Clinic, wire: Wire) -> None:
    before = tables.contents()["Records"]
    wire.before("TransactWriteItems", lambda: cancelled("None", "None", "ValidationError", "None"))

    assert clinic.ada.post("/conversations", {**TOPIC, "message": new_message()}).status == 500
    assert tables.contents()["Records"] == before


def test_a_start_in_somebodys_way_waits(clinic: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: cancelled("None", "TransactionConflict"), times=2)

    assert clinic.ada.post("/conversations", {**TOPIC, "message": new_message()}).status == 201
    assert len(heads()) == 1


def test_a_start_that_is_stored_is_acknowledged_although_nobody_could_be_told(clinic: Clinic, wire: Wire) -> None:
    wanted = {**TOPIC, "message": new_message()}
    wire.before("TransactWriteItems", lambda: wire.before("Query", lambda: failure("InternalServerError"), times=1))

    assert clinic.ada.post("/conversations", wanted).status == 201


def test_consent_is_checked_in_the_transaction_that_starts(clinic: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: clinic.change_patient("ada", chatOptIn=False))

    refused = clinic.nora.post("/conversations", {**TOPIC, "patientId": "ada", "message": new_message()})

    assert (refused.status, refused["code"]) == (409, "OPTED_OUT")
    assert heads() == []
