"""Correction of how EventBridge calls functions: `event_rule_calls`."""

import json

from tests.local.emulator.local_aws import NOTHING_COMES, PATIENCE, LocalAws, unique, wait_for

FAILS = """
def run(event, context):
    print("saw it")
    raise ValueError("no")
"""


def given_up(aws: LocalAws, patience: float) -> tuple[int, list[str]]:
    """How often a function was tried that fails at an event of a rule, and what its failure destination was told."""
    sqs, source = aws.client("sqs"), unique("test")
    queue = sqs.create_queue(QueueName=unique("queue"))["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    function = aws.function(FAILS)
    aws.client("lambda").put_function_event_invoke_config(
        FunctionName=function, MaximumRetryAttempts=1, DestinationConfig={"OnFailure": {"Destination": arn}}
    )
    told = aws.client("lambda").get_function(FunctionName=function)["Configuration"]["FunctionArn"]
    events, rule = aws.client("events"), unique("rule")
    events.put_rule(Name=rule, EventPattern=json.dumps({"source": [source]}))
    events.put_targets(Rule=rule, Targets=[{"Id": "it", "Arn": told}])
    events.put_events(Entries=[{"Source": source, "DetailType": "x", "Detail": "{}"}])
    messages = wait_for(lambda: sqs.receive_message(QueueUrl=queue).get("Messages"), patience) or []
    sources = [json.loads(message["Body"])["requestPayload"]["source"] == source for message in messages]
    return aws.words_logged_by(function).count("saw it"), ["told" for is_ours in sources if is_ours]


def test_plain_tries_once_and_tells_nobody(plain: LocalAws) -> None:
    tries, told = given_up(plain, NOTHING_COMES)
    assert tries <= 1
    assert told == []


def test_corrected_tries_again_and_tells_the_destination(corrected: LocalAws) -> None:
    tries, told = given_up(corrected, PATIENCE)
    assert tries == 2
    assert told == ["told"]
