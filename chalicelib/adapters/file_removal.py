"""Taking files out of the bucket for good: every version of each, and the marks of those deleted before."""

from chalicelib.adapters import object_keys
from chalicelib.adapters.files import bucket
from chalicelib.settings import settings


def remove_all(conversation_id: str) -> int:
    """Remove whatever the bucket holds of a conversation, sent or not; gives how many versions that were."""
    return sum(remove_below(folder) for folder in object_keys.folders(conversation_id))


def remove_below(folder: str) -> int:
    place = {"Bucket": settings().attachments_bucket}
    removed = 0
    for page in bucket().get_paginator("list_object_versions").paginate(**place, Prefix=folder):
        for found in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
            bucket().delete_object(**place, Key=found["Key"], VersionId=found["VersionId"])
            removed += 1
    return removed
