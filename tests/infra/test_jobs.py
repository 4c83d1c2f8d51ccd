"""The queue of jobs, who carries them out, and where those go that fail."""

from typing import Any

import pytest


@pytest.fixture(scope="module")
def queue(resources: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = resources["HandoverJobs"]["Properties"]
    return properties


def test_jobs_come_one_at_a_time_to_the_function_that_hands_over(resources: dict[str, Any]) -> None:
    mapping = resources["HandOverMapping"]["Properties"]
    assert mapping["EventSourceArn"] == {"Fn::GetAtt": ["HandoverJobs", "Arn"]}
    assert mapping["FunctionName"] == {"Ref": "HandOver"}
    assert mapping["BatchSize"] == 1
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["ScalingConfig"]["MaximumConcurrency"] <= 10


def test_a_job_being_done_comes_to_nobody_else(resources: dict[str, Any], queue: dict[str, Any]) -> None:
    assert queue["VisibilityTimeout"] >= 6 * resources["HandOver"]["Properties"]["Timeout"]


def test_a_job_that_fails_is_tried_again_and_then_kept_for_two_weeks_and_someone_is_told(
    resources: dict[str, Any], queue: dict[str, Any]
) -> None:
    arn = {"Fn::GetAtt": ["HandoverFailures", "Arn"]}
    assert queue["RedrivePolicy"] == {"deadLetterTargetArn": arn, "maxReceiveCount": 5}
    assert resources["HandoverFailures"]["Properties"]["MessageRetentionPeriod"] == 14 * 24 * 3600
    alarm = resources["HandoverFailuresAlarm"]["Properties"]
    assert alarm["Dimensions"] == [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["HandoverFailures", "QueueName"]}}]
    assert alarm["AlarmActions"] == [{"Ref": "Alarms"}]
    assert (alarm["Threshold"], alarm["ComparisonOperator"]) == (0, "GreaterThanThreshold")
