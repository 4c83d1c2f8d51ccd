"""One-use tickets, each for one new socket."""

from dataclasses import dataclass

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DeleteError

from chalicelib.adapters import keys, sessions
from chalicelib.adapters.table import Record, get_one, transaction, until_settled
from chalicelib.domain.session import Session


class TicketRow(Record, discriminator="ticket"):
    """A right to open one socket; only the ticket's hash is kept."""

    person_id = UnicodeAttribute(attr_name="personId")
    role = UnicodeAttribute()
    session = UnicodeAttribute()
    expires_at = NumberAttribute(attr_name="expiresAt")


@dataclass(frozen=True, slots=True)
class Ticket:
    """`digest`: SHA-256 of what the client holds. `expires_at`: seconds since 1970."""

    digest: str
    person_id: str
    role: str
    session: str
    expires_at: int


def keep(ticket: Ticket, session: Session, latest_sign_out: int, now: int) -> None:
    """Keep a ticket, and note the session that asked for it. Raises `Unauthenticated` if that has ended."""

    def attempt() -> None:
        write = transaction()
        sessions.require_no_sign_out_since(write, ticket.person_id, latest_sign_out)
        write.save(row_of(ticket))
        sessions.note(write, session, now)
        sessions.commit_in_session(write)

    until_settled(attempt)


def row_of(ticket: Ticket) -> TicketRow:
    return TicketRow(
        keys.ticket(ticket.digest),
        keys.TICKET,
        person_id=ticket.person_id,
        role=ticket.role,
        session=ticket.session,
        expires_at=ticket.expires_at,
        ttl=ticket.expires_at + 3600,
    )


def use(digest: str, now: int) -> Ticket | None:
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
