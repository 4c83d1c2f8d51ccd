"""A change of a care team or a person reaches every conversation it concerns, however its jobs come."""

import json
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse

import app
from chalicelib.usecases import handing_over
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.handover import carry_out, change, followed, jobs_of, seven_topics, waiting, work_off
from tests.unit.recount import assert_all_agrees
from tests.unit.wire import Wire, failure


@pytest.fixture
def topics(talk: Clinic) -> list[str]:
    """Seven conversations of Ada with the care team `meds`, each with two messages, oldest first."""
    return seven_topics(talk)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_over, "BATCH", 2)


def inbox_of(person: Any) -> list[str]:
    return sorted(row["id"] for row in person.get("/conversations?limit=100")["items"])


def test_who_joins_finds_all_conversations_with_history_and_nothing_unread(talk: Clinic, topics: list[str]) -> None:
    with followed():
        talk.change_team("meds", members=["nora", "omar"])

    rows = talk.omar.get("/conversations?limit=100")["items"]
    assert sorted(row["id"] for row in rows) == sorted(topics)
    assert {(row["unreadCount"], row["messageCount"]) for row in rows} == {(0, 2)}
    assert_all_agrees(talk)


def test_who_leaves_loses_seats_and_totals_and_keeps_what_is_theirs(talk: Clinic, topics: list[str]) -> None:
    with followed():
        talk.change_team("meds", members=["omar"])

    assert inbox_of(talk.nora) == [talk.direct_id]
    assert [row["PK"] for row in tables.rows("HEAD#SEAT#nora")] == [f"CONV#{talk.direct_id}"]
    assert_all_agrees(talk)


def test_who_comes_back_has_read_what_was_said_meanwhile(talk: Clinic, topics: list[str]) -> None:
    with followed():
        talk.change_team("meds", members=[])
    talk.ada.post(f"{talk.topic_path}/messages", new_message("Nobody there?"))
    talk.settle()
    with followed():
        talk.change_team("meds", members=["nora"])

    assert inbox_of(talk.nora) == sorted([*topics, talk.direct_id])
    assert talk.nora.get(talk.topic_path)["unreadCount"] == 0
    assert_all_agrees(talk)


@pytest.mark.usefixtures("small_batches")
def test_a_job_leaves_the_rest_to_the_next_until_all_is_done(talk: Clinic, topics: list[str]) -> None:
    with change() as records:
        talk.change_team("meds", members=["nora", "omar"])
    [first] = jobs_of(records)

    assert carry_out(first) == []

    assert inbox_of(talk.omar) == sorted(topics[:2])
    assert work_off() == 3
    assert inbox_of(talk.omar) == sorted(topics)


def test_a_job_whose_time_runs_out_gets_on_by_one_conversation_at_least(talk: Clinic, topics: list[str]) -> None:
    with change() as records:
        talk.change_team("meds", members=["nora", "omar"])
    [first] = jobs_of(records)

    assert carry_out(first, milliseconds=9_000) == []

    assert inbox_of(talk.omar) == topics[:1]
    work_off()
    assert inbox_of(talk.omar) == sorted(topics)


@pytest.mark.usefixtures("small_batches")
def test_jobs_that_come_twice_late_and_mixed_change_nothing_more(talk: Clinic, topics: list[str]) -> None:
    with change() as joining:
        talk.change_team("meds", members=["nora", "omar", "dana"])
    with change() as leaving:
        talk.change_team("meds", members=["nora", "dana"])
    jobs = jobs_of([*joining, *leaving])
    carry_out(*jobs)
    work_off()
    wanted = tables.records()

    carry_out(*jobs[::-1], *jobs)
    work_off()

    assert tables.records() == wanted
    assert inbox_of(talk.dana) == sorted(topics)
    assert inbox_of(talk.omar) == []
    assert_all_agrees(talk)


def test_a_conversation_that_fails_keeps_no_other_waiting_and_is_tried_by_itself(
    talk: Clinic, topics: list[str], wire: Wire
) -> None:
    with change() as records:
        talk.change_team("meds", members=["nora", "omar"])
    [job] = jobs_of(records)
    wire.before("TransactWriteItems", out_of_reach, times=1)

    assert carry_out(job) == []

    assert inbox_of(talk.omar) == sorted(topics[1:])
    [alone] = waiting()
    assert json.loads(alone["Body"])["id"] == topics[0]
    wire.before("TransactWriteItems", out_of_reach, times=1)
    assert carry_out(alone) == [alone["MessageId"]]
    assert carry_out(alone) == []
    assert inbox_of(talk.omar) == sorted(topics)
    assert_all_agrees(talk)


def out_of_reach() -> AWSResponse:
    return failure("AccessDeniedException", "The key is not available.")


def test_a_job_fails_and_comes_again_when_the_list_cannot_be_read(talk: Clinic, topics: list[str], wire: Wire) -> None:
    with change() as records:
        talk.change_team("meds", members=["nora", "omar"])
    [job] = jobs_of(records)
    wire.before("Query", out_of_reach, times=1)

    assert carry_out(job) == [job["MessageId"]]
    assert carry_out(job) == []

    assert inbox_of(talk.omar) == sorted(topics)


def test_a_message_that_is_no_job_fails_alone(talk: Clinic, topics: list[str]) -> None:
    with change() as records:
        talk.change_team("meds", members=["nora", "omar"])
    [job] = jobs_of(records)

    assert carry_out({"MessageId": "poison", "Body": "{}"}, job) == ["poison"]
    assert inbox_of(talk.omar) == sorted(topics)


def test_changes_that_concern_no_conversation_make_no_job(talk: Clinic) -> None:
    waiting()
    with change() as records:
        talk.change_team("meds", name="Medicines")
        talk.change_patient("ada", email="elsewhere@mail.example", timeZone="Europe/Berlin")

    assert len(records) == 2
    assert app.settle({"Records": records}, None) == {"batchItemFailures": []}
    assert waiting() == []


def test_a_new_conversation_is_found_below_its_care_team_and_a_direct_one_is_not(talk: Clinic) -> None:
    assert [row["SK"] for row in tables.rows("CONV#")] == [f"CONV#{talk.topic_id}"]
    assert [row["PK"] for row in tables.rows("CONV#")] == ["TEAM#meds"]


@pytest.mark.parametrize(("path", "content"), [("preferences", {"pinned": True}), ("read-marker", {"seq": 1})])
def test_who_pins_or_reads_before_the_jobs_are_done_has_read_what_was_said_before(
    talk: Clinic, topics: list[str], path: str, content: dict[str, Any]
) -> None:
    with followed():
        talk.change_team("meds", members=["nora", "omar"])
        assert talk.omar.put(f"/conversations/{topics[0]}/{path}", content).status == 200

    row = talk.omar.get(f"/conversations/{topics[0]}")
    members = talk.omar.get(f"/conversations/{topics[0]}/members")["items"]
    joined = {member["person"]["id"]: member["joinedAt"] for member in members}
    assert (row["unreadCount"], row["messageCount"]) == (0, 2)
    assert joined["omar"] == talk.omar.get(f"/conversations/{topics[1]}/members")["items"][-1]["joinedAt"]
    assert_all_agrees(talk)
