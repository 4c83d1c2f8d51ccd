"""Open sockets: who has which, one-use tickets for new ones, and sending."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.exceptions import DeleteError

from chalicelib.adapters import keys
from chalicelib.adapters.table import Record, get_all, get_one, transaction
from chalicelib.settings import settings

LONGEST_CONNECTION = 3 * 3600
"""Seconds after which a connection row is certainly stale: the gateway closes sockets after two hours."""


class TicketRow(Record, discriminator="ticket"):
    """A right to open one socket; only the ticket's hash is kept."""

    person_id = UnicodeAttribute(attr_name="personId")
    role = UnicodeAttribute()
    session = UnicodeAttribute()
    expires_at = NumberAttribute(attr_name="expiresAt")


class ConnectionRow(Record, discriminator="connection"):
    """Whose an open socket is."""

    person_id = UnicodeAttribute(attr_name="personId")
    session = UnicodeAttribute()


class PresenceRow(Record, discriminator="presence"):
    """One person's open sockets."""

    connection_ids = UnicodeSetAttribute(null=True, attr_name="connectionIds")


@dataclass(frozen=True, slots=True)
class Ticket:
    """`digest`: SHA-256 of what the client holds. `expires_at`: seconds since 1970."""

    digest: str
    person_id: str
    role: str
    session: str
    expires_at: int


def keep_ticket(ticket: Ticket) -> None:
    TicketRow(
        keys.ticket(ticket.digest),
        keys.TICKET,
        person_id=ticket.person_id,
        role=ticket.role,
        session=ticket.session,
        expires_at=ticket.expires_at,
        ttl=ticket.expires_at + 3600,
    ).save()


def use_ticket(digest: str, now: int) -> Ticket | None:
    """Take a ticket out of use and return it; None if it is unknown, used before, or late."""
    row = get_one((keys.ticket(digest), keys.TICKET))
    if not isinstance(row, TicketRow):
        return None
    try:
        row.delete(condition=TicketRow.PK.exists())
    except DeleteError as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            return None
        raise
    expires_at = int(row.expires_at)
    return Ticket(digest, row.person_id, row.role, row.session, expires_at) if now < expires_at else None


def opened(connection_id: str, person_id: str, session: str, now: int) -> None:
    """Note a person's new socket."""
    write = transaction()
    write.save(
        ConnectionRow(
            keys.connection(connection_id),
            keys.CONNECTION,
            person_id=person_id,
            session=session,
            ttl=now + LONGEST_CONNECTION,
        )
    )
    write.update(
        PresenceRow(keys.presence(person_id), keys.PRESENCE),
        actions=[
            PresenceRow.type.set(PresenceRow),
            PresenceRow.connection_ids.add({connection_id}),
            PresenceRow.ttl.set(now + LONGEST_CONNECTION),
        ],
    )
    with write:
        pass


def closed(connection_id: str) -> None:
    """Forget a socket; harmless if it is forgotten already."""
    row = get_one((keys.connection(connection_id), keys.CONNECTION))
    if isinstance(row, ConnectionRow):
        forget(row.person_id, connection_id)
        row.delete()


def forget(person_id: str, connection_id: str) -> None:
    """Take a socket off a person's list."""
    PresenceRow(keys.presence(person_id), keys.PRESENCE).update(
        actions=[PresenceRow.type.set(PresenceRow), PresenceRow.connection_ids.delete({connection_id})]
    )


def forget_all(person_id: str) -> None:
    """Send nothing more to any open socket of a person."""
    PresenceRow(keys.presence(person_id), keys.PRESENCE).delete()


def presence_key(person_id: str) -> tuple[str, str]:
    return keys.presence(person_id), keys.PRESENCE


def open_sockets(person_ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """The open sockets of each of these people who has any."""
    rows = get_all([presence_key(person_id) for person_id in person_ids])
    found = ((row.PK.partition("#")[2], row) for row in rows.values() if isinstance(row, PresenceRow))
    return {person_id: frozenset(row.connection_ids) for person_id, row in found if row.connection_ids}


@cache
def gateway() -> Any:
    """The API by which the gateway takes frames for open sockets; made at the first push."""
    config = Config(connect_timeout=0.5, read_timeout=1, max_pool_connections=16, retries={"total_max_attempts": 1})
    return botocore.session.get_session().create_client(
        "apigatewaymanagementapi",
        region_name=settings().region,
        endpoint_url=settings().connections_url,
        config=config,
    )


def encoded(frame: Mapping[str, object]) -> bytes:
    """A frame as it goes over the wire."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode()


def send(connection_id: str, frame: Mapping[str, object]) -> bool:
    """Send one frame; False if the socket is gone. Any other failure raises `Unreachable`."""
    try:
        gateway().post_to_connection(ConnectionId=connection_id, Data=encoded(frame))
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 410:
            return False
        raise Unreachable from error
    except BotoCoreError as error:
        raise Unreachable from error
    return True


class Unreachable(Exception):
    """The gateway did not take the frame at this moment."""
