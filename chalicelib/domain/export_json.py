"""A conversation as JSON: the shapes of the API as they are."""

import json
from collections.abc import Iterable, Iterator

from chalicelib.domain import showing
from chalicelib.domain.export import Export, Following
from chalicelib.domain.shapes import MessageShape


def written(it: Export, entries: Iterable[MessageShape], following: Following) -> Iterator[str]:
    """`{"conversation", "exportedAt", "exportedBy", "after", "items", "nextAfter"}`, `items` in ascending order."""
    head = {
        "conversation": it.conversation,
        "exportedAt": it.at,
        "exportedBy": showing.person(it.exporter),
        "after": it.after,
    }
    yield text(head)[:-1] + ',"items":['
    separator = ""
    for entry in entries:
        yield separator + text(entry)
        separator = ","
    yield f'],"nextAfter":{text(following())}}}'


def text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
