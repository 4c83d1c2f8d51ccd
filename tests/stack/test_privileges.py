"""What each function's role may not do, tried with the role's own credentials against the emulator's enforcement."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.local.settings import SENDER_ADDRESS, STACK_NAME
from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic

pytestmark = pytest.mark.promise

ROLES = (
    *("ApiRole", "ConnectRole", "FrameRole", "DisconnectRole"),
    *("SettleRole", "HandOverRole", "CheckFileRole", "DigestRole", "EndCallsRole"),
    *("ArchiveRole", "MigrateRole", "OnMailRole", "SealAuditRole", "SendPushesRole"),
)
QUERYING_BY_KEY = ("EndCallsRole", "MigrateRole", "SendPushesRole")
READERS_OF_RECORDS = ("ApiRole", "SettleRole", "HandOverRole")
WRITERS_OF_AUDIT = (*READERS_OF_RECORDS, "DigestRole", "EndCallsRole", "FrameRole", "OnMailRole")
MESSAGE = {"PK": {"S": "CONV#-"}, "SK": {"S": "MSG#000000000001"}}
ANYTHING = {"PK": {"S": "PATIENT#ada"}, "SK": {"S": "-"}}
AUDIT_KEYS = {"": "PK", "person": "personPK", "conversation": "conversationPK", "hour": "hourPK"}
Acting = Callable[..., Any]
DENIALS = ("AccessDenied", "AccessDeniedException")


@pytest.fixture(scope="module")
def acting(stack: Stack) -> Acting:
    """DynamoDB, or another service, as somebody with the rights of that role."""
    resources = stack.aws("cloudformation").describe_stack_resources(StackName=STACK_NAME)["StackResources"]
    names = {it["LogicalResourceId"]: it["PhysicalResourceId"] for it in resources}

    def act(role: str, service: str = "dynamodb") -> Any:
        arn = stack.aws("iam").get_role(RoleName=names[role])["Role"]["Arn"]
        lent = stack.aws("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
        return boto3.client(
            service,
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
        if error.response["Error"]["Code"] in DENIALS:
            return True
        raise
    return False


@pytest.mark.parametrize("role", ROLES)
def test_no_function_can_change_the_audit_and_api_and_seals_alone_can_query_it(
    stack: Stack, acting: Acting, role: str
) -> None:
    dynamodb, audit = acting(role), stack.outputs["AuditTableName"]
    changed = {"UpdateExpression": "SET act = :act", "ExpressionAttributeValues": {":act": {"S": "nothing"}}}

    assert is_denied(lambda: dynamodb.delete_item(TableName=audit, Key=ANYTHING))
    assert is_denied(lambda: dynamodb.update_item(TableName=audit, Key=ANYTHING, **changed))
    assert is_denied(lambda: dynamodb.batch_write_item(RequestItems={audit: [{"DeleteRequest": {"Key": ANYTHING}}]}))
    assert is_denied(lambda: dynamodb.get_item(TableName=audit, Key=ANYTHING))
    assert is_denied(lambda: dynamodb.scan(TableName=audit))
    assert is_denied(lambda: dynamodb.delete_table(TableName=audit))
    for index, key in AUDIT_KEYS.items():
        where = {"TableName": audit, **({"IndexName": index} if index else {})}
        asked = {"KeyConditionExpression": f"{key} = :it", "ExpressionAttributeValues": {":it": {"S": "-"}}}
        may = role == "ApiRole" or (role, index) == ("SealAuditRole", "hour")
        assert is_denied(lambda here=where, it=asked: dynamodb.query(**here, **it)) is not may, index


def test_those_who_write_the_audit_can_add_to_it(stack: Stack, acting: Acting) -> None:
    """Tried under a condition that no new entry meets: the audit keeps what is added to it, and this tells nothing."""
    entry = {"PK": {"S": "PATIENT#-"}, "SK": {"S": "2026-01-01T00:00:00.000Z#of-a-test"}}
    added = {"TableName": stack.outputs["AuditTableName"], "Item": entry, "ConditionExpression": "attribute_exists(PK)"}
    for role in WRITERS_OF_AUDIT:
        with pytest.raises(ClientError, match="ConditionalCheckFailed"):
            acting(role).put_item(**added)
    for role in set(ROLES) - set(WRITERS_OF_AUDIT):
        dynamodb = acting(role)
        assert is_denied(lambda it=dynamodb: it.put_item(**added)), role


@pytest.mark.parametrize("role", ROLES)
def test_no_function_can_read_through_all_records_or_change_the_table(stack: Stack, acting: Acting, role: str) -> None:
    """Migrations walk through the keys of all records, and read nothing else on that way."""
    dynamodb, records = acting(role), stack.outputs["RecordsTableName"]

    assert is_denied(lambda: dynamodb.scan(TableName=records))
    assert is_denied(lambda: dynamodb.scan(TableName=records, ProjectionExpression="PK, SK, lastMessage", Limit=1))
    walks = is_denied(lambda: dynamodb.scan(TableName=records, ProjectionExpression="PK, SK", Limit=1))
    assert walks is (role != "MigrateRole")
    assert is_denied(lambda: dynamodb.delete_table(TableName=records))
    assert is_denied(lambda: dynamodb.update_table(TableName=records, DeletionProtectionEnabled=False))


@pytest.mark.parametrize("role", sorted(set(ROLES) - {*READERS_OF_RECORDS, *QUERYING_BY_KEY}))
def test_functions_without_conversations_cannot_query_messages(stack: Stack, acting: Acting, role: str) -> None:
    """Those of `QUERYING_BY_KEY` query some keys alone, by a condition that the emulator knows none of (see
    `tests/infra`).
    """
    dynamodb, records = acting(role), stack.outputs["RecordsTableName"]
    thread = {"KeyConditionExpression": "PK = :pk", "ExpressionAttributeValues": {":pk": MESSAGE["PK"]}}

    assert is_denied(lambda: dynamodb.query(TableName=records, **thread))


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"ApiRole", "HandOverRole"}))
def test_nobodys_inbox_is_open_to_functions_that_have_no_use_for_it(stack: Stack, acting: Acting, role: str) -> None:
    inbox = {
        "KeyConditionExpression": "inboxPK = :pk",
        "ExpressionAttributeValues": {":pk": {"S": "INBOX#nora#active"}},
    }
    dynamodb, records = acting(role), stack.outputs["RecordsTableName"]

    assert is_denied(lambda: dynamodb.query(TableName=records, IndexName="inbox", **inbox))


def test_frames_are_answered_without_writing_or_deleting_a_record(stack: Stack, acting: Acting) -> None:
    """Which rows it may read and update is a condition on keys: the emulator knows none (see `tests/infra`)."""
    dynamodb, records = acting("FrameRole"), stack.outputs["RecordsTableName"]
    written = [{"Put": {"TableName": records, "Item": MESSAGE}}]

    assert is_denied(lambda: dynamodb.put_item(TableName=records, Item=MESSAGE))
    assert is_denied(lambda: dynamodb.delete_item(TableName=records, Key=MESSAGE))
    assert is_denied(lambda: dynamodb.transact_write_items(TransactItems=written))


def test_the_check_of_files_reads_originals_and_puts_previews_and_touches_nothing_else(
    stack: Stack, acting: Acting
) -> None:
    s3, bucket = acting("CheckFileRole", "s3"), stack.outputs["AttachmentsBucket"]
    original, preview = {"Bucket": bucket, "Key": "files/-/-"}, {"Bucket": bucket, "Key": "previews/-/-.jpg"}

    assert is_denied(lambda: s3.put_object(**original, Body=b"-"))
    assert is_denied(lambda: s3.delete_object(**original))
    assert is_denied(lambda: s3.delete_object(**preview))
    assert is_denied(lambda: s3.get_object(**preview))
    assert is_denied(lambda: s3.list_objects_v2(Bucket=bucket))
    assert not is_denied(lambda: s3.put_object(**preview, Body=b"-"))


@pytest.mark.parametrize("role", ROLES)
def test_seals_are_read_put_and_signed_by_one_function_and_removed_or_opened_again_by_none(
    stack: Stack, acting: Acting, role: str
) -> None:
    s3, kms, it = acting(role, "s3"), acting(role, "kms"), {"Bucket": stack.outputs["SealsBucket"], "Key": "of-a-test"}
    signed = {"KeyId": stack.outputs["SealKeyArn"], "Message": b"-", "SigningAlgorithm": "ECDSA_SHA_256"}
    until = {"Mode": "GOVERNANCE", "RetainUntilDate": "2026-01-01T00:00:00Z"}
    is_other = role != "SealAuditRole"

    assert is_denied(lambda: s3.put_object(**it, Body=b"-")) is is_other
    assert is_denied(lambda: s3.list_objects_v2(Bucket=it["Bucket"])) is is_other
    assert is_denied(lambda: kms.sign(**signed)) is is_other
    assert is_denied(lambda: s3.delete_object(**it))
    assert is_denied(lambda: s3.put_object_retention(**it, Retention=until))
    assert is_denied(lambda: s3.delete_bucket(Bucket=it["Bucket"]))
    assert is_denied(lambda: kms.schedule_key_deletion(KeyId=signed["KeyId"]))


FILE = {"Key": "files/-/-"}
NOBODY = {"Username": "nobody-of-that-name"}
NEIGHBOURS: dict[str, tuple[str, str, dict[str, Any], set[str]]] = {
    "read the proof of CloudFront": ("secretsmanager", "get_secret_value", {}, set()),
    "list secrets": ("secretsmanager", "list_secrets", {}, set()),
    "end somebody's sessions": ("cognito-idp", "admin_user_global_sign_out", NOBODY, {"ApiRole"}),
    "see how somebody signs in": ("cognito-idp", "admin_get_user", NOBODY, {"ApiRole"}),
    "let somebody in without a code": ("cognito-idp", "admin_set_user_mfa_preference", NOBODY, {"ApiRole"}),
    "choose a password": ("cognito-idp", "admin_set_user_password", {**NOBODY, "Password": "Of-a-test-1"}, set()),
    "delete a user": ("cognito-idp", "admin_delete_user", NOBODY, set()),
    "have a file checked": ("lambda", "invoke", {"FunctionName": f"{STACK_NAME}-check-file"}, {"ApiRole"}),
    "run the night": ("lambda", "invoke", {"FunctionName": f"{STACK_NAME}-archive"}, set()),
    "read a file": ("s3", "get_object", FILE, {"ApiRole", "CheckFileRole"}),
    "tag a file": ("s3", "put_object_tagging", {**FILE, "Tagging": {"TagSet": []}}, {"ApiRole", "SettleRole"}),
    "remove a file for good": ("s3", "delete_object", {**FILE, "VersionId": "-"}, set()),
    "list what there is of files": ("s3", "list_object_versions", {"Prefix": "files/-/"}, set()),
    "look at the queue of jobs": ("sqs", "get_queue_attributes", {}, {"HandOverRole"}),
    "empty the queue of jobs": ("sqs", "purge_queue", {}, set()),
}
"""Service, call, what it is asked, and which roles may: what they need; the acts beside are nobody's."""


