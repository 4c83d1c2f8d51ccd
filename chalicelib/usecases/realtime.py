"""Sockets: a one-use ticket to open one, what happens when it opens and closes, and who is typing."""

import hashlib
import secrets
from dataclasses import dataclass

from chalicelib import clock
from chalicelib.adapters import audiences, connections, sockets, tickets
from chalicelib.adapters.tickets import Ticket
from chalicelib.domain import showing
from chalicelib.domain.errors import NotFound, Unauthenticated
from chalicelib.domain.person import Caller, Role
from chalicelib.domain.session import Session, latest_sign_out_before
from chalicelib.observability import count, logger
from chalicelib.settings import settings
from chalicelib.usecases import access, call_windows, people, telling
from chalicelib.usecases.access import Visit

GOOD_FOR = 30
"""Seconds within which a ticket must be used."""


@dataclass(frozen=True, slots=True)
class Socket:
    """An open socket with a frame in hand. `request_id` names the frame, for the audit.

    `address`: where the gateway has the frame from; that is CloudFront, where one stands before it.
    """

    connection_id: str
    address: str
    request_id: str


def digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()


def issue_ticket(caller: Caller, agent: str, issued_at: int) -> dict[str, str]:
    """An address that opens one socket for the caller, once, within 30 seconds.

    `agent`: what their browser calls itself. `issued_at`: when their token was made, in seconds since 1970. Raises
    `NotFound` without access, `Unauthenticated` in a session that has ended.
    """
    if not people.the_caller(caller).portal_account:
        raise NotFound("This person has no portal account any more. Ask the clinic for one.")
    ticket = secrets.token_urlsafe(32)
    expires = clock.from_now(GOOD_FOR)
    now, seconds = clock.timestamp(), int(clock.now().timestamp())
    tickets.keep(
        Ticket(digest(ticket), caller.person_id, caller.role.value, caller.session, int(expires.timestamp())),
        Session(caller.session, caller.person_id, now, now, caller.address, agent),
        latest_sign_out_before(issued_at, seconds),
        seconds,
    )
    return {"url": f"{settings().socket_url}?ticket={ticket}", "expiresAt": clock.timestamp(expires)}


def connect(connection_id: str, ticket: str, origin: str | None, address: str) -> None:
    """Open a socket from that address.

    Raises `Unauthenticated` without a good ticket, once its session ended, and for foreign pages.
    """
    allowed = {settings().portal_origin} | settings().embedding_origins
    if origin is not None and origin not in allowed:
        raise Unauthenticated("This page may not open sockets here.")
    now = int(clock.now().timestamp())
    used = tickets.use(digest(ticket), now) if ticket else None
    if used is None:
        raise Unauthenticated("The ticket is unknown, used or late. Ask for a new one.")
    sockets.opened(connection_id, used, now, address)
    count("SocketsOpened")


def disconnect(connection_id: str) -> None:
    """Forget a socket that closed; its window is at no visit any more."""
    appointment_id = sockets.closed(connection_id)
    count("SocketsClosed")
    if appointment_id:
        call_windows.go(connection_id, appointment_id)


def reply(connection_id: str, event: str, data: object) -> None:
    """Answer a frame on the socket it came from; one that is gone meanwhile needs no answer."""
    try:
        sockets.send(connection_id, telling.frame(event, data))
    except sockets.Unreachable as unreachable:
        logger.warning("frame not sent", reason=type(unreachable.__cause__).__name__)


def typing(socket: Socket, conversation_id: str, *, on: bool) -> None:
    """Tell the other members that the person of this socket is typing, or no longer; nothing of it is kept.

    Raises `Unauthenticated` on a socket that is not known (any more), `NotFound` for whoever is not a member.
    """
    visit = access.enter(caller_on(socket), conversation_id, "typing")
    telling.best_effort(lambda: tell_typing(socket, visit, on))


def caller_on(socket: Socket) -> Caller:
    """Whoever opened this socket."""
    return holding(socket)[0]


def holding(socket: Socket) -> tuple[Caller, str | None]:
    """Whoever opened this socket, and the id of the visit at which its window is, if it is at any."""
    holder = connections.holder(socket.connection_id)
    if holder is None:
        raise Unauthenticated("This socket is not known any more. Open a new one.")
    address = holder.address or socket.address
    caller = Caller(holder.person_id, Role(holder.role), holder.session, address, socket.request_id)
    return caller, holder.appointment_id


def tell_typing(socket: Socket, visit: Visit, on: bool) -> None:
    """Tell the others with open sockets; a socket that was taken off its person's list is not heard either."""
    listening = sockets.open_sockets(audiences.member_ids(visit.conversation))
    if socket.connection_id not in listening.pop(visit.person.id, ()):
        return
    content = {"conversationId": visit.conversation.id, "person": showing.person(visit.person), "on": on}
    telling.push_to_people(listening, [(listening, telling.frame("typing", content))])
