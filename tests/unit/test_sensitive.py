"""What staff mark as sensitive: the patient sees that it is there, and its words nowhere."""

import json

import pytest

from tests.unit import tables
from tests.unit.clinic import Answer, Api, Clinic, new_message
from tests.unit.gateway import Gateway
from tests.unit.problems import assert_problem
from tests.unit.routes import DOORS
from tests.unit.test_access import PEOPLE, as_

SECRET = "Zebrafinch"
READS = [door for door in DOORS if door.method == "GET" and "ada" in door.by_role.split()]


def send(who: Api, path: str, text: str = f"{SECRET} result", **more: object) -> Answer:
    return who.post(f"{path}/messages", {**new_message(text), "sensitive": True, **more})


def test_its_words_are_in_no_answer_frame_search_or_audit_that_the_patient_could_get(
    talk: Clinic, gateway: Gateway
) -> None:
    for path in (talk.topic_path, talk.direct_path):
        assert send(talk.nora, path).status == 201
    talk.settle()
    talk.nora.call("PATCH", talk.topic_path, {"status": "resolved"})
    talk.ada.put(f"{talk.topic_path}/preferences", {"pinned": True})
    talk.settle()

    told = [talk.ada.get(door.at({"patient": "ada"}.get(door.of or "", talk.topic_id))) for door in READS]
    told += [talk.ada.get(f"{talk.topic_path}/messages/2"), talk.ada.get(f"{talk.direct_path}/messages")]
    told += [talk.ada.get(f"/conversations?q={SECRET[:5].lower()}"), talk.ada.put(f"{talk.topic_path}/claim", None)]
    assert {answer.status for answer in told} <= {200, 401, 403, 404}
    assert SECRET not in json.dumps([answer.text for answer in told])
    assert {"message.created", "conversation.updated", "unread.updated"} <= set(gateway.events("adas"))
    assert SECRET not in json.dumps(gateway.frames["adas"])
    assert SECRET in json.dumps(gateway.frames["noras"])
    assert SECRET not in str(tables.entries())
    listed = [row for row in tables.records() if row["type"] in ("word", "words")]
    assert listed
    assert SECRET.lower() not in str(listed).lower()


def test_the_patient_sees_that_it_is_there_and_staff_what_it_says(talk: Clinic) -> None:
    sent = send(talk.nora, talk.topic_path)
    talk.settle()

    [_, shown] = talk.ada.get(f"{talk.topic_path}/messages")["items"]
    kept = ("id", "seq", "sender", "sentAt", "clientMessageId", "type")
    assert {name: shown[name] for name in kept} == {name: sent[name] for name in kept}
    assert (shown["sensitive"], shown["locked"], shown["text"], shown["card"], shown["attachments"]) == (
        *(True, True, None, None),
        [],
    )
    row = talk.ada.get("/conversations")["items"][0]
    assert (row["lastMessage"]["sensitive"], row["lastMessage"]["preview"], row["unreadCount"]) == (True, None, 1)
    [_, seen] = talk.nora.get(f"{talk.topic_path}/messages")["items"]
    assert (seen["sensitive"], seen["locked"], seen["text"]) == (True, False, f"{SECRET} result")
    assert talk.nora.get(talk.topic_path)["lastMessage"]["preview"] == f"{SECRET} result"


def test_asking_for_it_alone_says_what_is_needed_and_is_written_down(talk: Clinic) -> None:
    send(talk.nora, talk.topic_path)

    refused = talk.ada.get(f"{talk.topic_path}/messages/2")

    assert_problem(refused, 401, "STEP_UP_NEEDED")
    assert refused.headers["WWW-Authenticate"] == 'Bearer error="insufficient_user_authentication", max_age=300'
    [(act, outcome, detail)] = tables.entries("act", "outcome", "detail")
    assert (act, outcome, json.loads(detail)) == ("messages.read", "refused", {"seq": 2, "reason": "STEP_UP_NEEDED"})
    assert talk.nora.get(f"{talk.topic_path}/messages/2").status == 200


def test_patients_mark_nothing(talk: Clinic) -> None:
    before = tables.contents()["Records"]

    refused = send(talk.ada, talk.topic_path)
    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == ["sensitive"]
    started = {"kind": "topic", "topic": "Sleep", "careTeamId": "meds", "message": {**new_message(), "sensitive": True}}
    refused = talk.ada.post("/conversations", started)
    assert_problem(refused, 400, "INVALID")
    assert [error["field"] for error in refused["errors"]] == ["message.sensitive"]
    assert tables.contents()["Records"] == before


def test_the_first_message_of_a_conversation_can_be_sensitive(talk: Clinic) -> None:
    wanted = {"kind": "topic", "topic": "Results", "careTeamId": "desk", "patientId": "ada"}
    started = talk.dana.post("/conversations", {**wanted, "message": {**new_message(SECRET), "sensitive": True}})
    talk.settle()

    assert (started.status, started["lastMessage"]["preview"]) == (201, SECRET)
    assert SECRET not in talk.ada.get("/conversations").text
    assert SECRET not in talk.ada.get(f"/conversations/{started['id']}/messages").text


@pytest.mark.parametrize("marked", [{}, {"sensitive": False}, {"sensitive": True}])
def test_what_corrects_something_sensitive_is_sensitive(talk: Clinic, marked: dict[str, bool]) -> None:
    send(talk.nora, talk.topic_path)
    correction = {**new_message(f"{SECRET}, the second"), "correctionOf": 2, **marked}

    for status in (201, 200):
        corrected = talk.nora.post(f"{talk.topic_path}/messages", correction)
        assert (corrected.status, corrected["seq"], corrected["sensitive"]) == (status, 3, True)
    assert SECRET not in talk.ada.get(f"{talk.topic_path}/messages").text


def test_a_correction_of_something_open_may_be_sensitive(talk: Clinic) -> None:
    talk.nora.post(f"{talk.topic_path}/messages", new_message("All is well."))
    send(talk.nora, talk.topic_path, correctionOf=2)

    assert [it["text"] for it in talk.ada.get(f"{talk.topic_path}/messages")["items"][1:]] == ["All is well.", None]


def test_the_mark_belongs_to_what_a_name_stands_for(talk: Clinic) -> None:
    message = new_message(SECRET)
    talk.nora.post(f"{talk.topic_path}/messages", {**message, "sensitive": True})

    assert talk.nora.post(f"{talk.topic_path}/messages", {**message, "sensitive": True}).status == 200
    assert_problem(talk.nora.post(f"{talk.topic_path}/messages", message), 409, "ID_REUSED")


def test_a_sensitive_text_too_large_for_a_frame_is_locked_too(talk: Clinic, gateway: Gateway) -> None:
    send(talk.nora, talk.topic_path, SECRET + "\u200d😀" * 3_900)

    shown = gateway.last("adas", "message.created")
    assert (shown["message"]["text"], shown["message"]["locked"]) == (None, True)
    assert shown["conversation"]["lastMessage"]["preview"] is None


def test_outsiders_learn_nothing_of_it(talk: Clinic) -> None:
    send(talk.nora, talk.topic_path)

    for who in set(PEOPLE) - {"ada", "nora"}:
        assert as_(who).get(f"{talk.topic_path}/messages/2").status in (403, 404)