@pytest.mark.parametrize("act", NEIGHBOURS)
def test_an_act_is_open_to_the_roles_that_need_it_and_to_no_other(stack: Stack, acting: Acting, act: str) -> None:
    service, call, asked, able = NEIGHBOURS[act]
    where = {
        "secretsmanager": {"SecretId": stack.outputs["EdgeProofArn"]} if call == "get_secret_value" else {},
        "cognito-idp": {"UserPoolId": stack.user_pool_id},
        "lambda": {"InvocationType": "DryRun"},
        "s3": {"Bucket": stack.outputs["AttachmentsBucket"]},
        "sqs": {"QueueUrl": stack.outputs["HandoverJobsUrl"]},
    }[service]

    def may(role: str) -> bool:
        try:
            getattr(acting(role, service), call)(**where, **asked)
        except ClientError as error:
            return error.response["Error"]["Code"] not in DENIALS
        return True

    assert {role for role in ROLES if may(role)} == able


def test_the_api_writes_exports_and_lists_and_deletes_nothing_in_the_bucket(stack: Stack, acting: Acting) -> None:
    s3, bucket = acting("ApiRole", "s3"), stack.outputs["AttachmentsBucket"]
    export = {"Bucket": bucket, "Key": "exports/-/-"}

    assert not is_denied(lambda: s3.put_object(**export, Body=b"-"))
    assert is_denied(lambda: s3.put_object(Bucket=bucket, Key="previews/-/-.jpg", Body=b"-"))
    assert is_denied(lambda: s3.delete_object(**export))
    assert is_denied(lambda: s3.list_objects_v2(Bucket=bucket))
    assert is_denied(lambda: acting("CheckFileRole", "s3").get_object(**export))


