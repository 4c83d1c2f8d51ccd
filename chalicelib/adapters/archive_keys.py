"""The keys of what concerns the archive: the list by activity, legal holds, and what is being purged."""

from zlib import crc32

HOLD = "HOLD"
"""Below a patient: the legal hold that they are under."""
PURGES = "PURGES"
"""The partition of conversations whose removal has begun, by id."""
SHARDS = 8
"""Over so many partitions the list by activity is spread: the first message of each day moves a row of it."""


def active(shard: int) -> str:
    """One part of the list of conversations that are not archived, in the order of the days of their last activity."""
    return f"ACTIVE#{shard}"


def archived(shard: int) -> str:
    """One part of the list of archived conversations, in the order in which they came there."""
    return f"ARCHIVED#{shard}"


def shard(conversation_id: str) -> int:
    return crc32(conversation_id.encode()) % SHARDS


def active_place(since: str, conversation_id: str) -> str:
    """Among those that are not archived: the day alone, so that further texts of that day move nothing."""
    return f"{day(since)}#{conversation_id}"


def archived_place(since: str, conversation_id: str) -> str:
    return f"{since}#{conversation_id}"


def day(moment: str) -> str:
    """The day (UTC) of a moment; in both orders it stands before all places of that day."""
    return moment[: len("2026-11-21")]
