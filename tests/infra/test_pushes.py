"""The queue of people to be woken, who wakes them, and what becomes of those who could not be."""

from typing import Any


def test_jobs_come_to_the_function_that_sends_and_those_that_fail_come_back_alone(resources: dict[str, Any]) -> None:
    mapping = resources["SendPushesMapping"]["Properties"]
    assert mapping["EventSourceArn"] == {"Fn::GetAtt": ["PushJobs", "Arn"]}
    assert mapping["FunctionName"] == {"Ref": "SendPushes"}
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["ScalingConfig"]["MaximumConcurrency"] <= 10


def test_what_fails_is_tried_again_and_then_kept_and_someone_is_told(resources: dict[str, Any]) -> None:
    queue, arn = resources["PushJobs"]["Properties"], {"Fn::GetAtt": ["PushFailures", "Arn"]}
    assert queue["VisibilityTimeout"] >= 6 * resources["SendPushes"]["Properties"]["Timeout"]
    assert queue["RedrivePolicy"] == {"deadLetterTargetArn": arn, "maxReceiveCount": 5}
    alarm = resources["PushFailuresAlarm"]["Properties"]
    assert alarm["Dimensions"] == [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["PushFailures", "QueueName"]}}]
    assert alarm["AlarmActions"] == [{"Ref": "Alarms"}]


def test_a_clinic_that_wakes_nobody_needs_no_key_and_one_that_does_is_told_what_is_missing(
    template: dict[str, Any],
) -> None:
    assert template["Parameters"]["WebPush"]["Default"] == "OFF"
    rule = template["Rules"]["KnownToPushServices"]
    asked = [assertion["Assert"] for assertion in rule["Assertions"]]
    needed = ("VapidSecretArn", "VapidPublicKey", "VapidSubject")
    assert asked == [{"Fn::Not": [{"Fn::Equals": [{"Ref": name}, ""]}]} for name in needed]