def test_the_api_reads_what_it_answers_from(stack: Stack, acting: Acting, clinic: Clinic) -> None:
    conversation = {"PK": {"S": f"CONV#{clinic.topic()['id']}"}, "SK": MESSAGE["SK"]}

    assert "Item" in acting("ApiRole").get_item(TableName=stack.outputs["RecordsTableName"], Key=conversation)


@pytest.mark.parametrize("role", ["DigestRole", "OnMailRole"])
def test_who_sends_mails_and_who_hears_of_them_reads_how_far_conversations_came_and_no_word(
    stack: Stack, acting: Acting, clinic: Clinic, role: str
) -> None:
    dynamodb, records = acting(role), stack.outputs["RecordsTableName"]
    conversation = {":pk": {"S": f"CONV#{clinic.topic()['id']}"}}

    def reads(attributes: str) -> bool:
        thread = {"KeyConditionExpression": "PK = :pk", "ExpressionAttributeValues": conversation}
        names = {"#type": "type", "#text": "text", "#texts": "texts"}
        used = {name: names[name] for name in names if name in attributes.split(", ")}
        asked = {"ProjectionExpression": attributes, **({"ExpressionAttributeNames": used} if used else {})}
        return not is_denied(lambda: dynamodb.query(TableName=records, **thread, **asked))

    assert reads("PK, SK, #type, senderName, sentAt, lastSeq, #texts")
    assert not reads("PK, SK, #text")
    assert not reads("PK, SK, lastMessage")
    assert not reads("PK, SK, topic")
    whole = {records: {"Keys": [{"PK": conversation[":pk"], "SK": {"S": "HEAD"}}]}}
    assert is_denied(lambda: dynamodb.batch_get_item(RequestItems=whole))


def test_mails_are_sent_from_the_clinics_address_alone(stack: Stack, acting: Acting) -> None:
    ses = acting("DigestRole", "sesv2")

    def sends(sender: str, by: str = STACK_NAME, role: Any = ses) -> bool:
        raw = f"From: {sender}\r\nTo: nobody@mail.example\r\nSubject: Test\r\n\r\n-".encode()
        content = {"Content": {"Raw": {"Data": raw}}, "Destination": {"ToAddresses": ["nobody@mail.example"]}}
        return not is_denied(lambda: role.send_email(FromEmailAddress=sender, ConfigurationSetName=by, **content))

    assert sends(SENDER_ADDRESS)
    assert not sends("somebody@clinic.example")
    assert not sends(SENDER_ADDRESS, by="another")
    assert not sends(SENDER_ADDRESS, role=acting("OnMailRole", "sesv2"))
