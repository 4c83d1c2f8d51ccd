"""What people hear, read and find after a change of a care team or a person: in open windows, threads and searches."""

import json
from typing import Any

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.gateway import Gateway, open_socket
from tests.unit.handover import carry_out, change, follow, followed, jobs_of, seven_topics, waiting, work_off
from tests.unit.recount import assert_all_agrees
from tests.unit.wire import Wire, failure


@pytest.fixture
def topics(talk: Clinic) -> list[str]:
    """Seven conversations of Ada with the care team `meds`, each with two messages, oldest first."""
    return seven_topics(talk)


def test_windows_hear_what_their_people_gain_and_lose(talk: Clinic, gateway: Gateway) -> None:
    open_socket(talk.omar, "omars")

    with followed():
        talk.change_team("meds", members=["omar"])

    gained = gateway.last("omars", "conversation.updated")["conversation"]
    assert gained == talk.omar.get(talk.topic_path).body
    assert (gained["unreadCount"], gained["messageCount"]) == (0, 1)
    assert gateway.last("noras", "conversation.removed") == {"conversationId": talk.topic_id}
    assert gateway.last("noras", "unread.updated")["messages"] == 1
    pushed = tables.entries("act", "personId", "patientId", "detail")
    assert ("conversation.pushed", "#", "ada", json.dumps({"lastSeq": 2, "to": ["omar"]})) in pushed


def test_without_its_audit_entry_no_conversation_is_shown(talk: Clinic, gateway: Gateway, wire: Wire) -> None:
    open_socket(talk.omar, "omars")

    with followed():
        talk.change_team("meds", members=["nora", "omar"])
        wire.before("PutItem", lambda: failure("InternalServerError"), table="Audit", times=99)

    assert "conversation.updated" not in gateway.events("omars")
    assert "omar" in {row["personId"] for row in tables.rows("HEAD#SEAT#")}


@pytest.mark.parametrize(
    ("changed", "reason"), [({"chatOptIn": False}, "OPTED_OUT"), ({"careTeams": []}, "NO_RELATIONSHIP")]
)
def test_a_patients_change_shows_in_open_windows(
    talk: Clinic, gateway: Gateway, changed: dict[str, object], reason: str
) -> None:
    with followed():
        talk.change_patient("ada", **changed)

    seen = {
        frame["data"]["conversation"]["id"]: frame["data"]["conversation"]["reason"]
        for frame in gateway.frames["noras"]
        if frame["event"] == "conversation.updated"
    }
    assert seen == {talk.topic_id: reason, talk.direct_id: reason}
    assert set(gateway.events("adas")) == {"conversation.updated"}


def test_a_patients_change_shows_first_where_something_happened_last(talk: Clinic, gateway: Gateway) -> None:
    newest = talk.topic("And now?")["id"]
    waiting()
    with change() as records:
        talk.change_patient("ada", chatOptIn=False)
    follow(records)
    [latest] = [job for job in waiting() if json.loads(job["Body"])["source"] == "latest"]
    gateway.begin_anew()

    carry_out(latest)

    shown = [frame["data"]["conversation"]["id"] for frame in gateway.frames["adas"]]
    assert shown == [newest, talk.direct_id, talk.topic_id]
    assert work_off() == 0, "it comes to an end"


def test_a_providers_change_shows_in_their_direct_conversations(talk: Clinic, gateway: Gateway) -> None:
    staff = {"role": "provider", "name": "Nora Quill-Reed", "portalAccount": True, "email": "nora@clinic.example"}
    with followed():
        assert talk.ehr.put("/directory/people/nora", staff).status == 200

    [frame] = gateway.frames["adas"]
    assert frame["data"]["conversation"]["provider"]["name"] == "Nora Quill-Reed"


