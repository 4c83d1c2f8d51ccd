"""The keys of what concerns the archive: the list by activity, legal holds, and what is being purged."""

from zlib import crc32

HOLD = "HOLD"
"""Below a patient: the legal hold that they are under."""
PURGES = "PURGES"
"""The partition of conversations whose removal has begun, by id."""
SHARDS = 8
"""Over so many partitions the list by activity is spread: every message moves a row of it."""


def active(shard: int) -> str:
    """One part of the list of conversations that are not archived, in the order of their last activity."""
    return f"ACTIVE#{shard}"


def archived(shard: int) -> str:
    """One part of the list of archived conversations, in the order in which they came there."""
    return f"ARCHIVED#{shard}"


def shard(conversation_id: str) -> int:
    return crc32(conversation_id.encode()) % SHARDS


def activity_place(at: str, conversation_id: str) -> str:
    return f"{at}#{conversation_id}"
