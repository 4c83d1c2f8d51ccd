"""Until when Object Lock lets nobody remove the seals of the audit: not an administrator, not the account's root."""

from datetime import datetime
from typing import Any

from infra.deploy.cloud import Cloud


def locked_until(cloud: Cloud, bucket: str) -> datetime | None:
    """The latest such moment of what is in the bucket; None if nothing is locked, or nothing is there.

    There are thousands, and each would have to be asked: the newest of each month is. S3 has the last word, when it is
    asked to let them go.
    """
    s3 = cloud.client("s3")
    newest: dict[tuple[int, int], dict[str, Any]] = {}
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        for version in page.get("Versions", ()):
            month = (version["LastModified"].year, version["LastModified"].month)
            if month not in newest or newest[month]["LastModified"] < version["LastModified"]:
                newest[month] = version
    moments = [retained(s3, bucket, version) for version in newest.values()]
    return max((each for each in moments if each), default=None)


def retained(s3: Any, bucket: str, version: dict[str, Any]) -> datetime | None:
    told = s3.head_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])
    until: datetime | None = told.get("ObjectLockRetainUntilDate")
    return until
