"""Corrections of tables and their streams: `stream_delivery`, `expiry`."""

import json
from typing import Any

from tests.local.emulator.local_aws import KEYED_BY_ID, NOTHING_COMES, PATIENCE, LocalAws, unique, wait_for

STREAM = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
REFUSES_BAD = """
def run(event, context):
    failures = []
    for record in event["Records"]:
        name = record["dynamodb"]["Keys"]["id"]["S"]
        print("saw", name)
        if name == "bad":
            failures.append({"itemIdentifier": record["dynamodb"]["SequenceNumber"]})
    return {"batchItemFailures": failures}
"""


def followed_table(aws: LocalAws, function: str, **more: Any) -> tuple[str, str]:
    """A table whose stream the function follows from now on; returns its name and the stream's."""
    table = aws.table(StreamSpecification=STREAM)
    stream = aws.client("dynamodb").describe_table(TableName=table)["Table"]["LatestStreamArn"]
    aws.client("lambda").create_event_source_mapping(
        EventSourceArn=stream, FunctionName=function, StartingPosition="LATEST", BatchSize=10, **more
    )
    return table, stream


def put(aws: LocalAws, table: str, *names: str) -> None:
    for name in names:
        aws.client("dynamodb").put_item(TableName=table, Item={"id": {"S": name}})


def given_up(aws: LocalAws, patience: float) -> tuple[str, list[Any]]:
    """What reaches the dead-letter queue when one record of three is refused again and again."""
    sqs = aws.client("sqs")
    queue = sqs.create_queue(QueueName=unique("queue"))["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    function = aws.function(REFUSES_BAD)
    table, _stream = followed_table(
        aws, function, MaximumRetryAttempts=1, BisectBatchOnFunctionError=True,
        FunctionResponseTypes=["ReportBatchItemFailures"], DestinationConfig={"OnFailure": {"Destination": arn}},
    )  # fmt: skip
    put(aws, table, "good", "bad", "later")
    messages = wait_for(lambda: sqs.receive_message(QueueUrl=queue).get("Messages"), patience) or []
    wait_for(lambda: "saw later" in aws.words_logged_by(function), patience)
    return aws.words_logged_by(function), [json.loads(message["Body"]) for message in messages]


def test_plain_never_tries_a_refused_record_again(plain: LocalAws) -> None:
    words, dead_letters = given_up(plain, NOTHING_COMES)
    assert words.count("saw bad") <= 1
    assert dead_letters == []


def test_corrected_tries_it_again_gives_it_up_and_goes_on(corrected: LocalAws) -> None:
    words, dead_letters = given_up(corrected, PATIENCE)
    assert words.count("saw bad") >= 2
    assert "saw later" in words
    assert [letter["DDBStreamBatchInfo"]["batchSize"] for letter in dead_letters] == [1]
    assert [letter["requestContext"]["condition"] for letter in dead_letters] == ["RetryAttemptsExhausted"]


def expiry_of_a_templates_table(aws: LocalAws) -> str:
    expires = {"AttributeName": "ttl", "Enabled": True}
    properties = {**KEYED_BY_ID, "BillingMode": "PAY_PER_REQUEST", "TimeToLiveSpecification": expires}
    template = {"Resources": {"Table": {"Type": "AWS::DynamoDB::Table", "Properties": properties}}}
    table = aws.stack(unique("stack"), template)["Table"]
    described = aws.client("dynamodb").describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    status: str = described["TimeToLiveStatus"]
    return status


def test_plain_ignores_the_time_to_live_of_a_template(plain: LocalAws) -> None:
    assert expiry_of_a_templates_table(plain) == "DISABLED"


def test_corrected_follows_the_time_to_live_of_a_template(corrected: LocalAws) -> None:
    assert expiry_of_a_templates_table(corrected) == "ENABLED"