def test_archived_conversations_of_a_patient_are_shown_too(talk: Clinic, gateway: Gateway) -> None:
    archive(talk.topic_id)

    with followed():
        talk.change_patient("ada", name="Ada Renamed")

    shown = {frame["data"]["conversation"]["id"] for frame in gateway.frames["noras"]}
    assert shown == {talk.topic_id, talk.direct_id}


def archive(conversation_id: str) -> None:
    """Move Ada's seat to her archive."""
    contents = tables.contents()
    for item in contents["Records"]:
        if item["PK"]["S"] == f"CONV#{conversation_id}" and item["SK"]["S"] == "HEAD#SEAT#ada":
            item["inboxPK"] = {"S": "INBOX#ada#archived"}
    tables.replace_contents(contents)


def entries_of(person: Any, conversation_id: str) -> list[tuple[str, str]]:
    """What a thread says by itself: the text of each system entry, and whom it is about."""
    thread = person.get(f"/conversations/{conversation_id}/messages?limit=100")["items"]
    return [(it["text"], it["system"]["person"]["id"]) for it in thread if it["type"] == "system"]


def test_each_thread_says_once_who_joined_and_counts_nothing_for_it(talk: Clinic, topics: list[str]) -> None:
    with change() as records:
        talk.change_team("meds", members=["nora", "omar"])
    jobs = jobs_of(records)
    carry_out(*jobs, *jobs)
    work_off()

    for conversation_id in topics:
        assert entries_of(talk.ada, conversation_id) == [("Omar Reed joined the care team.", "omar")]
    rows = talk.omar.get("/conversations?limit=100")["items"]
    assert {(row["unreadCount"], row["messageCount"], row["lastSeq"]) for row in rows} == {(0, 2, 3)}
    assert talk.nora.get(talk.topic_path)["unreadCount"] == 1
    assert_all_agrees(talk)


def test_an_archived_thread_says_nothing_of_who_joined(talk: Clinic, topics: list[str]) -> None:
    contents = tables.contents()
    for item in contents["Records"]:
        if item["PK"]["S"] == f"CONV#{topics[0]}" and item["SK"]["S"] == "HEAD":
            item["status"] = {"S": "archived"}
    tables.replace_contents(contents)

    with followed():
        talk.change_team("meds", members=["nora", "omar"])

    assert entries_of(talk.ada, topics[0]) == []
    assert len(entries_of(talk.ada, topics[1])) == 1
    assert talk.omar.get(f"/conversations/{topics[0]}").status == 200


def test_who_left_before_the_job_came_is_not_said_to_have_joined(talk: Clinic, topics: list[str]) -> None:
    with change() as records:
        talk.change_team("meds", members=["nora", "omar"])
    talk.change_team("meds", members=["nora"])
    carry_out(*jobs_of(records))
    work_off()

    assert entries_of(talk.ada, topics[0]) == []


def test_a_conversation_begun_since_does_not_say_who_was_there_before(talk: Clinic) -> None:
    with change() as records:
        talk.change_team("meds", members=["nora", "omar"])
    younger = talk.topic("A new matter")["id"]
    carry_out(*jobs_of(records))
    work_off()

    assert entries_of(talk.ada, younger) == []
    assert len(entries_of(talk.ada, talk.topic_id)) == 1


def test_open_windows_see_the_entry_at_once(talk: Clinic, gateway: Gateway) -> None:
    with followed():
        talk.change_team("meds", members=["nora", "omar"])

    seen = gateway.last("adas", "message.created")["message"]
    assert (seen["type"], seen["sender"], seen["text"]) == ("system", None, "Omar Reed joined the care team.")
    assert seen["system"]["act"] == "member_joined"


def test_a_renamed_patient_is_found_by_the_new_name_in_all_their_conversations(talk: Clinic) -> None:
    with followed():
        talk.change_patient("ada", name="Ada Heather")

    found = talk.nora.get("/conversations?q=heather")["items"]
    assert sorted(row["id"] for row in found) == sorted([talk.topic_id, talk.direct_id])
    assert talk.nora.get("/conversations?q=brook")["items"] == []
