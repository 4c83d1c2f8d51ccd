"""How far the table's migrations have come, and the walk through all conversations that they take."""

from collections.abc import Mapping
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import PutError

from chalicelib.adapters import keys
from chalicelib.adapters.table import CONNECTION, Overtaken, Record, is_conflict
from chalicelib.domain.migration import Progress

Place = Mapping[str, str]
"""The key of a row, from which a walk goes on."""


class MigrationRow(Record, discriminator="migration"):
    """One migration, begun or done."""

    started_at = UnicodeAttribute(attr_name="startedAt")
    place = JSONAttribute(null=True)
    is_walked = BooleanAttribute(attr_name="isWalked")
    seen = NumberAttribute()
    failed = JSONAttribute(null=True)
    done_at = UnicodeAttribute(null=True, attr_name="doneAt")
    version = NumberAttribute()

    def progress(self) -> Progress:
        return Progress(
            number=int(self.SK),
            started_at=self.started_at,
            place=self.place,
            is_walked=self.is_walked,
            seen=int(self.seen),
            failed=tuple(self.failed or ()),
            done_at=self.done_at,
            version=int(self.version),
        )


def begun() -> dict[int, Progress]:
    """The migrations that were begun, by number."""
    rows = MigrationRow.query(keys.MIGRATIONS, consistent_read=True)
    return {int(row.SK): row.progress() for row in rows}


def keep(it: Progress) -> None:
    """Keep how far a migration has come. Raises `Overtaken` if another run has come as far."""
    row = MigrationRow(
        keys.MIGRATIONS,
        keys.migration(it.number),
        started_at=it.started_at,
        place=it.place,
        is_walked=it.is_walked,
        seen=it.seen,
        failed=list(it.failed) or None,
        done_at=it.done_at,
        version=it.version,
    )
    is_next = MigrationRow.version == it.version - 1
    try:
        row.save(condition=is_next if it.version > 1 else MigrationRow.PK.does_not_exist())
    except PutError as error:
        if is_conflict(error):
            raise Overtaken from error
        raise


def heads(after: Place | None, limit: int) -> tuple[list[str], Place | None]:
    """The conversations among the next `limit` rows of the whole table, and where to go on; None at its end.

    Keys alone are read. Whatever is there when a walk begins is met by it, in no order.
    """
    start: Any = {name: {"S": value} for name, value in after.items()} if after else None
    answer = CONNECTION.scan(
        Record.Meta.table_name,
        filter_condition=Record.SK == keys.HEAD,
        attributes_to_get=["PK", "SK"],
        limit=limit,
        exclusive_start_key=start,
        consistent_read=True,
    )
    last = answer.get("LastEvaluatedKey")
    ids = [item["PK"]["S"].partition("#")[2] for item in answer["Items"]]
    return ids, {name: value["S"] for name, value in last.items()} if last else None
