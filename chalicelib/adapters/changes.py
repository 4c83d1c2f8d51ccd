"""Records of the table's stream, as what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters import keys
from chalicelib.adapters.messages import MessageRow
from chalicelib.domain.message import Message


@dataclass(frozen=True, slots=True)
class HeadChanged:
    """A conversation moved on."""

    conversation_id: str


@dataclass(frozen=True, slots=True)
class MessageStored:
    """A message was stored."""

    message: Message


def meaning(record: Mapping[str, Any]) -> HeadChanged | MessageStored | None:
    """What one record (`dynamodb` of a stream event) says; None if it is of no concern here."""
    place = record["Keys"]["SK"]["S"]
    if place == keys.HEAD:
        return HeadChanged(record["Keys"]["PK"]["S"].partition("#")[2])
    if place.startswith(keys.MESSAGE_PREFIX) and "NewImage" in record:
        return MessageStored(MessageRow.from_raw_data(record["NewImage"]).message())
    return None
