"""Appending to a conversation: its next entries and where it stands after them, wholly or not at all."""

from collections.abc import Sequence
from functools import reduce

from pynamodb.exceptions import TransactWriteError

from chalicelib.adapters import attachments
from chalicelib.adapters.consent import Needed
from chalicelib.adapters.conversations import HeadRow, head_key, put_change
from chalicelib.adapters.messages import MessageRow, NameRow, message_row, name_key, name_row
from chalicelib.adapters.table import (
    FIRST_PAUSE,
    Overtaken,
    Record,
    cancellation_codes,
    get_all,
    is_conflict,
    transaction,
)
from chalicelib.domain.attachment import Attachment
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.message import Message


class MovedOn(Overtaken):
    """Others wrote first; `conversation` is where it stands now. The message's name is still free.

    Nothing has to be read again, so the next try need not wait long: it would only be overtaken once more.
    """

    longest_pause = 2 * FIRST_PAUSE

    def __init__(self, conversation: Conversation) -> None:
        super().__init__()
        self.conversation = conversation


class Refused(Exception):
    """The person whose consent or relation the write depends on does not allow it (any more)."""


Claim = tuple[Attachment, Attachment]
"""A file before and after it was sent."""


def unless_named(conversation_id: str, name: str) -> Conversation | None:
    """The conversation as it stands, unless an entry of it has this name already; in one round trip."""
    head, named = head_key(conversation_id), name_key(conversation_id, name)
    rows = get_all([head, named])
    row = rows.get(head)
    return row.conversation() if isinstance(row, HeadRow) and named not in rows else None


def append(
    before: Conversation, entries: Sequence[Message], on_condition: Needed | None, claims: Sequence[Claim] = ()
) -> None:
    """Store the next entries of a conversation that stood as `before`, wholly or not at all.

    `on_condition`: a row and what must hold of it; if it does not: `Refused`. `claims`: the files that go with them.
    Raises `MovedOn` if other entries took the place meanwhile, `Overtaken` if a name was taken, a file changed or
    others were in the way.
    """
    write = transaction()
    if on_condition:
        place, condition = on_condition
        write.condition_check(Record, *place, condition=condition)
    for entry in entries:
        write.save(name_row(entry), condition=NameRow.SK.does_not_exist())
        write.save(message_row(entry), condition=MessageRow.SK.does_not_exist())
    for claim in claims:
        attachments.put_change(write, *claim)
    put_change(write, before, reduce(Conversation.followed_by, entries, before))
    try:
        with write:
            pass
    except TransactWriteError as error:
        codes = cancellation_codes(error)
        if on_condition and codes and codes[0] == "ConditionalCheckFailed":
            raise Refused from error
        head = error.cancellation_reasons[-1] if codes else None
        # Puts stand in the order in which they were added: name and message of each entry, then the claims.
        first = int(on_condition is not None)
        names, files = codes[first : first + 2 * len(entries) : 2], codes[first + 2 * len(entries) : -1]
        if head and head.raw_item and not any((*names, *files)):
            raise MovedOn(HeadRow.from_raw_data(head.raw_item).conversation()) from error
        if is_conflict(error):
            raise Overtaken from error
        raise
