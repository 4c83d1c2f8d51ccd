"""From an uploaded file to the function that checks it, and what becomes of a file that it cannot check."""

from typing import Any

FUNCTION = {"Ref": "CheckFile"}
RULES = ("FileUploaded", "FileScanned")


def test_uploads_and_scans_of_our_bucket_reach_the_function_and_nothing_else_does(resources: dict[str, Any]) -> None:
    patterns = {name: resources[name]["Properties"]["EventPattern"] for name in RULES}
    ours, files = [{"Ref": "Attachments"}], [{"prefix": "files/"}]
    assert patterns["FileUploaded"]["detail"] == {"bucket": {"name": ours}, "object": {"key": files}}
    assert patterns["FileScanned"]["detail"] == {"s3ObjectDetails": {"bucketName": ours, "objectKey": files}}
    for name in RULES:
        assert "Condition" not in resources[name]
        call = resources[f"{name}MayCall"]["Properties"]
        assert (call["FunctionName"], call["Principal"]) == (FUNCTION, "events.amazonaws.com")
        assert call["SourceArn"] == {"Fn::GetAtt": [name, "Arn"]}
    bucket = resources["Attachments"]["Properties"]
    assert bucket["NotificationConfiguration"] == {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}


def test_a_check_that_fails_is_tried_three_times_and_then_given_up_by_the_function_itself(
    resources: dict[str, Any],
) -> None:
    given_up = {"Fn::GetAtt": ["ChecksGivenUp", "Arn"]}
    calls = resources["CheckFileCalls"]["Properties"]
    assert (calls["FunctionName"], calls["Qualifier"], calls["MaximumRetryAttempts"]) == (FUNCTION, "$LATEST", 2)
    assert calls["DestinationConfig"] == {"OnFailure": {"Destination": given_up}}
    mapping = resources["ChecksGivenUpMapping"]["Properties"]
    assert (mapping["EventSourceArn"], mapping["FunctionName"]) == (given_up, FUNCTION)
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_giving_up_is_not_tried_for_ever_and_someone_is_told(resources: dict[str, Any]) -> None:
    queue = resources["ChecksGivenUp"]["Properties"]
    arn = {"Fn::GetAtt": ["CheckFailures", "Arn"]}
    assert queue["RedrivePolicy"] == {"deadLetterTargetArn": arn, "maxReceiveCount": 5}
    assert queue["VisibilityTimeout"] >= 6 * resources["CheckFile"]["Properties"]["Timeout"]
    for name, queue_name in (("ChecksGivenUpAlarm", "ChecksGivenUp"), ("CheckFailuresAlarm", "CheckFailures")):
        alarm = resources[name]["Properties"]
        assert alarm["Dimensions"] == [{"Name": "QueueName", "Value": {"Fn::GetAtt": [queue_name, "QueueName"]}}]
        assert alarm["AlarmActions"] == [{"Ref": "Alarms"}]


def test_three_tries_end_before_people_are_told_that_the_check_took_too_long(resources: dict[str, Any]) -> None:
    pauses, longest_wait = 60 + 120, 15 * 60
    assert 3 * resources["CheckFile"]["Properties"]["Timeout"] + pauses < longest_wait
