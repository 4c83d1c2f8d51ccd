"""Loading a slice of the demo clinic."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import boto3
import pytest

from chalicelib import together
from chalicelib.adapters import identity
from infra.demo import loading
from infra.demo.clinic import Clinic, clinic
from infra.demo.sign_ins import set_passwords
from infra.demo.thread import Thread
from tests.unit import tables
from tests.unit.clinic import person

NOW = datetime(2026, 3, 18, 15, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Loaded:
    """A slice of the clinic, and what the tables hold of it."""

    slice: Clinic
    contents: dict[str, list[tables.Item]]


def matching(demo: Clinic, condition: Callable[[Thread], bool]) -> Thread:
    """The newest short conversation of which that holds."""
    return next(thread for thread in demo.threads if len(thread.lines) < 7 and condition(thread))


def waits(thread: Thread) -> bool:
    return thread.lines[-1].sender_id == thread.patient_id


def small(whole: Clinic) -> Clinic:
    """A topic on which the patient waits, a direct conversation, and one with somebody who opted out later."""
    opted_out = {patient.id for patient in whole.people.changed if not patient.chat_opt_in}
    threads = (
        matching(whole, lambda thread: bool(thread.team_id) and waits(thread)),
        matching(whole, lambda thread: bool(thread.provider_id)),
        matching(whole, lambda thread: thread.patient_id in opted_out),
    )
    consult = next(each for each in whole.consults if each.thread and not each.closed_at)
    writers = {consult.case.patient_id, *(thread.patient_id for thread in threads)}
    people = replace(
        whole.people,
        patients=tuple(each for each in whole.people.patients if each.id in writers),
        changed=tuple(each for each in whole.people.changed if each.id in writers),
    )
    shown = tuple(item for item in whole.items if item.patient_id in writers)
    return Clinic(people, threads, (consult,), shown)


@pytest.fixture(scope="module")
def loaded(cloud: str) -> Iterator[Loaded]:
    """Loaded one call after the other: moto's transactions copy whole tables, and undo what others did meanwhile."""
    part = small(clinic(NOW))
    tables.replace_contents({})
    with pytest.MonkeyPatch.context() as monkeypatch, ThreadPoolExecutor(1) as one_by_one:
        monkeypatch.setattr(together, "POOL", one_by_one)
        loading.load(part, NOW, workers=1)
        yield Loaded(part, tables.contents())


@pytest.fixture
def demo(loaded: Loaded) -> Clinic:
    """The slice, freshly loaded."""
    tables.replace_contents(loaded.contents)
    return loaded.slice


def test_each_thread_reads_as_it_was_meant(demo: Clinic) -> None:
    for thread in demo.threads:
        patient = person(thread.patient_id, "patient")
        [found] = [
            each
            for tab in ("all", "archived")
            for each in patient.get(f"/conversations?filter={tab}")["items"]
            if each["messageCount"] == len(thread.lines) and each["topic"] == thread.topic
        ]
        thread_page = patient.get(f"/conversations/{found['id']}/messages?limit=100")["items"]
        shown = [each for each in thread_page if each["type"] == "text"]
        assert [(each["sender"]["id"], each["text"]) for each in shown] == [
            (line.sender_id, line.text) for line in thread.lines
        ]
        assert [datetime.fromisoformat(each["sentAt"]).replace(microsecond=0) for each in shown] == [
            line.at.replace(microsecond=0) for line in thread.lines
        ]


def test_inbox_badge_and_markers_agree(demo: Clinic) -> None:
    for someone in (*demo.people.staff, *demo.people.patients):
        api = person(someone.id, someone.role.value)
        inbox, badge = api.get("/conversations")["items"], api.get("/me/unread").body
        assert sum(each["unreadCount"] for each in inbox) == badge["messages"], someone.id
        assert sum(each["unreadCount"] > 0 for each in inbox) == badge["conversations"], someone.id


def test_the_team_has_unread_messages_where_a_patient_waits(demo: Clinic) -> None:
    waiting = demo.threads[0]
    behind = [seen.person_id for seen in waiting.readings if seen.seq < len(waiting.lines)]
    assert behind
    for person_id in behind:
        assert person(person_id, "provider").get("/me/unread")["messages"] >= 1


def test_a_case_is_talked_about_between_its_two(demo: Clinic) -> None:
    [consult] = demo.consults
    assert consult.thread is not None
    requester = person(consult.case.requester_id, demo.people.roles[consult.case.requester_id].value)
    [shown] = requester.get("/cases")["items"]
    assert shown["conversation"]["messageCount"] == len(consult.thread.lines)


def test_who_left_cannot_be_written_to_and_keeps_the_history(demo: Clinic) -> None:
    gone = demo.threads[2]
    api = person(gone.patient_id, "patient")
    found = next(each for tab in ("all", "archived") for each in api.get(f"/conversations?filter={tab}")["items"])
    assert (found["canReply"], found["reason"]) == (False, "OPTED_OUT")
    assert found["messageCount"] == len(gone.lines)


def test_all_of_it_is_audited_in_the_demo_session(demo: Clinic) -> None:
    assert set(tables.entries("session")) == {"demo"}


def test_loading_again_changes_nothing_that_people_see(demo: Clinic) -> None:
    before = tables.contents()["Records"]
    for thread in demo.threads:
        loading.tell(demo.people, thread)
    for consult in demo.consults:
        loading.confer(demo.people, consult)
    assert tables.contents()["Records"] == before


def test_a_loaded_clinic_is_recognized(demo: Clinic) -> None:
    assert loading.is_loaded(demo.people)


def test_an_empty_clinic_is_recognized(cloud: str) -> None:
    tables.replace_contents({})
    assert not loading.is_loaded(clinic(NOW).people)


def test_the_invited_get_the_demo_password(demo: Clinic, cloud: str) -> None:
    set_passwords(identity.pool(), cloud, demo.people)
    users = boto3.client("cognito-idp").list_users(UserPoolId=cloud)["Users"]
    states = {user["Username"]: user["UserStatus"] for user in users}
    assert {states[person_id] for person_id in demo.people.roles} == {"CONFIRMED"}
