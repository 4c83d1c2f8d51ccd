"""Dashboard and alarms ask for metrics that exist, show all of ours, and each alarm tells people and is explained."""

import re
from typing import Any

import pytest

from infra.package import ROOT
from tests.infra.watched import OURS, alarms, counted, shown, watched, widgets

OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
ALL_OF_IT = ""
PUBLISHED = {
    ("AWS/ApiGateway", "ApiName"): "Count 4XXError 5XXError Latency IntegrationLatency",
    ("AWS/ApiGateway", "ApiId Stage"): "ConnectCount MessageCount ClientError IntegrationError ExecutionError",
    ("AWS/CloudFront", "DistributionId Region"): "Requests BytesDownloaded",
    ("AWS/DynamoDB", "TableName"): "ConsumedReadCapacityUnits ConsumedWriteCapacityUnits ReadThrottleEvents "
    "WriteThrottleEvents TransactionConflict",
    ("AWS/DynamoDB", "GlobalSecondaryIndexName TableName"): "ConsumedReadCapacityUnits ConsumedWriteCapacityUnits "
    "ReadThrottleEvents WriteThrottleEvents",
    ("AWS/DynamoDB", "Operation TableName"): "SystemErrors ThrottledRequests",
    ("AWS/Lambda", "FunctionName"): "Duration Errors Invocations IteratorAge Throttles",
    ("AWS/Lambda", ALL_OF_IT): "ConcurrentExecutions Throttles",
    ("AWS/Logs", "LogGroupName"): "IncomingBytes",
    ("AWS/S3", "BucketName StorageType"): "BucketSizeBytes NumberOfObjects",
    ("AWS/SES", ALL_OF_IT): "Send Delivery Reputation.BounceRate Reputation.ComplaintRate",
    ("AWS/SNS", "TopicName"): "NumberOfNotificationsDelivered NumberOfNotificationsFailed",
    ("AWS/SQS", "QueueName"): "ApproximateAgeOfOldestMessage ApproximateNumberOfMessagesVisible NumberOfMessagesSent",
    ("AWS/Usage", "Class Resource Service Type"): "ResourceCount",
}
"""Metrics of AWS itself that dashboard and alarms may ask for, by the dimensions under which AWS publishes them."""
OF_AWS = {(space, name, dimensions) for (space, dimensions), names in PUBLISHED.items() for name in names.split()}


def test_every_metric_that_is_shown_or_watched_exists(resources: dict[str, Any]) -> None:
    ours = {(OURS, name, "service") for name in counted()}
    asked = {*shown(resources), *watched(resources)}
    assert len(asked) > 50
    assert asked - OF_AWS - ours == set()


def test_no_metric_is_listed_here_that_nobody_asks_for(resources: dict[str, Any]) -> None:
    assert OF_AWS - {*shown(resources), *watched(resources)} == set()


def test_every_metric_of_ours_is_on_the_dashboard_and_explained(resources: dict[str, Any]) -> None:
    assert {"FilesPassed", "FilesRefused", "MailsBounced", "MessagesSent"} <= counted()
    assert counted() == {name for space, name, _ in shown(resources) if space == OURS}
    first_cells = " ".join(re.findall(r"^\|([^|]*)\|", OPERATIONS, re.MULTILINE))
    assert counted() <= set(re.findall(r"`(\w+)`", first_cells))


def test_the_dashboard_shows_all_functions_queues_tables_and_alarms(resources: dict[str, Any]) -> None:
    text = str(widgets(resources))
    for name, found in resources.items():
        match found["Type"]:
            case "AWS::Serverless::Function":
                assert text.count(f"'FunctionName', '${{{name}}}'") >= 4, name
            case "AWS::SQS::Queue":
                assert f"'${{{name}.QueueName}}'" in text, name
            case "AWS::DynamoDB::Table":
                assert f"'TableName', '${{{name}}}'" in text, name
            case "AWS::CloudWatch::Alarm":
                assert re.search(rf"\${{{name}\.?Arn}}", text), name


def test_the_dashboard_stays_within_what_cloudwatch_takes(resources: dict[str, Any]) -> None:
    graphs = [it["properties"]["metrics"] for it in widgets(resources) if it["type"] == "metric"]
    assert len(widgets(resources)) <= 500
    assert max(map(len, graphs)) <= 500
    assert sum(map(len, graphs)) <= 2500
    for graph in graphs:
        ids = [line[-1]["id"] for line in graph if isinstance(line[-1], dict) and "id" in line[-1]]
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", it) for it in ids)


def test_every_alarm_tells_people_when_it_rings_and_when_it_is_over(resources: dict[str, Any]) -> None:
    for name, alarm in alarms(resources).items():
        assert alarm["AlarmActions"] == alarm["OKActions"] == [{"Ref": "Alarms"}], name
        assert alarm["TreatMissingData"] in {"breaching", "ignore", "notBreaching"}, name


def test_only_what_must_never_be_silent_rings_when_there_is_no_number(resources: dict[str, Any]) -> None:
    breaching = {name for name, alarm in alarms(resources).items() if alarm["TreatMissingData"] == "breaching"}
    assert breaching == {"DigestNotRunAlarm", "NotSealedAlarm"}


def test_an_expression_holds_no_more_metrics_than_an_alarm_may_and_all_of_one_period(resources: dict[str, Any]) -> None:
    for name, alarm in alarms(resources).items():
        asked = [query["MetricStat"] for query in alarm.get("Metrics", []) if "MetricStat" in query]
        returned = [query["Id"] for query in alarm.get("Metrics", []) if query.get("ReturnData", True)]
        assert len(asked) <= 10, name
        assert len({it["Period"] for it in asked}) == len(returned) == min(len(asked), 1), name


@pytest.fixture(scope="module")
def paragraphs() -> dict[str, str]:
    """What the page says below each heading of its part on alarms."""
    part = OPERATIONS.partition("\n## The alarms\n")[2].partition("\n## ")[0]
    pieces = re.split(r"^### (.+)$", part, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def test_every_alarm_has_a_paragraph_that_begins_with_what_its_mail_says(
    resources: dict[str, Any], paragraphs: dict[str, str]
) -> None:
    for name, alarm in alarms(resources).items():
        what, _, where = alarm["AlarmDescription"].partition("; ")
        assert where == "docs/operations.md says what to do.", name
        [found] = [text for text in paragraphs.values() if text.lstrip().startswith(f"**{what}.**")]
        assert re.search(r"^1\. ", found, re.MULTILINE), f"{name}: no first step"
        assert re.search(r"\baws \w|python -m infra", found), f"{name}: no command to paste"


def test_the_page_says_how_many_alarms_there_are(resources: dict[str, Any]) -> None:
    assert f"\n{len(alarms(resources))} alarms, " in OPERATIONS
