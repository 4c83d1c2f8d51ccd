"""Waking people in their browsers: who is, what arrives there, and what becomes of browsers that are gone."""

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest

import app
from chalicelib.adapters import push_services, vapid
from infra.vapid import new_key
from tests.stack_fixture.push_service import Browser, PushService, standing
from tests.unit import tables
from tests.unit.calling import chosen
from tests.unit.clinic import Api, Clinic, new_message, person
from tests.unit.gateway import Gateway, open_socket
from tests.unit.heard import listening
from tests.unit.problems import assert_problem
from tests.unit.rights import refused
from tests.unit.visiting import act, deliver, minute, records_of
from tests.unit.wire import Wire

KEY = new_key()


@pytest.fixture(scope="module")
def service() -> Iterator[PushService]:
    with standing() as it:
        yield it


@pytest.fixture
def push(talk: Clinic, service: PushService, monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    """The clinic wakes people, by the push service of these tests; nothing of it has happened yet."""
    secret = boto3.client("secretsmanager").create_secret(Name=f"vapid-{uuid.uuid4()}", SecretString=json.dumps(KEY))
    queue = boto3.client("sqs").create_queue(QueueName=f"pushes-{uuid.uuid4()}")["QueueUrl"]
    service.begin_anew()
    monkeypatch.setattr(vapid, "KEPT", vapid.Kept())
    vapid.vault.cache_clear()
    push_services.say_once.cache_clear()
    known = {
        "VAPID_SECRET_ARN": secret["ARN"],
        "VAPID_PUBLIC_KEY": KEY["publicKey"],
        "VAPID_SUBJECT": "mailto:it@a.example",
    }
    with chosen(WEB_PUSH="true", PUSH_QUEUE_URL=queue, PUSH_HOSTS=service.url, IS_LOCAL="true", **known):
        yield service


def subscribe(who: Api, service: PushService, name: str) -> Browser:
    browser = service.browser(name)
    assert who.put("/me/push-subscriptions", browser.subscription).status == 201
    return browser


def jobs() -> list[dict[str, Any]]:
    """Take all jobs off the queue, as the function gets them."""
    sqs, url, found = boto3.client("sqs"), chosen_queue(), list[dict[str, Any]]()
    while taken := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for it in taken:
            counted = {"ApproximateReceiveCount": "1"}
            found.append(
                {
                    "body": it["Body"],
                    "messageId": it["MessageId"],
                    "receiptHandle": it["ReceiptHandle"],
                    "attributes": counted,
                }
            )
    return found


def chosen_queue() -> str:
    from chalicelib.settings import settings

    return settings().push.queue_url


def woken(records: list[dict[str, Any]]) -> list[str]:
    return sorted(json.loads(record["body"])["person_id"] for record in records)


def send(records: list[dict[str, Any]]) -> int:
    """Give jobs to the function; how many come again."""
    return len(app.send_pushes({"Records": records}, None)["batchItemFailures"])


def say(who: Api, path: str, clinic: Clinic) -> list[dict[str, Any]]:
    """One more message, settled; the jobs that come of it."""
    assert who.post(f"{path}/messages", new_message("About your blood test")).status == 201
    clinic.settle()
    return jobs()


def test_a_browser_is_kept_once_and_forgotten_on_request(talk: Clinic, push: PushService) -> None:
    browser = subscribe(talk.ada, push, "adas")
    again = talk.ada.put("/me/push-subscriptions", browser.subscription)
    assert again.status == 200
    assert talk.ada.get("/me")["push"] == {"publicKey": KEY["publicKey"]}
    [row] = tables.rows("PUSH#")
    assert (row["PK"], row["session"], row["endpoint"]) == ("PERSON#ada", "session-of-ada", browser.endpoint)
    assert int(row["ttl"]) > 0

    assert talk.nora.call("DELETE", "/me/push-subscriptions", {"endpoint": browser.endpoint}).status == 200
    assert len(tables.rows("PUSH#")) == 1, "of somebody else"
    assert talk.ada.call("DELETE", "/me/push-subscriptions", {"endpoint": browser.endpoint}).status == 200
    assert tables.rows("PUSH#") == []


def test_addresses_that_are_none_of_push_services_and_keys_that_are_none_are_refused(
    talk: Clinic, push: PushService
) -> None:
    good = push.browser("good").subscription
    for wrong in (
        {"endpoint": "https://169.254.169.254/latest"},
        {"endpoint": push.url.replace("127.0.0.1", "localhost") + "/push/a"},
        {"keys": {**good["keys"], "auth": "short"}},
        {"keys": {**good["keys"], "p256dh": good["keys"]["auth"]}},
    ):
        assert_problem(talk.ada.put("/me/push-subscriptions", {**good, **wrong}), 400, "INVALID")
    assert tables.rows("PUSH#") == []


def test_where_the_clinic_wakes_nobody_none_is_kept_and_no_job_is_made(talk: Clinic, push: PushService) -> None:
    with chosen(WEB_PUSH="false"):
        answer = talk.ada.put("/me/push-subscriptions", push.browser("adas").subscription)
        assert_problem(answer, 409, "PUSH_OFF")
        assert talk.ada.get("/me")["push"] is None
        talk.nora.post(f"{talk.topic_path}/messages", new_message())
        talk.settle()
    assert jobs() == []


def test_of_too_many_browsers_the_one_that_stayed_away_longest_goes(talk: Clinic, push: PushService) -> None:
    for number in range(21):
        subscribe(talk.ada, push, f"browser-{number}")
    endpoints = {row["endpoint"] for row in tables.rows("PUSH#")}
    assert len(endpoints) == 20
    assert f"{push.url}/push/browser-20" in endpoints


def test_signing_out_forgets_the_browser_of_that_session_and_being_logged_off_does_not(
    talk: Clinic, push: PushService
) -> None:
    phone = person("ada", "patient", origin_jti="adas-phone")
    subscribe(talk.ada, push, "adas")
    subscribe(phone, push, "phone")

    phone.post("/me/sign-out", {"keepPush": True})
    assert len(tables.rows("PUSH#")) == 2
    phone.post("/me/sign-out", {})
    assert [row["session"] for row in tables.rows("PUSH#")] == ["session-of-ada"]
    subscribe(phone, push, "phone")
    talk.ada.post("/me/sign-out", {"everywhere": True})
    assert tables.rows("PUSH#") == []


def test_a_message_wakes_those_without_a_window_to_whom_it_is_new_and_nobody_else(
    talk: Clinic, push: PushService, gateway: Gateway
) -> None:
    assert say(talk.ada, talk.topic_path, talk) == [], "Nora has a window open"
    talk.change_team("meds", members=["nora", "omar"])
    talk.settle()
    assert woken(say(talk.ada, talk.topic_path, talk)) == ["omar"]
    talk.omar.put(f"{talk.topic_path}/preferences", {"muted": True})
    assert say(talk.ada, talk.topic_path, talk) == []
    talk.settle()
    assert jobs() == [], "what the stream brings twice wakes nobody twice"


def test_who_wants_no_notices_is_left_in_peace(talk: Clinic, push: PushService) -> None:
    talk.ada.patch("/me", {"preferences": {"notify": {"web": False}}})
    assert say(talk.nora, talk.direct_path, talk) == []


def test_a_push_speaks_the_language_of_who_is_woken(talk: Clinic, push: PushService) -> None:
    phone = subscribe(talk.ada, push, "phone")
    talk.ada.patch("/me", {"preferences": {"locale": "es-MX"}})
    assert send(say(talk.nora, talk.topic_path, talk)) == 0
    assert [heard["language"] for heard in phone.heard] == ["es"]


def test_what_arrives_says_how_many_and_where_and_can_be_read_by_that_browser_alone(
    talk: Clinic, push: PushService, wire: Wire
) -> None:
    phone, tablet = subscribe(talk.ada, push, "phone"), subscribe(talk.ada, push, "tablet")
    first = say(talk.nora, talk.topic_path, talk)
    again = say(talk.nora, talk.topic_path, talk)
    other = say(talk.nora, talk.direct_path, talk)
    start = len(wire.calls)

    assert [send(records) for records in (first, again, other)] == [0, 0, 0]

    topic, direct = f"/chat/{talk.topic_id}", f"/chat/{talk.direct_id}"
    assert (
        phone.heard
        == tablet.heard
        == [
            {"count": 2, "path": topic, "language": "en"},
            {"count": 2, "path": topic, "language": "en"},
            {"count": 1, "path": direct, "language": "en"},
        ]
    )
    assert phone.topics[0] == phone.topics[1] != phone.topics[2]
    assert phone.topics[0] != tablet.topics[0]
    assert {claims["key"] for claims in push.claims} == {KEY["publicKey"]}
    assert {claims["sub"] for claims in push.claims} == {"mailto:it@a.example"}
    assert refused("SendPushesPolicy", wire.calls[start:]) == set()
    assert len(wire.calls) - start == 3 * 3


Change = Callable[[Clinic], object]
REASONS: dict[str, Change] = {
    "read meanwhile": lambda talk: talk.ada.put(f"{talk.topic_path}/read-marker", {"seq": 2}),
    "muted meanwhile": lambda talk: talk.ada.put(f"{talk.topic_path}/preferences", {"muted": True}),
    "came back": lambda talk: open_socket(talk.ada, "back"),
    "wants none any more": lambda talk: talk.ada.patch("/me", {"preferences": {"notify": {"web": False}}}),
    "has no account any more": lambda talk: talk.change_patient("ada", portalAccount=False),
    "is no patient any more": lambda talk: talk.ehr.delete("/directory/people/ada"),
    "signed out": lambda talk: talk.ada.post("/me/sign-out", {}),
}


@pytest.mark.parametrize("reason", REASONS)
def test_it_is_looked_at_again_before_anybody_is_woken(talk: Clinic, push: PushService, reason: str) -> None:
    browser = subscribe(talk.ada, push, "adas")
    due = say(talk.nora, talk.topic_path, talk)
    assert woken(due) == ["ada"]

    REASONS[reason](talk)

    assert send(due) == 0
    assert browser.heard == []


def test_who_left_the_care_team_is_not_woken_though_their_seat_is_still_there(talk: Clinic, push: PushService) -> None:
    browser = subscribe(talk.nora, push, "noras")
    due = say(talk.ada, talk.topic_path, talk)
    talk.change_team("meds", members=["omar"])

    assert send(due) == 0
    assert browser.heard == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_no_more_is_forgotten_and_the_others_are_woken(
    talk: Clinic, push: PushService, status: int
) -> None:
    subscribe(talk.ada, push, "old")
    there = subscribe(talk.ada, push, "there")
    push.answers["old"] = [status]

    assert send(say(talk.nora, talk.topic_path, talk)) == 0
    assert [row["endpoint"] for row in tables.rows("PUSH#")] == [there.endpoint]
    assert len(there.heard) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_push_service_that_is_busy_is_asked_again(talk: Clinic, push: PushService, status: int) -> None:
    browser = subscribe(talk.ada, push, "adas")
    push.answers["adas"] = [status]
    due = say(talk.nora, talk.topic_path, talk)

    assert send(due) == 1
    assert send(due) == 0
    assert len(browser.heard) == 1


def test_a_key_that_they_do_not_take_is_said_once_and_not_tried_again(talk: Clinic, push: PushService) -> None:
    subscribe(talk.ada, push, "adas")
    push.answers["adas"] = [403, 401, 403, 307, 400]
    with listening() as log:
        assert [send(say(talk.nora, talk.topic_path, talk)) for _ in range(5)] == [0] * 5
    said = set(log.getvalue().splitlines())
    assert len([line for line in said if "push key refused" in line]) == 2, "once for each status"
    assert len([line for line in said if "push refused" in line]) == 2
    assert not [line for line in said if "push/adas" in line], "an address is a secret of its browser's"
    assert push.asked == {"adas": 5}, "nobody follows a redirect"
    assert len(tables.rows("PUSH#")) == 1


def test_a_host_that_was_taken_off_the_list_is_not_spoken_to(talk: Clinic, push: PushService) -> None:
    subscribe(talk.ada, push, "adas")
    due = say(talk.nora, talk.topic_path, talk)
    with chosen(PUSH_HOSTS="fcm.googleapis.com"):
        assert send(due) == 0
    assert push.asked == {}
    assert tables.rows("PUSH#") == []


def test_without_its_key_a_push_waits(talk: Clinic, push: PushService) -> None:
    browser = subscribe(talk.ada, push, "adas")
    due = say(talk.nora, talk.topic_path, talk)
    with (
        chosen(VAPID_SECRET_ARN="arn:aws:secretsmanager:us-east-1:000000000000:secret:gone-abcdef"),
        listening() as log,
    ):
        vapid.vault.cache_clear()
        assert send(due) == 1
    assert "VAPID key not read" in log.getvalue()
    assert browser.heard == []


def test_a_provider_without_a_window_is_woken_when_their_patient_waits_and_only_while_they_do(
    talk: Clinic, push: PushService, wire: Wire
) -> None:
    browser = subscribe(talk.nora, push, "noras")
    with minute(-5):
        open_socket(talk.ada, "adas")

        def wait() -> None:
            act(talk.ada, "join")

        deliver(*records_of(wait))
        due = jobs()
        assert woken(due) == ["nora"]
        start = len(wire.calls)
        assert send(due) == 0
        assert browser.heard == [{"count": 1, "path": "/visits/checkup", "language": "en"}]
        assert refused("SendPushesPolicy", wire.calls[start:]) == set()

        act(talk.nora, "start")
        assert send(due) == 0
        assert len(browser.heard) == 1
