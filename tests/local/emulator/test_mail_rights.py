"""Corrections of what mails tell and who may send or read: `mail_events`, `mail_rights`, `attribute_conditions`."""

import json
from collections.abc import Callable
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra.local.settings import REGION
from tests.local.emulator.local_aws import KEYED_BY_ID, NOTHING_COMES, PATIENCE, LocalAws, unique, wait_for

RAW = b"From: no-reply@clinic.example\r\nTo: ada@mail.example\r\nSubject: Hello\r\n\r\nGood morning\r\n"


def request(sender: str, configuration_set: str) -> dict[str, Any]:
    return {
        "FromEmailAddress": sender,
        "Destination": {"ToAddresses": ["ada@mail.example"]},
        "Content": {"Raw": {"Data": RAW}},
        "ConfigurationSetName": configuration_set,
        "EmailTags": [{"Name": "digest", "Value": "01J"}],
    }


def told_of_a_mail(aws: LocalAws, patience: float) -> list[dict[str, Any]]:
    """What the topic of a configuration set is told of a mail that was sent by it."""
    ses, sns, sqs, name = aws.client("sesv2"), aws.client("sns"), aws.client("sqs"), unique("set")
    sender = f"{unique('no-reply')}@clinic.example"
    ses.create_email_identity(EmailIdentity=sender)
    ses.create_configuration_set(ConfigurationSetName=name)
    topic, queue = sns.create_topic(Name=name)["TopicArn"], sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    anybody = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": arn}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [anybody]})
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": policy})
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"})
    ses.create_configuration_set_event_destination(
        ConfigurationSetName=name,
        EventDestinationName="it",
        EventDestination={"Enabled": True, "MatchingEventTypes": ["SEND"], "SnsDestination": {"TopicArn": topic}},
    )
    ses.send_email(**request(sender, name))
    told = wait_for(lambda: sqs.receive_message(QueueUrl=queue).get("Messages"), patience) or []
    return [json.loads(it["Body"]) for it in told]


def test_plain_tells_nobody_that_a_mail_was_sent(plain: LocalAws) -> None:
    assert told_of_a_mail(plain, NOTHING_COMES) == []


def test_corrected_tells_it_with_the_tags_of_the_mail(corrected: LocalAws) -> None:
    [event] = told_of_a_mail(corrected, PATIENCE)
    assert (event["eventType"], event["mail"]["destination"]) == ("Send", ["ada@mail.example"])
    assert event["mail"]["tags"]["digest"] == ["01J"]


def acting(aws: LocalAws, service: str, *statements: dict[str, Any]) -> Any:
    """A service as somebody with these rights alone."""
    iam, name = aws.client("iam"), unique("role")
    trust = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
    document = {"Version": "2012-10-17", "Statement": [trust]}
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(document))["Role"]["Arn"]
    policy = {"Version": "2012-10-17", "Statement": list(statements)}
    iam.put_role_policy(RoleName=name, PolicyName="it", PolicyDocument=json.dumps(policy))
    lent = aws.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
    return boto3.client(
        service, endpoint_url=aws.url, region_name=REGION, aws_access_key_id=lent["AccessKeyId"],
        aws_secret_access_key=lent["SecretAccessKey"], aws_session_token=lent["SessionToken"],
    )  # fmt: skip


def is_denied(call: Callable[[], Any]) -> bool:
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"] in ("AccessDenied", "AccessDeniedException")
    return False


def who_may_send(aws: LocalAws) -> tuple[bool, bool, bool]:
    """With the right to send from one address by one set: from it, from another one, by another set."""
    ses, ours, other = aws.client("sesv2"), unique("ours"), unique("other")
    for name in (ours, other):
        ses.create_email_identity(EmailIdentity=f"{name}@clinic.example")
        ses.create_configuration_set(ConfigurationSetName=name)
    arns = [f"arn:aws:ses:{REGION}:000000000000:{kind}" for kind in ("identity/", "configuration-set/")]
    allowed = {
        "Effect": "Allow", "Action": "ses:SendRawEmail",
        "Resource": [f"{arns[0]}{ours}@clinic.example", f"{arns[0]}{other}@clinic.example", arns[1] + ours],
        "Condition": {"StringEquals": {"ses:FromAddress": f"{ours}@clinic.example"}},
    }  # fmt: skip
    sending = acting(aws, "sesv2", allowed)
    tries = ((ours, ours), (other, ours), (ours, other))
    from_it, from_other, by_other = (
        not is_denied(lambda who=who, by=by: sending.send_email(**request(f"{who}@clinic.example", by)))
        for who, by in tries
    )
    return from_it, from_other, by_other


def test_plain_lets_nobody_send_who_may_use_one_sender_alone(plain: LocalAws) -> None:
    assert who_may_send(plain) == (False, False, False)


def test_corrected_asks_for_sender_address_and_configuration_set(corrected: LocalAws) -> None:
    assert who_may_send(corrected) == (True, False, False)


def who_may_read(aws: LocalAws) -> tuple[bool, bool, bool]:
    """With the right to one attribute, in a batch of reads: that one, another one beside it, all."""
    table = aws.table()
    dynamodb = acting(
        aws, "dynamodb",
        {
            "Effect": "Allow", "Action": "dynamodb:BatchGetItem", "Resource": "*",
            "Condition": {
                "ForAllValues:StringEquals": {"dynamodb:Attributes": ["id", "number"]},
                "StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
                "Null": {"dynamodb:Attributes": "false"},
            },
        },
    )  # fmt: skip

    def may_read(**projection: str) -> bool:
        asked = {table: {"Keys": [{KEYED_BY_ID["KeySchema"][0]["AttributeName"]: {"S": "-"}}], **projection}}
        return not is_denied(lambda: dynamodb.batch_get_item(RequestItems=asked))

    return may_read(ProjectionExpression="id"), may_read(ProjectionExpression="id, words"), may_read()


def test_plain_lets_nobody_read_some_attributes_of_a_batch(plain: LocalAws) -> None:
    assert who_may_read(plain) == (False, False, False)


def test_corrected_lets_them_read_those_and_no_others(corrected: LocalAws) -> None:
    assert who_may_read(corrected) == (True, False, False)
