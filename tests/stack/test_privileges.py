"""What each function's role may not do, tried with the role's own credentials against the emulator's enforcement."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.local.settings import STACK_NAME
from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic

ROLES = ("ApiRole", "ConnectRole", "FrameRole", "DisconnectRole", "SettleRole", "DigestRole")
READERS_OF_RECORDS = ("ApiRole", "SettleRole")
MESSAGE = {"PK": {"S": "CONV#-"}, "SK": {"S": "MSG#000000000001"}}
ANYTHING = {"PK": {"S": "PATIENT#ada"}, "SK": {"S": "-"}}
Acting = Callable[[str], Any]


@pytest.fixture(scope="module")
def acting(stack: Stack) -> Acting:
    """DynamoDB as somebody with the rights of that role."""
    resources = stack.aws("cloudformation").describe_stack_resources(StackName=STACK_NAME)["StackResources"]
    names = {it["LogicalResourceId"]: it["PhysicalResourceId"] for it in resources}

    def act(role: str) -> Any:
        arn = stack.aws("iam").get_role(RoleName=names[role])["Role"]["Arn"]
        lent = stack.aws("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
        return boto3.client(
            "dynamodb",
            endpoint_url=stack.settings.emulator_url,
            region_name=stack.region,
            aws_access_key_id=lent["AccessKeyId"],
            aws_secret_access_key=lent["SecretAccessKey"],
            aws_session_token=lent["SessionToken"],
        )

    return act


def is_denied(call: Callable[[], Any]) -> bool:
    try:
        call()
    except ClientError as error:
        if error.response["Error"]["Code"] == "AccessDeniedException":
            return True
        raise
    return False


@pytest.mark.parametrize("role", ROLES)
def test_no_function_can_change_delete_or_read_the_audit(stack: Stack, acting: Acting, role: str) -> None:
    dynamodb, audit = acting(role), stack.outputs["AuditTableName"]
    changed = {"UpdateExpression": "SET act = :act", "ExpressionAttributeValues": {":act": {"S": "nothing"}}}

    assert is_denied(lambda: dynamodb.delete_item(TableName=audit, Key=ANYTHING))
    assert is_denied(lambda: dynamodb.update_item(TableName=audit, Key=ANYTHING, **changed))
    assert is_denied(lambda: dynamodb.batch_write_item(RequestItems={audit: [{"DeleteRequest": {"Key": ANYTHING}}]}))
    assert is_denied(lambda: dynamodb.get_item(TableName=audit, Key=ANYTHING))
    assert is_denied(lambda: dynamodb.scan(TableName=audit))
    assert is_denied(lambda: dynamodb.delete_table(TableName=audit))


def test_those_who_write_the_audit_can_add_to_it(stack: Stack, acting: Acting) -> None:
    entry = {**ANYTHING, "SK": {"S": "2026-01-01T00:00:00.000Z#of-a-test"}}
    for role in READERS_OF_RECORDS:
        acting(role).put_item(TableName=stack.outputs["AuditTableName"], Item=entry)
    for role in set(ROLES) - set(READERS_OF_RECORDS):
        dynamodb = acting(role)
        assert is_denied(lambda it=dynamodb: it.put_item(TableName=stack.outputs["AuditTableName"], Item=entry)), role


@pytest.mark.parametrize("role", ROLES)
def test_no_function_can_read_through_all_records_or_change_the_table(stack: Stack, acting: Acting, role: str) -> None:
    dynamodb, records = acting(role), stack.outputs["RecordsTableName"]

    assert is_denied(lambda: dynamodb.scan(TableName=records))
    assert is_denied(lambda: dynamodb.delete_table(TableName=records))
    assert is_denied(lambda: dynamodb.update_table(TableName=records, DeletionProtectionEnabled=False))


@pytest.mark.parametrize("role", sorted(set(ROLES) - set(READERS_OF_RECORDS)))
def test_functions_without_conversations_cannot_query_messages(stack: Stack, acting: Acting, role: str) -> None:
    dynamodb, records = acting(role), stack.outputs["RecordsTableName"]
    thread = {"KeyConditionExpression": "PK = :pk", "ExpressionAttributeValues": {":pk": MESSAGE["PK"]}}

    assert is_denied(lambda: dynamodb.query(TableName=records, **thread))


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"ApiRole"}))
def test_nobodys_inbox_is_open_to_functions_that_answer_nobody(stack: Stack, acting: Acting, role: str) -> None:
    inbox = {
        "KeyConditionExpression": "inboxPK = :pk",
        "ExpressionAttributeValues": {":pk": {"S": "INBOX#nora#active"}},
    }
    dynamodb, records = acting(role), stack.outputs["RecordsTableName"]

    assert is_denied(lambda: dynamodb.query(TableName=records, IndexName="inbox", **inbox))


def test_the_api_reads_what_it_answers_from(stack: Stack, acting: Acting, clinic: Clinic) -> None:
    conversation = {"PK": {"S": f"CONV#{clinic.topic()['id']}"}, "SK": MESSAGE["SK"]}

    assert "Item" in acting("ApiRole").get_item(TableName=stack.outputs["RecordsTableName"], Key=conversation)
