"""From a message to a browser whose portal is closed: stream, queue, the function that sends, a push service."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from infra.local import building
from infra.local.deployment import deploy
from infra.local.push_key import with_push_key
from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic, left
from tests.stack_fixture.listener import listening
from tests.stack_fixture.person import Person, new_message
from tests.stack_fixture.push_service import Browser, PushService, standing

PATIENCE = 90


@pytest.fixture(scope="module")
def push(stack: Stack, clinic: Clinic) -> Iterator[PushService]:
    """The stack wakes people while this module's tests run, by a push service on this machine."""
    package = building.package()
    with standing() as service:
        waking = with_push_key(stack.settings)
        deploy(package, replace(waking, parameters={**waking.parameters, "PushHosts": service.url}))
        try:
            yield service
        finally:
            deploy(package, stack.settings)


def subscribe(who: Person, service: PushService, name: str) -> Browser:
    browser = service.browser(name)
    answer = who.http.put("/me/push-subscriptions", json=browser.subscription)
    assert answer.status_code == 201, answer.text
    return browser


def say(who: Person, conversation_id: str) -> None:
    answer = who.http.post(f"/conversations/{conversation_id}/messages", json=new_message("Your blood test"))
    assert answer.status_code == 201, answer.text


def until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def test_a_message_wakes_a_closed_portal_by_number_and_place_and_an_open_one_not_at_all(
    stack: Stack, clinic: Clinic, push: PushService
) -> None:
    conversation_id = clinic.topic(topic="Woken")["id"]
    phone, omars = subscribe(clinic.ada, push, "phone"), subscribe(clinic.omar, push, "omars")

    say(clinic.nora, conversation_id)
    until(lambda: len(phone.heard) == 1, "nobody woke Ada")
    assert phone.heard == [{"count": 1, "path": f"/chat/{conversation_id}", "language": "en"}]
    key = with_push_key(stack.settings).parameters["VapidPublicKey"]
    assert clinic.ada.http.get("/me").json()["push"] == {"publicKey": key}
    assert {claims["key"] for claims in push.claims} == {key}

    with listening(clinic.ada) as window:
        say(clinic.nora, conversation_id)
        window.hears("unread.updated", lambda data: data["unreadCount"] == 2)
        until(
            lambda: {"count": 2, "path": f"/chat/{conversation_id}", "language": "en"} in omars.heard,
            "nobody woke Omar",
        )
    assert len(phone.heard) == 1, "Ada had the portal open"


def test_a_browser_that_is_gone_is_forgotten_and_a_busy_service_is_asked_again(
    stack: Stack, clinic: Clinic, push: PushService
) -> None:
    conversation_id = clinic.topic(topic="Gone and busy")["id"]
    left(stack, clinic.ada)
    subscribe(clinic.ada, push, "gone")
    there = subscribe(clinic.ada, push, "there")
    push.answers.update({"gone": [410], "there": [503]})
    row = {"PK": {"S": "PERSON#ada"}}
    table, records = stack.aws("dynamodb"), stack.outputs["RecordsTableName"]

    def kept() -> set[str]:
        found = table.query(
            TableName=records,
            KeyConditionExpression="PK = :pk AND begins_with(SK, :push)",
            ExpressionAttributeValues={":pk": row["PK"], ":push": {"S": "PUSH#"}},
        )
        return {item["endpoint"]["S"].rpartition("/")[2] for item in found["Items"]}

    assert {"gone", "there"} <= kept()
    say(clinic.nora, conversation_id)
    until(lambda: "gone" not in kept() and push.asked.get("there") == 1, "the browser that is gone is still kept")
    until(lambda: bool(there.heard), "nobody asked the busy service again")
    assert there.heard == [{"count": 1, "path": f"/chat/{conversation_id}", "language": "en"}]
    assert (push.asked["gone"], push.asked["there"]) == (1, 2)
