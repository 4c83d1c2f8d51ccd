"""What somebody wants restored: which table, to which moment, or from which table that is there already."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from infra.local.steps import Failure

RESOURCES = {"records": "Records", "audit": "Audit"}
"""Tables by the word for them, and their names in the template: the same but for the first letter."""
STAMP = "%Y%m%dT%H%M%S"
STAMPED = re.compile(r"-\d{8}T\d{6}$")


@dataclass(frozen=True)
class Wanted:
    """`resource`: the table's name in the template. `at`: in UTC, whole seconds. `use`: a table to take as it is."""

    resource: str
    at: datetime | None = None
    use: str = ""


def wanted_of(given: Mapping[str, str]) -> Wanted:
    """What the variables of `make restore` say; Failure with what would be right."""
    table, at, use = (given.get(name) or "" for name in ("TABLE", "AT", "USE"))
    if (table or "records") not in RESOURCES:
        raise Failure(f"TABLE={table} is none of {', '.join(RESOURCES)}.")
    if at and use:
        raise Failure("Give AT, a moment to restore, or USE, a table that is there already: not both.")
    return Wanted(RESOURCES[table or "records"], moment(at) if at else None, use)


def moment(text: str) -> datetime:
    """A moment as somebody wrote it: with its zone, for a clinic's clock is not the one of its IT."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Failure(f"AT={text} is no moment. Write it like AT=2026-11-29T10:00:00Z.") from None
    if at.tzinfo is None:
        raise Failure(f"AT={text} names no zone. For UTC append a Z: AT={text}Z.")
    return at.astimezone(UTC).replace(microsecond=0)


def target_name(source: str, at: datetime) -> str:
    """The restored table's name: the same for the same moment, so that a second run finds what the first began."""
    return f"{base_name(source)}-{at:{STAMP}}"


def base_name(table: str) -> str:
    """What the names of a table and of all that were restored from it begin with."""
    return STAMPED.sub("", table)
