"""Of the two calls that bring about the check of a file, either may be lost; and a check that never comes ends too."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.adapters import attachments
from infra.local.settings import STACK_NAME
from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.filing import PATIENCE, added, declared, passes_checks, sent_in
from tests.stack_fixture.listener import listening
from tests.stack_fixture.person import Person, new_message
from tests.stack_fixture.sample_files import pdf

CONTENT = pdf()["buffer"]


@pytest.fixture(scope="module")
def path(clinic: Clinic) -> str:
    return f"/conversations/{clinic.topic()['id']}"


@pytest.fixture
def deaf_bucket(stack: Stack) -> Iterator[None]:
    """Nobody hears of uploads meanwhile."""
    rule = stack.aws("cloudformation").describe_stack_resource(StackName=STACK_NAME, LogicalResourceId="FileUploaded")
    events, name = stack.aws("events"), rule["StackResourceDetail"]["PhysicalResourceId"]
    events.disable_rule(Name=name)
    yield
    events.enable_rule(Name=name)


def uploaded(person: Person, path: str) -> str:
    """The id of a file whose bytes are there, and of which the API has not been told."""
    attachment_id, form = added(person, path, declared(CONTENT))
    assert sent_in(form, CONTENT).status_code == 204
    return attachment_id


def read(person: Person, path: str, attachment_id: str) -> dict[str, Any]:
    found: dict[str, Any] = person.http.get(f"{path}/attachments/{attachment_id}").json()
    return found


@pytest.mark.usefixtures("deaf_bucket")
def test_a_file_of_whose_upload_the_bucket_tells_nobody_is_ready_once_it_is_called_complete(
    clinic: Clinic, path: str
) -> None:
    waiting, told = uploaded(clinic.ada, path), uploaded(clinic.ada, path)

    for attachment_id in (told, waiting):
        assert read(clinic.ada, path, waiting)["state"] == "uploading", "the event was heard"
        assert clinic.ada.http.post(f"{path}/attachments/{attachment_id}/complete").json()["state"] == "checking"
        passes_checks(clinic.ada, path, attachment_id)


def test_a_file_that_is_never_called_complete_is_ready_through_the_buckets_event(clinic: Clinic, path: str) -> None:
    with listening(clinic.ada) as ada:
        attachment_id = uploaded(clinic.ada, path)

        event = ada.hears("attachment.updated", lambda data: data["attachment"]["id"] == attachment_id, PATIENCE)

    assert event["data"]["attachment"]["state"] == "ready"
    assert read(clinic.ada, path, attachment_id)["state"] == "ready"


@pytest.mark.usefixtures("deaf_bucket")
def test_a_check_that_never_comes_refuses_the_file_after_a_quarter_of_an_hour_and_its_uploader_is_told(
    stack: Stack, clinic: Clinic, path: str
) -> None:
    attachment_id = uploaded(clinic.ada, path)
    message = new_message("") | {"attachmentIds": [attachment_id]}
    with listening(clinic.ada) as ada:
        be_uploaded(stack, path, attachment_id, minutes_ago=14)
        assert read(clinic.ada, path, attachment_id)["state"] == "checking"

        be_uploaded(stack, path, attachment_id, minutes_ago=16)

        refused = clinic.ada.http.post(f"{path}/messages", json=message)
        assert (refused.status_code, refused.json()["code"]) == (409, "NOT_READY")
        assert "CHECK_TIMED_OUT" in refused.json()["detail"]
        found = read(clinic.ada, path, attachment_id)
        assert (found["state"], found["reason"]) == ("refused", "CHECK_TIMED_OUT")
        is_told = {"conversationId": path.rpartition("/")[2], "attachment": found}
        ada.hears("attachment.updated", lambda data: data == is_told, PATIENCE)
    assert clinic.ada.http.post(f"{path}/messages", json=message).json()["code"] == "NOT_READY"


def be_uploaded(stack: Stack, path: str, attachment_id: str, minutes_ago: int) -> None:
    """Let the row of a file say since when its bytes are there."""
    partition, place = attachments.key(path.rpartition("/")[2], attachment_id)
    at = clock.timestamp(clock.now() - datetime.timedelta(minutes=minutes_ago))
    stack.aws("dynamodb").update_item(
        TableName=stack.outputs["RecordsTableName"],
        Key={"PK": {"S": partition}, "SK": {"S": place}},
        UpdateExpression="SET uploadedAt = :at",
        ExpressionAttributeValues={":at": {"S": at}},
    )
