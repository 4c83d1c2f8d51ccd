"""What is known of each open socket."""

from dataclasses import dataclass

from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import UpdateError

from chalicelib.adapters import keys
from chalicelib.adapters.table import Record, get_one
from chalicelib.adapters.tickets import Ticket


class ConnectionRow(Record, discriminator="connection"):
    """Whose an open socket is, where it was opened from, and at which video visit its window is."""

    person_id = UnicodeAttribute(attr_name="personId")
    role = UnicodeAttribute(null=True)
    session = UnicodeAttribute()
    address = UnicodeAttribute(null=True)
    appointment_id = UnicodeAttribute(null=True, attr_name="appointmentId")


def row(connection_id: str, ticket: Ticket, ttl: int, address: str) -> ConnectionRow:
    """The row of a socket that somebody opened with that ticket, from that address."""
    return ConnectionRow(
        keys.connection(connection_id),
        keys.CONNECTION,
        person_id=ticket.person_id,
        role=ticket.role,
        session=ticket.session,
        address=address or None,
        ttl=ttl,
    )


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose an open socket is. `appointment_id`: at which video visit its window is, if at any.

    `address`: where it was opened from, empty if it was opened before addresses were noted.
    """

    person_id: str
    role: str
    session: str
    appointment_id: str | None
    address: str


def holder(connection_id: str) -> Holder | None:
    """Whose a socket is; None if it is not known (any more)."""
    row = find(connection_id)
    if row is None or not row.role:
        return None
    return Holder(row.person_id, row.role, row.session, row.appointment_id, row.address or "")


def find(connection_id: str) -> ConnectionRow | None:
    row = get_one((keys.connection(connection_id), keys.CONNECTION))
    return row if isinstance(row, ConnectionRow) else None


def note_visit(connection_id: str, appointment_id: str | None) -> bool:
    """Note at which visit the window of a socket is; False if the socket is not known any more."""
    place = ConnectionRow.appointment_id
    row = ConnectionRow(keys.connection(connection_id), keys.CONNECTION)
    try:
        row.update(
            actions=[place.set(appointment_id) if appointment_id else place.remove()],
            condition=ConnectionRow.PK.exists(),
        )
    except UpdateError as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            return False
        raise
    return True
