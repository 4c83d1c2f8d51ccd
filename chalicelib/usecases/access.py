"""The only door to a conversation: who, which, to do what; answered from membership, and written down.

A content read whose audit entry cannot be kept does not happen: callers wait for the entry before they answer.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import NoReturn

from chalicelib import clock, together
from chalicelib.adapters import audit, doorway
from chalicelib.adapters.doorway import NamedMessage
from chalicelib.domain.address import is_within
from chalicelib.domain.attachment import Attachment
from chalicelib.domain.card import CardReference
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.door_errors import AdminElsewhere
from chalicelib.domain.errors import REASONS, DomainError, Forbidden, NotFound
from chalicelib.domain.item import Item
from chalicelib.domain.message import Message
from chalicelib.domain.permission import may_read
from chalicelib.domain.person import Caller, Person, Role
from chalicelib.domain.seat import Seat
from chalicelib.settings import settings

ITSELF = Caller("#", Role.INTEGRATION, session="", address="", request_id="")
"""In the audit: what no request asked for, but followed from a change of the directory. No person has that id."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A member inside a conversation. `stored_seat`: their seat as it is kept, None if they have none yet.

    `named`: the message that already has the name asked for. `entry`: the one in the place asked for. `files`: those
    of the files asked for that there are, by id. `item`: what a card is to show, whosever it is.
    """

    caller: Caller
    person: Person
    conversation: Conversation
    stored_seat: Seat | None
    named: NamedMessage | None
    entry: Message | None
    files: Mapping[str, Attachment]
    item: Item | None

    @property
    def seat(self) -> Seat:
        """Their seat, having seen all of the conversation."""
        seat = self.stored_seat or Seat(self.person.id, self.conversation, clock.timestamp())
        return seat.settled(self.conversation)


def enter(
    caller: Caller,
    conversation_id: str,
    act: str,
    *,
    client_message_id: str | None = None,
    seq: int | None = None,
    attachment_ids: Sequence[str] = (),
    card: CardReference | None = None,
) -> Visit:
    """Let a member in. For everybody else `NotFound`, whether the conversation exists or not, with an audit entry."""
    found = doorway.look(conversation_id, caller.person_id, client_message_id, seq, attachment_ids, card)
    person, conversation = found.person, found.conversation
    if person is None or conversation is None or not may_read(person, conversation):
        patient_id = conversation.patient_id if conversation else None
        write_down(caller, act, outcome="refused", patient_id=patient_id, conversation_id=conversation_id)
        raise NotFound
    return Visit(caller, person, conversation, found.seat, found.named, found.entry, found.files, found.item)


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
    entry = entry_by(caller, act)
    audit.record(
        replace(entry, outcome=outcome, patient_id=patient_id, conversation_id=conversation_id, detail=detail or {})
    )


def entry_by(caller: Caller, act: str) -> audit.Entry:
    """What an audit entry says of the caller."""
    return audit.Entry(
        id=clock.new_id(),
        at=clock.timestamp(),
        act=act,
        person_id=caller.person_id,
        role=caller.role.value,
        session=caller.session,
        address=caller.address,
        request_id=caller.request_id,
    )


def entry_of(visit: Visit, act: str) -> audit.Entry:
    """The audit entry of something that a member did in there; for whoever stores it together with what was done."""
    it = visit.conversation
    return replace(entry_by(visit.caller, act), patient_id=it.patient_id, conversation_id=it.id)


def refuse(visit: Visit, act: str, reason: str) -> NoReturn:
    """Refuse a member for this reason, with an audit entry."""
    it = visit.conversation
    detail = {"reason": reason}
    write_down(visit.caller, act, outcome="refused", patient_id=it.patient_id, conversation_id=it.id, detail=detail)
    raise REASONS[reason]


def withhold(visit: Visit, act: str, error: DomainError, **detail: object) -> NoReturn:
    """Refuse a member something of what is in there, with an audit entry that says what and why."""
    it, said = visit.conversation, {**detail, "reason": error.code}
    write_down(visit.caller, act, outcome="refused", patient_id=it.patient_id, conversation_id=it.id, detail=said)
    raise error


def being_read(visit: Visit, act: str, **detail: object) -> "Future[None]":
    """Begin to write down a content read; call `.result()` before showing anything."""
    it = visit.conversation

    def entry() -> None:
        write_down(visit.caller, act, patient_id=it.patient_id, conversation_id=it.id, detail=detail)

    return together.start(entry)


def list_being_read(caller: Caller, act: str, patient_id: str | None = None, **detail: object) -> "Future[None]":
    """Begin to write down that a list is read, of one patient's content or (None) of several patients'.

    Wait for it as for `being_read`.
    """

    def entry() -> None:
        write_down(caller, act, patient_id=patient_id, detail=detail)

    return together.start(entry)


def patient_being_read(caller: Caller, act: str, patient_id: str, **detail: object) -> "Future[None]":
    """Begin to write down that a patient's own data are read; wait for it as for `being_read`."""

    def entry() -> None:
        write_down(caller, act, patient_id=patient_id, detail=detail)

    return together.start(entry)


def allow(caller: Caller, act: str, *roles: Role) -> None:
    """Refuse roles that may never do this, and administrators from elsewhere than they may, with an audit entry."""
    if caller.role not in roles:
        write_down(caller, act, outcome="refused")
        raise Forbidden
    allowed = settings().doors.admin_networks
    if caller.role is Role.ADMIN and allowed and not is_within(caller.address, allowed):
        write_down(caller, act, outcome="refused", detail={"reason": AdminElsewhere.code})
        raise AdminElsewhere(
            f"Administrators may come from the clinic's own network alone, and {caller.address or 'this address'} is "
            "not in it. Connect to that network, or have IT add the address to AdminAddresses."
        )
