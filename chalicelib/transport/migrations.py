"""What `make deploy` calls once a stack stands: the migrations of the clinic's rows."""

from typing import Any

from chalicelib.domain.migration import Progress
from chalicelib.transport.schedule import has_time
from chalicelib.usecases import migrating

RESERVE = 20_000
"""Milliseconds before its end in which the function begins with no further part: one takes some seconds."""


def migrate(event: dict[str, Any], context: Any) -> list[dict[str, object]]:
    """Go on with the migrations, and tell how far each has come. The event `{"dryRun": true}` only asks."""
    if event.get("dryRun") is True:
        return [told(it) for it in migrating.progress()]
    return [told(it) for it in migrating.run(has_time(context, RESERVE))]


def told(it: Progress) -> dict[str, object]:
    return {"number": it.number, "seen": it.seen, "walked": it.is_walked, "failed": len(it.failed), "done": it.is_done}
