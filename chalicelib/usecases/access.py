"""The only door to a conversation: who, which, to do what; answered from membership, and written down.

A content read whose audit entry cannot be kept does not happen: callers wait for the entry before they answer.
"""

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import NoReturn

from chalicelib import clock, together
from chalicelib.adapters import audit, doorway
from chalicelib.adapters.doorway import NamedMessage
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.errors import REASONS, Forbidden, NotFound
from chalicelib.domain.permission import may_read
from chalicelib.domain.person import Caller, Person, Role
from chalicelib.domain.seat import Seat


@dataclass(frozen=True, slots=True)
class Visit:
    """A member inside a conversation. `stored_seat`: their seat as it is kept, None if they have none yet.

    `named`: the message that already has the name asked for.
    """

    caller: Caller
    person: Person
    conversation: Conversation
    stored_seat: Seat | None
    named: NamedMessage | None

    @property
    def seat(self) -> Seat:
        """Their seat, having seen all of the conversation."""
        seat = self.stored_seat or Seat(self.person.id, self.conversation, clock.timestamp())
        return seat.settled(self.conversation)


def enter(caller: Caller, conversation_id: str, act: str, client_message_id: str | None = None) -> Visit:
    """Let a member in. For everybody else `NotFound`, whether the conversation exists or not, with an audit entry."""
    found = doorway.look(conversation_id, caller.person_id, client_message_id)
    person, conversation = found.person, found.conversation
    if person is None or conversation is None or not may_read(person, conversation):
        patient_id = conversation.patient_id if conversation else None
        write_down(caller, act, outcome="refused", patient_id=patient_id, conversation_id=conversation_id)
        raise NotFound
    return Visit(caller, person, conversation, found.seat, found.named)


def write_down(
    caller: Caller,
    act: str,
    *,
    outcome: str = "done",
    patient_id: str | None = None,
    conversation_id: str | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add an audit entry, or raise."""
    audit.record(
        audit.Entry(
            id=clock.new_id(),
            at=clock.timestamp(),
            act=act,
            person_id=caller.person_id,
            role=caller.role.value,
            session=caller.session,
            address=caller.address,
            request_id=caller.request_id,
            outcome=outcome,
            patient_id=patient_id,
            conversation_id=conversation_id,
            detail=detail or {},
        )
    )


def refuse(visit: Visit, act: str, reason: str) -> NoReturn:
    """Refuse a member for this reason, with an audit entry."""
    it = visit.conversation
    detail = {"reason": reason}
    write_down(visit.caller, act, outcome="refused", patient_id=it.patient_id, conversation_id=it.id, detail=detail)
    raise REASONS[reason]


def being_read(visit: Visit, act: str, **detail: object) -> "Future[None]":
    """Begin to write down a content read; call `.result()` before showing anything."""
    it = visit.conversation

    def entry() -> None:
        write_down(visit.caller, act, patient_id=it.patient_id, conversation_id=it.id, detail=detail)

    return together.start(entry)


def list_being_read(caller: Caller, act: str, **detail: object) -> "Future[None]":
    """Begin to write down that a list of several patients' content is read; wait for it as for `being_read`."""

    def entry() -> None:
        write_down(caller, act, detail=detail)

    return together.start(entry)


def allow(caller: Caller, act: str, *roles: Role) -> None:
    """Refuse roles that may never do this, with an audit entry."""
    if caller.role not in roles:
        write_down(caller, act, outcome="refused")
        raise Forbidden
