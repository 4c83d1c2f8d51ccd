"""What plain MiniStack drops of the template is there all the same, as stated."""

from typing import Any

import pytest

from infra.local.dropped_settings import physical_names
from infra.local.stack import Stack
from infra.parts import merge_template

STATED = merge_template()["Resources"]


def of_type(kind: str) -> list[str]:
    return [name for name, each in STATED.items() if each.get("Type") == kind and each.get("Condition") != "NotLocal"]


@pytest.fixture(scope="session")
def names(stack: Stack) -> dict[str, str]:
    return physical_names(stack.settings)


@pytest.mark.parametrize("logical_id", of_type("AWS::S3::Bucket"))
def test_a_bucket_is_encrypted_as_stated(stack: Stack, names: dict[str, str], logical_id: str) -> None:
    answer = stack.aws("s3").get_bucket_encryption(Bucket=names[logical_id])
    [rule] = answer["ServerSideEncryptionConfiguration"]["Rules"]
    [stated] = STATED[logical_id]["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    algorithm = stated["ServerSideEncryptionByDefault"]["SSEAlgorithm"]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == algorithm


@pytest.mark.parametrize(
    "logical_id", [it for it in of_type("AWS::S3::Bucket") if "LifecycleConfiguration" in STATED[it]["Properties"]]
)
def test_a_bucket_cleans_up_as_stated(stack: Stack, names: dict[str, str], logical_id: str) -> None:
    rules = stack.aws("s3").get_bucket_lifecycle_configuration(Bucket=names[logical_id])["Rules"]
    stated: list[dict[str, Any]] = STATED[logical_id]["Properties"]["LifecycleConfiguration"]["Rules"]
    assert {rule["ID"] for rule in rules} == {rule["Id"] for rule in stated}


def test_the_bucket_of_seals_keeps_what_is_in_it_for_seven_years(stack: Stack, names: dict[str, str]) -> None:
    found = stack.aws("s3").get_object_lock_configuration(Bucket=names["Seals"])["ObjectLockConfiguration"]
    assert found["Rule"]["DefaultRetention"] == {"Mode": "COMPLIANCE", "Days": 2557}


@pytest.mark.parametrize("logical_id", of_type("AWS::DynamoDB::Table"))
def test_a_table_can_be_brought_back_to_any_second_and_forgets_what_has_expired(
    stack: Stack, names: dict[str, str], logical_id: str
) -> None:
    table, dynamodb = names[logical_id], stack.aws("dynamodb")
    backups = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
    if "TimeToLiveSpecification" in STATED[logical_id]["Properties"]:
        expiry = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        assert expiry["TimeToLiveStatus"] == "ENABLED"
