"""The two tables, on one connection that is made once at import.

A separate base model for each kind of row would build a botocore session for each: 0.15 s of cold start apiece.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist, PynamoDBException, TransactWriteError
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib.adapters.audit_indexes import ConversationIndex, HourIndex, PersonIndex
from chalicelib.adapters.parsing import RowParserFactory
from chalicelib.adapters.record_indexes import ActivityIndex, DigestIndex, InboxIndex, ReadingIndex, WaitingIndex
from chalicelib.domain.errors import Busy
from chalicelib.settings import settings

FIRST_PAUSE, LONGEST_PAUSE, PATIENCE = 0.012, 0.3, 3.0
CONFLICTS = frozenset({"ConditionalCheckFailed", "TransactionConflict", "DuplicateItem"})
PASSING = frozenset({"ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded"})
THROTTLED = frozenset({"ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"})


class TableMeta:
    """How every call goes out: short time limits, so that a lost answer is retried and not waited for."""

    region = settings().region
    connect_timeout_seconds = 1
    read_timeout_seconds = 3
    max_retry_attempts = 2
    max_pool_connections = 32


class Record(Model):
    """Anything in the Records table; `type` tells which."""

    class Meta(TableMeta):
        table_name = settings().records_table

    PK = UnicodeAttribute(hash_key=True)
    SK = UnicodeAttribute(range_key=True)
    type = DiscriminatorAttribute()
    ttl = NumberAttribute(null=True)
    inbox = InboxIndex()
    reading = ReadingIndex()
    waiting = WaitingIndex()
    activity = ActivityIndex()
    digest = DigestIndex()


class AuditRecord(Model):
    """Anything in the Audit table."""

    class Meta(TableMeta):
        table_name = settings().audit_table

    PK = UnicodeAttribute(hash_key=True)
    SK = UnicodeAttribute(range_key=True)
    person = PersonIndex()
    conversation = ConversationIndex()
    hour = HourIndex()


def shared_connection() -> Connection:
    """The connection of both tables, its botocore client made."""
    records, audit = Record._get_connection(), AuditRecord._get_connection()
    records.connection.session.register_component("response_parser_factory", RowParserFactory())
    if audit.connection is not records.connection:
        records.connection.add_meta_table(audit.get_meta_table())
        audit.connection = records.connection
    records.connection.client.meta.events.register("after-call.dynamodb", busy_if_throttled)
    return records.connection


def busy_if_throttled(http_response: Any, parsed: Any, model: Any, **_more: object) -> None:
    """Say so when a single call was throttled to the end of botocore's patience. Transactions tell by their reasons."""
    is_throttled = http_response.status_code >= 400 and parsed.get("Error", {}).get("Code") in THROTTLED
    if is_throttled and model.name != "TransactWriteItems":
        raise Busy


CONNECTION = shared_connection()

Row = TypeVar("Row", bound=Record)
Result = TypeVar("Result")
Key = tuple[str, str]


def get_one(key: Key, only: Sequence[str] | None = None) -> Record | None:
    """The row at this key as it is now, if there is one. `only`: these attributes of it."""
    try:
        return Record.get(*key, consistent_read=True, attributes_to_get=only and list(only))
    except DoesNotExist:
        return None


def get_all(keys: Iterable[Key], *, consistent: bool = True, only: Sequence[str] | None = None) -> dict[Key, Record]:
    """The rows at these keys that exist, in one round trip for each hundred. `only`: these attributes of them."""
    wanted = list(dict.fromkeys(keys))
    named = only and list(only)
    rows: Iterator[Record] = Record.batch_get(wanted, consistent, named) if wanted else iter(())
    return {(row.PK, row.SK): row for row in rows}


def get_beginning(pk: str, beginning: str) -> Iterator[Record]:
    """The rows of one partition whose places begin so, of any type: in one round trip for each megabyte.

    A query of `Record` would ask for each type that there is by name.
    """
    condition, place = Record.SK.startswith(beginning), None
    while True:
        found = CONNECTION.query(
            Record.Meta.table_name,
            pk,
            range_key_condition=condition,
            consistent_read=True,
            exclusive_start_key=place,
        )
        yield from map(Record.from_raw_data, found["Items"])
        place = found.get("LastEvaluatedKey")
        if place is None:
            return


def transaction() -> TransactWrite:
    """All or nothing. Reasons for a cancellation come in this order: checks, deletes, puts, updates."""
    return TransactWrite(connection=CONNECTION)


def cancellation_codes(error: TransactWriteError) -> Sequence[str | None]:
    """Why each part of a cancelled transaction did not go through; None for the parts that would have."""
    return [reason.code if reason else None for reason in error.cancellation_reasons]


class Overtaken(Exception):
    """Somebody else changed what a write was based on: read again, then decide again."""

    longest_pause = LONGEST_PAUSE


def is_conflict(error: PynamoDBException) -> bool:
    """Whether another writer, or a short want of capacity, and not this write, was the cause."""
    if isinstance(error, TransactWriteError) and error.cancellation_reasons:
        codes = {code for code in cancellation_codes(error) if code}
        return bool(codes) and codes <= CONFLICTS | PASSING
    return error.cause_response_code in {
        "ConditionalCheckFailedException",
        "TransactionConflictException",
        "TransactionInProgressException",
        *THROTTLED,
    }


def until_settled(attempt: Callable[[], Result]) -> Result:
    """Run `attempt`, which reads before it writes, again after each `Overtaken`: full jitter, at most three seconds."""
    started, pause = time.monotonic(), FIRST_PAUSE
    while True:
        try:
            return attempt()
        except Overtaken as overtaken:
            if time.monotonic() - started > PATIENCE:
                raise Busy from overtaken
            time.sleep(random.uniform(0, pause))
            pause = min(pause * 2, overtaken.longest_pause)


def commit(write: TransactWrite) -> Any:
    """Carry a transaction out, or raise `Overtaken` if others were in the way."""
    try:
        with write:
            pass
    except TransactWriteError as error:
        if is_conflict(error):
            raise Overtaken from error
        raise
