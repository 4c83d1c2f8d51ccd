"""What was said stays: no route, no socket action and no role changes or removes a message; nor does any call.

That no call does is watched over in every test that touches the tables: see `rewritten` in `wire.py`.
"""

import json

import pytest

import app
from chalicelib.transport.events import ACTIONS
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.gateway import Gateway, event
from tests.unit.routes import DOORS
from tests.unit.test_access import PEOPLE, as_
from tests.unit.wire import Call, rewritten

SAID = ("MSG#", "NAME#")


def said() -> dict[tuple[str, str], tables.Item]:
    """Every entry of every thread, and the names under which they were stored."""
    return {(row["PK"], row["SK"]): row for prefix in SAID for row in tables.rows(prefix)}


def test_no_route_is_made_for_it() -> None:
    methods = {method for path, served in app.app.routes.items() if "messages" in path for method in served}

    assert methods == {"GET", "POST"}


@pytest.mark.parametrize("who", PEOPLE)
def test_whatever_a_role_asks_for_what_was_said_is_still_there(talk: Clinic, who: str) -> None:
    talk.nora.post(f"{talk.topic_path}/messages", new_message("Yes."))
    before = said()

    for door in DOORS:
        for identifier in (talk.topic_id, "ada", "meds", "refill"):
            as_(who).call(door.method, door.at(identifier), door.content)
    talk.settle()

    assert before.items() <= said().items()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("who", PEOPLE)
def test_other_methods_on_messages_are_refused(untouched: Clinic, who: str, method: str) -> None:
    for place in ("messages", "messages/1"):
        refused = as_(who).call(method, f"{untouched.topic_path}/{place}", {"text": "Something else."})
        assert refused.status == 405


@pytest.mark.parametrize("action", [*ACTIONS, "edit", "delete", "message"])
def test_no_action_of_the_socket_does_it(talk: Clinic, gateway: Gateway, action: str) -> None:
    before = said()

    for sender in ("adas", "noras"):
        content = {"action": action, "conversationId": talk.topic_id, "on": True}
        app.frame(event(sender, body=json.dumps(content)), None)
        app.frame(event(sender, body=json.dumps({**content, "seq": 1, "text": "Something else."})), None)

    assert said() == before


MESSAGE = {"PK": {"S": "CONV#1"}, "SK": {"S": "MSG#000000000001"}}
REWRITING = {
    "an update": ("UpdateItem", {"TableName": "Records", "Key": MESSAGE}),
    "a delete": ("DeleteItem", {"TableName": "Records", "Key": MESSAGE}),
    "a put on no condition": ("PutItem", {"TableName": "Records", "Item": MESSAGE}),
    "an update in a transaction": ("TransactWriteItems", {"TransactItems": [{"Update": {"Key": MESSAGE}}]}),
    "a delete in a transaction": ("TransactWriteItems", {"TransactItems": [{"Delete": {"Key": MESSAGE}}]}),
    "a put in a batch": ("BatchWriteItem", {"RequestItems": {"Records": [{"PutRequest": {"Item": MESSAGE}}]}}),
    "a delete in a batch": ("BatchWriteItem", {"RequestItems": {"Records": [{"DeleteRequest": {"Key": MESSAGE}}]}}),
}


@pytest.mark.parametrize(("operation", "content"), REWRITING.values(), ids=REWRITING)
def test_a_call_that_rewrites_a_message_would_be_noticed(operation: str, content: dict[str, object]) -> None:
    assert rewritten(Call(operation, content, on_main_thread=True)) == ["CONV#1 MSG#000000000001"]


def test_the_first_writing_of_a_message_is_none() -> None:
    put = {"Put": {"Item": MESSAGE, "ConditionExpression": "attribute_not_exists (#0)"}}

    assert rewritten(Call("TransactWriteItems", {"TransactItems": [put]}, on_main_thread=True)) == []
