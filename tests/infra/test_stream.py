"""The way from the stream to the settle function, and where failures go."""

import json
from typing import Any

import pytest


@pytest.fixture(scope="module")
def mapping(resources: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = resources["SettleMapping"]["Properties"]
    return properties


def test_new_messages_and_changed_heads_people_teams_files_calls_appointments_and_sockets_reach_settle_and_nothing_else(
    mapping: dict[str, Any],
) -> None:
    patterns = [json.loads(found["Pattern"]) for found in mapping["FilterCriteria"]["Filters"]]
    assert patterns == [
        {"eventName": ["INSERT"], "dynamodb": {"Keys": {"SK": {"S": [{"prefix": "MSG#"}]}}}},
        {"dynamodb": {"Keys": {"SK": {"S": ["HEAD", "PRESENCE", "CALL"]}}}},
        {
            "eventName": ["MODIFY"],
            "dynamodb": {"Keys": {"PK": {"S": [{"prefix": "ITEM#appt#"}]}, "SK": {"S": ["ITEM"]}}},
        },
        {"eventName": ["MODIFY"], "dynamodb": {"Keys": {"SK": {"S": ["PERSON", "TEAM", {"prefix": "FILE#"}]}}}},
    ]
    assert mapping["EventSourceArn"] == {"Fn::GetAtt": ["Records", "StreamArn"]}
    assert mapping["FunctionName"] == {"Ref": "Settle"}


def test_one_bad_record_neither_blocks_nor_repeats_the_others_for_ever(mapping: dict[str, Any]) -> None:
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BisectBatchOnFunctionError"] is True
    assert 0 < mapping["MaximumRetryAttempts"] <= 20
    assert 0 < mapping["MaximumRecordAgeInSeconds"] <= 86_400


def test_records_written_before_the_mapping_are_not_missed(mapping: dict[str, Any]) -> None:
    assert mapping["StartingPosition"] == "TRIM_HORIZON"


def test_failures_wait_encrypted_for_two_weeks_and_someone_is_told(
    resources: dict[str, Any], mapping: dict[str, Any]
) -> None:
    assert mapping["DestinationConfig"] == {"OnFailure": {"Destination": {"Fn::GetAtt": ["SettleFailures", "Arn"]}}}
    queue, alarm = resources["SettleFailures"]["Properties"], resources["SettleFailuresAlarm"]["Properties"]
    assert queue == {"KmsMasterKeyId": {"Ref": "Key"}, "MessageRetentionPeriod": 14 * 24 * 3600}
    assert alarm["Dimensions"] == [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["SettleFailures", "QueueName"]}}]
    assert alarm["AlarmActions"] == [{"Ref": "Alarms"}]
    assert (alarm["Threshold"], alarm["ComparisonOperator"]) == (0, "GreaterThanThreshold")


def test_a_batch_has_time_to_end_before_the_function_is_stopped(resources: dict[str, Any]) -> None:
    assert resources["Settle"]["Properties"]["Timeout"] >= 60
