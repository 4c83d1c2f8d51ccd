"""Tables: how far back one can be restored, restoring it into another, and what a restored one must be told again."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.cloud import Cloud
from infra.deploy.stacks import MARK
from infra.deploy.terminal import tell
from infra.local.steps import Failure
from infra.restore.pointing import Table

GONE = ("ResourceNotFoundException", "TableNotFoundException")
NOT_YET = ("ContinuousBackupsUnavailableException", "ResourceInUseException")
OFTEN = 60
"""Seconds between two lines that say that a table is still being restored."""
LONGEST = 600
"""Seconds that a restored table may need until it takes its settings."""


def described(cloud: Cloud, name: str) -> dict[str, Any] | None:
    """The table, if it is there."""
    try:
        found: dict[str, Any] = cloud.client("dynamodb").describe_table(TableName=name)["Table"]
    except ClientError as refusal:
        if refusal.response["Error"]["Code"] in GONE:
            return None
        raise
    return found


def require_restorable(cloud: Cloud, name: str, at: datetime) -> None:
    """Failure if that table cannot be brought back to that moment."""
    told = cloud.client("dynamodb").describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    window = told["PointInTimeRecoveryDescription"]
    if window["PointInTimeRecoveryStatus"] != "ENABLED":
        raise Failure(f"{name} is not backed up: its point-in-time recovery is off. Look for a copy in AWS Backup.")
    first, last = window["EarliestRestorableDateTime"], window["LatestRestorableDateTime"]
    if not first <= at <= last:
        raise Failure(
            f"{name} can be restored to any second from {shown(first)} to {shown(last)}, and not to {shown(at)}. "
            "Give another AT. The latest moment is some five minutes behind the clock: for a later one, wait."
        )


def shown(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def last_backup(cloud: Cloud, name: str) -> tuple[str, datetime] | None:
    """What DynamoDB kept when that table was deleted, and when that was: it does so for 35 days."""
    kept = cloud.client("dynamodb").list_backups(TableName=name, BackupType="SYSTEM")["BackupSummaries"]
    latest = max(kept, key=lambda each: each["BackupCreationDateTime"], default=None)
    return (latest["BackupArn"], latest["BackupCreationDateTime"]) if latest else None


def begin(cloud: Cloud, source: str, target: str, at: datetime | None, backup: str, key: str) -> None:
    """Let DynamoDB make the target. `backup`: of a source that is gone. `key`: the clinic's, with which it encrypts."""
    encrypted = {"SSESpecificationOverride": {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key}}
    dynamodb = cloud.client("dynamodb")
    if backup:
        dynamodb.restore_table_from_backup(TargetTableName=target, BackupArn=backup, **encrypted)
    else:
        dynamodb.restore_table_to_point_in_time(
            SourceTableName=source, TargetTableName=target, RestoreDateTime=at, **encrypted
        )


def wait(cloud: Cloud, name: str) -> dict[str, Any]:
    """The table once it is whole and takes no more changes of itself."""
    told_at = time.monotonic()
    while (found := described(cloud, name)) is None or found["TableStatus"] != "ACTIVE" or is_indexing(found):
        if time.monotonic() - told_at > OFTEN:
            tell(f"    {name}: {found['TableStatus'] if found else 'not there yet'}")
            told_at = time.monotonic()
        time.sleep(cloud.pause)
    return found


def is_indexing(table: dict[str, Any]) -> bool:
    return any(each.get("IndexStatus", "ACTIVE") != "ACTIVE" for each in table.get("GlobalSecondaryIndexes", []))


def complete(cloud: Cloud, name: str, properties: dict[str, Any]) -> Table:
    """Tell a restored table what a restore does not carry, as far as it does not know. `properties`: of the template.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/pointintimerecovery_restores.html
    """
    dynamodb, table = cloud.client("dynamodb"), wait(cloud, name)
    view = properties.get("StreamSpecification", {}).get("StreamViewType")
    if view and not table.get("LatestStreamArn"):
        stream = {"StreamEnabled": True, "StreamViewType": view}
        dynamodb.update_table(TableName=name, StreamSpecification=stream)
        table = wait(cloud, name)
    if not table.get("DeletionProtectionEnabled"):
        dynamodb.update_table(TableName=name, DeletionProtectionEnabled=True)
        table = wait(cloud, name)
    ttl = properties.get("TimeToLiveSpecification")
    known = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]["TimeToLiveStatus"]
    if ttl and known not in ("ENABLED", "ENABLING"):
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=ttl)
    recovery = {"PointInTimeRecoveryEnabled": True}
    patiently(
        lambda: dynamodb.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=recovery),
        cloud.pause,
    )
    dynamodb.tag_resource(ResourceArn=table["TableArn"], Tags=[{"Key": MARK, "Value": cloud.tenant.name}])
    return Table(name, table["TableArn"], table.get("LatestStreamArn", ""))


def patiently(ask: Callable[[], object], pause: float) -> None:
    """Ask again while the table is too new for this."""
    deadline = time.monotonic() + LONGEST
    while True:
        try:
            ask()
            return
        except ClientError as refusal:
            if refusal.response["Error"]["Code"] not in NOT_YET or time.monotonic() > deadline:
                raise
            time.sleep(pause)
