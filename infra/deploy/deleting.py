"""Deletes what a stack has left, kind by kind. Doing it twice is doing it once: what is gone already is gone."""

import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.cloud import Cloud
from infra.deploy.remains import Kept

GONE = {
    *("ResourceNotFoundException", "NoSuchBucket", "404", "NotFoundException"),
    *("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist", "UserPoolNotFoundException"),
}
LONGEST_WAIT = 30
"""Days until a key is really gone: the longest that KMS has. Until then it can be brought back."""
AT_ONCE = 1000
"""Versions of objects that one call removes."""


def log_group(cloud: Cloud, name: str) -> None:
    cloud.client("logs").delete_log_group(logGroupName=name)


def queue(cloud: Cloud, url: str) -> None:
    cloud.client("sqs").delete_queue(QueueUrl=url)


def table(cloud: Cloud, name: str) -> None:
    """Its protection is taken off first. DynamoDB keeps a backup of it for 35 days by itself, at no charge."""
    dynamodb = cloud.client("dynamodb")
    if dynamodb.describe_table(TableName=name)["Table"].get("DeletionProtectionEnabled"):
        dynamodb.update_table(TableName=name, DeletionProtectionEnabled=False)
        while dynamodb.describe_table(TableName=name)["Table"]["TableStatus"] == "UPDATING":
            time.sleep(cloud.pause)
    dynamodb.delete_table(TableName=name)


def user_pool(cloud: Cloud, pool: str) -> None:
    """The same; its other settings fall back to defaults by that, but for those that only its tier may have."""
    cognito = cloud.client("cognito-idp")
    described = cognito.describe_user_pool(UserPoolId=pool)["UserPool"]
    if domain := described.get("Domain"):
        cognito.delete_user_pool_domain(Domain=domain, UserPoolId=pool)
    same = {name: described[name] for name in ("UserPoolTier", "UserPoolAddOns") if described.get(name)}
    cognito.update_user_pool(UserPoolId=pool, DeletionProtection="INACTIVE", **same)
    cognito.delete_user_pool(UserPoolId=pool)


def bucket(cloud: Cloud, name: str) -> None:
    """With every version of everything in it, and parts of uploads that were never finished.

    A policy that refuses deletions, as that of seals, goes first if it is still there; Object Lock is no policy.
    """
    s3 = cloud.client("s3")
    s3.delete_bucket_policy(Bucket=name)
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=name, PaginationConfig={"PageSize": AT_ONCE}):
        listed = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
        remove(s3, name, [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in listed])
    for page in s3.get_paginator("list_multipart_uploads").paginate(Bucket=name):
        for each in page.get("Uploads", ()):
            s3.abort_multipart_upload(Bucket=name, Key=each["Key"], UploadId=each["UploadId"])
    s3.delete_bucket(Bucket=name)


def remove(s3: Any, name: str, versions: list[dict[str, str]]) -> None:
    if not versions:
        return
    refused = s3.delete_objects(Bucket=name, Delete={"Objects": versions, "Quiet": True}).get("Errors", [])
    if refused:
        first = refused[0]
        error = {"Code": first["Code"], "Message": f"{first['Key']} of {name}: {first.get('Message', '')}"}
        raise ClientError({"Error": error}, "DeleteObjects")


def key(cloud: Cloud, key_id: str) -> None:
    """Goes after the longest waiting time; one that is on its way already stays so."""
    kms = cloud.client("kms")
    if kms.describe_key(KeyId=key_id)["KeyMetadata"]["KeyState"] != "PendingDeletion":
        kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=LONGEST_WAIT)


ORDER: tuple[tuple[str, Callable[[Cloud, str], None]], ...] = (
    ("AWS::Logs::LogGroup", log_group),
    ("AWS::SQS::Queue", queue),
    ("AWS::Cognito::UserPool", user_pool),
    ("AWS::DynamoDB::Table", table),
    ("AWS::S3::Bucket", bucket),
    ("AWS::KMS::Key", key),
)
"""Keys last, and only once all else is gone: what they lock could not be read any more."""
LAST_BUCKET = "AccessLogs"
"""Others' removals are still written down there."""


def in_order(kept: list[Kept]) -> list[tuple[Kept, Callable[[Cloud, str], None]]]:
    """What can be deleted, each with how. Of other kinds nothing is anybody's data, and others may use it by now."""
    found = [(each, delete) for kind, delete in ORDER for each in kept if each.kind == kind]
    return sorted(found, key=lambda pair: (rank(pair[0].kind), pair[0].name == LAST_BUCKET))


def rank(kind: str) -> int:
    return [each for each, _ in ORDER].index(kind)


def delete_all(cloud: Cloud, kept: list[Kept], tell: Callable[[str], None]) -> list[str]:
    """Delete them one after the other, whatever becomes of the one before; gives what could not be, and why."""
    problems: list[str] = []
    for each, delete in in_order(kept):
        if problems and each.kind == "AWS::KMS::Key":
            continue
        try:
            delete(cloud, each.physical)
        except ClientError as refusal:
            if refusal.response["Error"]["Code"] not in GONE:
                problems.append(f"{each.name} ({each.physical}): {refusal}")
                continue
        tell(f"  {each.name}: {'goes in 30 days' if each.kind == 'AWS::KMS::Key' else 'deleted'}")
    return problems
