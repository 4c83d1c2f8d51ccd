"""The correction `point_in_time`: a table comes back as it was at a moment, and a deleted one as it was last."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.local.emulator.local_aws import KEYED_BY_ID, LocalAws, unique
from tests.local.talking import whole_second

RECOVERED = {"PointInTimeRecoveryEnabled": True}
KEY = {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": "the-clinics"}


def written(aws: LocalAws) -> str:
    """A table with what stands there after two writes."""
    dynamodb, name = aws.client("dynamodb"), aws.table()
    dynamodb.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=RECOVERED)
    for item, text in (("kept", "one"), ("changed", "one"), ("removed", "one"), ("changed", "two")):
        dynamodb.put_item(TableName=name, Item={"id": {"S": item}, "text": {"S": text}})
    return name


def spoilt(aws: LocalAws) -> tuple[str, datetime]:
    """The same, with one item changed, one removed and one added after that moment."""
    dynamodb, name, moment = aws.client("dynamodb"), written(aws), whole_second()
    for item in ("changed", "added"):
        dynamodb.put_item(TableName=name, Item={"id": {"S": item}, "text": {"S": "three"}})
    dynamodb.delete_item(TableName=name, Key={"id": {"S": "removed"}})
    return name, moment


def restored(aws: LocalAws, name: str, moment: datetime) -> dict[str, Any]:
    target = unique("restored")
    aws.client("dynamodb").restore_table_to_point_in_time(
        SourceTableName=name, TargetTableName=target, RestoreDateTime=moment, SSESpecificationOverride=KEY
    )
    return items(aws, target) | {"table": aws.client("dynamodb").describe_table(TableName=target)["Table"]}


def items(aws: LocalAws, table: str) -> dict[str, Any]:
    return {each["id"]["S"]: each["text"]["S"] for each in aws.client("dynamodb").scan(TableName=table)["Items"]}


def test_plain_gives_the_present_state(plain: LocalAws) -> None:
    found = restored(plain, *spoilt(plain))
    assert found["changed"] == "three"
    assert "removed" not in found


def test_corrected_gives_the_state_of_that_moment(corrected: LocalAws) -> None:
    found = restored(corrected, *spoilt(corrected))
    table = found.pop("table")
    assert found == {"kept": "one", "changed": "two", "removed": "one"}
    assert table["SSEDescription"]["SSEType"] == "KMS"
    assert not table["DeletionProtectionEnabled"], "as on AWS, settings are to be made anew"


def test_corrected_refuses_what_cannot_be_had(corrected: LocalAws) -> None:
    name, moment = written(corrected), datetime.now(UTC)
    for wrong in (moment - timedelta(days=40), moment + timedelta(hours=1)):
        with pytest.raises(ClientError, match="InvalidRestoreTime"):
            restored(corrected, name, wrong)
    with pytest.raises(ClientError, match="PointInTimeRecoveryUnavailable"):
        restored(corrected, corrected.table(), moment)


def backups_of_a_deleted_table(aws: LocalAws) -> list[str]:
    name = written(aws)
    aws.client("dynamodb").delete_table(TableName=name)
    kept = aws.client("dynamodb").list_backups(TableName=name, BackupType="SYSTEM")["BackupSummaries"]
    return [each["BackupArn"] for each in kept]


def test_plain_keeps_nothing_of_a_deleted_table(plain: LocalAws) -> None:
    assert backups_of_a_deleted_table(plain) == []


def test_corrected_keeps_the_last_state_of_a_deleted_table(corrected: LocalAws) -> None:
    (backup,), target = backups_of_a_deleted_table(corrected), unique("restored")
    corrected.client("dynamodb").restore_table_from_backup(TargetTableName=target, BackupArn=backup)
    assert items(corrected, target) == {"kept": "one", "changed": "two", "removed": "one"}


def table_of_a_template(aws: LocalAws) -> str:
    properties = {**KEYED_BY_ID, "BillingMode": "PAY_PER_REQUEST", "PointInTimeRecoverySpecification": RECOVERED}
    made = aws.stack(unique("stack"), {"Resources": {"T": {"Type": "AWS::DynamoDB::Table", "Properties": properties}}})
    told = aws.client("dynamodb").describe_continuous_backups(TableName=made["T"])["ContinuousBackupsDescription"]
    status: str = told["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"]
    return status


def test_plain_does_not_recover_what_a_template_wants_recovered(plain: LocalAws) -> None:
    assert table_of_a_template(plain) == "DISABLED"


def test_corrected_does(corrected: LocalAws) -> None:
    assert table_of_a_template(corrected) == "ENABLED"
