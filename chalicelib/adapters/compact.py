"""Attributes in few bytes: a seat holds a copy of its head, and below a kilobyte it costs half of what it costs beyond.

Rows of earlier versions have the same with spaces, escapes and the name of each day, and are read likewise.
"""

import json
from datetime import date, timedelta
from typing import Any

from pynamodb.attributes import JSONAttribute


class CompactAttribute(JSONAttribute):
    """JSON without spaces, and letters beyond ASCII as they are: escaped, each would be six bytes."""

    def serialize(self, value: Any) -> str | None:
        return None if value is None else json.dumps(value, separators=(",", ":"), ensure_ascii=False)


class DaysAttribute(CompactAttribute):
    """A count for each of some days: the first of them, and what each had from it on."""

    def serialize(self, value: dict[str, int] | None) -> str | None:
        if not value:
            return None if value is None else super().serialize({})
        first, last = (date.fromisoformat(day) for day in (min(value), max(value)))
        days = ((first + timedelta(days=after)).isoformat() for after in range((last - first).days + 1))
        return super().serialize([min(value), *(value.get(day, 0) for day in days)])

    def deserialize(self, value: str) -> dict[str, int]:
        known: dict[str, int] | list[Any] = json.loads(value)
        if isinstance(known, dict):
            return known
        first = date.fromisoformat(known[0])
        return {(first + timedelta(days=after)).isoformat(): count for after, count in enumerate(known[1:]) if count}
