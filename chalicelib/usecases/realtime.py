"""Sockets: a one-use ticket to open one, and what happens when it opens and closes."""

import hashlib
import secrets

from chalicelib import clock
from chalicelib.adapters import sockets
from chalicelib.adapters.sockets import Ticket
from chalicelib.domain.errors import NotFound, Unauthenticated
from chalicelib.domain.person import Caller
from chalicelib.observability import count
from chalicelib.settings import settings
from chalicelib.usecases import people, telling

GOOD_FOR = 30
"""Seconds within which a ticket must be used."""


def digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()


def issue_ticket(caller: Caller) -> dict[str, str]:
    """An address that opens one socket for the caller, once, within 30 seconds. Raises `NotFound` without access."""
    if not people.the_caller(caller).portal_account:
        raise NotFound("This person has no portal account any more. Ask the clinic for one.")
    ticket = secrets.token_urlsafe(32)
    expires = clock.from_now(GOOD_FOR)
    sockets.keep_ticket(
        Ticket(digest(ticket), caller.person_id, caller.role.value, caller.session, int(expires.timestamp()))
    )
    return {"url": f"{settings().socket_url}?ticket={ticket}", "expiresAt": clock.timestamp(expires)}


def connect(connection_id: str, ticket: str, origin: str | None) -> None:
    """Open a socket. Raises `Unauthenticated` without a good ticket, and for pages of foreign origins."""
    allowed = {settings().portal_origin} | settings().embedding_origins
    if origin is not None and origin not in allowed:
        raise Unauthenticated("This page may not open sockets here.")
    now = int(clock.now().timestamp())
    used = sockets.use_ticket(digest(ticket), now) if ticket else None
    if used is None:
        raise Unauthenticated("The ticket is unknown, used or late. Ask for a new one.")
    sockets.opened(connection_id, used.person_id, used.session, now)
    count("SocketsOpened")


def disconnect(connection_id: str) -> None:
    """Forget a socket that closed."""
    sockets.closed(connection_id)


def reply(connection_id: str, event: str, data: object) -> None:
    """Answer a frame on the socket it came from; one that is gone meanwhile needs no answer."""
    sockets.send(connection_id, telling.frame(event, data))
