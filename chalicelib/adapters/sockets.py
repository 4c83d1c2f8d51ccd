"""Open sockets: who has which, sending, and hanging up."""

import json
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.attributes import UnicodeAttribute, UnicodeSetAttribute
from pynamodb.exceptions import DeleteError, UpdateError
from pynamodb.expressions.condition import Condition

from chalicelib.adapters import connections, keys, sessions
from chalicelib.adapters.connections import ConnectionRow
from chalicelib.adapters.table import (
    Overtaken,
    Record,
    get_all,
    is_conflict,
    transaction,
    until_settled,
)
from chalicelib.adapters.tickets import Ticket
from chalicelib.settings import settings

LONGEST_CONNECTION = 3 * 3600
"""Seconds after which a connection row is certainly stale: the gateway closes sockets after two hours."""
PATIENCE = (0.5, 1.0)
"""Seconds to reach the gateway, and to hear from it."""


class PresenceRow(Record, discriminator="presence"):
    """One person's open sockets. `latest`: the one that was noted last, whether it is still open or not."""

    connection_ids = UnicodeSetAttribute(null=True, attr_name="connectionIds")
    latest = UnicodeAttribute(null=True)


def opened(connection_id: str, ticket: Ticket, now: int, address: str) -> None:
    """Note the new socket of whoever held that ticket. Raises `Unauthenticated` if their session has ended since.

    Whoever ends a session marks it first and looks for its sockets then: so they find this one, or it is not opened.
    """

    def attempt() -> None:
        write = transaction()
        sessions.require_open(write, ticket.person_id, ticket.session)
        write.save(connections.row(connection_id, ticket, now + LONGEST_CONNECTION, address))
        write.update(
            PresenceRow(keys.presence(ticket.person_id), keys.PRESENCE),
            actions=[
                PresenceRow.type.set(PresenceRow),
                PresenceRow.connection_ids.add({connection_id}),
                PresenceRow.latest.set(connection_id),
                PresenceRow.ttl.set(now + LONGEST_CONNECTION),
            ],
        )
        sessions.commit_in_session(write)

    until_settled(attempt)


def of_sessions(person_id: str, session_ids: Collection[str]) -> list[str]:
    """The open sockets of these sessions of a person."""
    connection_ids = open_sockets([person_id]).get(person_id, frozenset())
    rows = get_all([(keys.connection(connection_id), keys.CONNECTION) for connection_id in sorted(connection_ids)])
    known = [row for row in rows.values() if isinstance(row, ConnectionRow)]
    return [row.PK.partition("#")[2] for row in known if row.session in session_ids]


def closed(connection_id: str) -> str | None:
    """Forget a socket, and give the visit at which its window was; harmless if it is forgotten already.

    Whoever notes a visit of it meanwhile comes first, or finds the socket forgotten.
    """
    place = ConnectionRow.appointment_id

    def attempt() -> str | None:
        row = connections.find(connection_id)
        if row is None:
            return None
        forget(row.person_id, connection_id)
        is_same = place == row.appointment_id if row.appointment_id else place.does_not_exist()
        try:
            row.delete(condition=is_same)
        except DeleteError as error:
            if is_conflict(error):
                raise Overtaken from error
            raise
        return row.appointment_id

    return until_settled(attempt)


def forget(person_id: str, connection_id: str, unless: Condition | None = None) -> None:
    """Take a socket off a person's list, though others of theirs open at the same moment."""

    def attempt() -> None:
        try:
            PresenceRow(keys.presence(person_id), keys.PRESENCE).update(
                actions=[PresenceRow.type.set(PresenceRow), PresenceRow.connection_ids.delete({connection_id})],
                condition=None if unless is None else ~unless,
            )
        except UpdateError as error:
            if unless is not None and error.cause_response_code == "ConditionalCheckFailedException":
                return
            if is_conflict(error):
                raise Overtaken from error
            raise

    until_settled(attempt)


def forget_gone(person_id: str, connection_id: str, moment: int) -> None:
    """Take a socket off that is gone; not if it is the latest and was noted since: it may be opening yet.

    `moment`: seconds since 1970.
    """
    is_opening = (PresenceRow.latest == connection_id) & (PresenceRow.ttl > moment + LONGEST_CONNECTION)
    forget(person_id, connection_id, unless=is_opening)


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
    reach, hear = PATIENCE
    once = {"total_max_attempts": 1}
    config = Config(connect_timeout=reach, read_timeout=hear, max_pool_connections=16, retries=once)
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


def hang_up(connection_id: str) -> None:
    """Let the gateway close a socket; harmless if it is gone. Raises `Unreachable` if it cannot now."""
    try:
        gateway().delete_connection(ConnectionId=connection_id)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 410:
            raise Unreachable from error
    except BotoCoreError as error:
        raise Unreachable from error


class Unreachable(Exception):
    """The gateway did not take the frame at this moment."""
