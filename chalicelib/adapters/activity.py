"""The list of conversations by activity: those not archived by the day of their last text, the others by since when."""

from collections.abc import Callable, Iterator

from chalicelib.adapters import archive_keys
from chalicelib.adapters.conversations import HeadRow
from chalicelib.adapters.table import CONNECTION, Record

Part = Callable[[int], str]
"""`archive_keys.active` or `archive_keys.archived`."""
Page = tuple[list[str], str | None]
"""Ids of conversations, and the place to go on from, if any."""


def page(part: str, before: str, after: str, limit: int) -> Page:
    """The next conversations of one part of the list whose day is before that of the moment, the oldest first."""
    low, high = after + "\0", archive_keys.day(before)
    if low > high:
        return [], None
    found = CONNECTION.query(
        Record.Meta.table_name,
        part,
        range_key_condition=HeadRow.activity_sk.between(low, high),
        index_name=Record.activity.Meta.index_name,
        limit=limit + 1,
    )["Items"]
    places = [row["activitySK"]["S"] for row in found]
    ids = [place.partition("#")[2] for place in places[:limit]]
    return ids, places[limit - 1] if len(places) > limit else None


def pages(part: Part, before: str, limit: int) -> Iterator[list[str]]:
    """All of them, page by page, one part of the list after the other. Only what is before that day is read."""
    for shard in range(archive_keys.SHARDS):
        place: str | None = ""
        while place is not None:
            ids, place = page(part(shard), before, place, limit)
            yield ids
