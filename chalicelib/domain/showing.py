"""What a reader is shown of a person, a conversation and a message: the same over REST and sockets."""

from collections.abc import Iterable

from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.conversation import LastMessage
from chalicelib.domain.message import Message
from chalicelib.domain.person import Author, Person, Role
from chalicelib.domain.seat import Seat
from chalicelib.domain.shapes import (
    CareTeamShape,
    ConversationShape,
    LastMessageShape,
    MessageShape,
    PatientShape,
    PersonShape,
)


def person(author: Author) -> PersonShape:
    shape: PersonShape = {
        "id": author.id,
        "role": author.role.value,
        "name": author.name,
        "initials": author.initials,
    }
    if author.title:
        shape["title"] = author.title
    return shape


def unknown_person(person_id: str) -> Author:
    """Stands in for somebody whom the directory does not hold (any more)."""
    return Author(person_id, Role.PATIENT, person_id)


def care_team(team: CareTeam) -> CareTeamShape:
    return {"id": team.id, "name": team.name}


def patient(somebody: Person, teams: Iterable[CareTeam], reason: str | None) -> PatientShape:
    return {
        **person(somebody),
        "portalAccount": somebody.portal_account,
        "chatOptIn": somebody.chat_opt_in,
        "canMessage": reason is None,
        "reason": reason,
        "careTeams": [care_team(team) for team in teams],
    }


def is_locked(sensitive: bool, reader_id: str, patient_id: str) -> bool:
    """Whether the reader must sign in afresh first: the patient, for what staff marked sensitive."""
    return sensitive and reader_id == patient_id


def last_message(last: LastMessage, reader_id: str, patient_id: str) -> LastMessageShape:
    return {
        "seq": last.seq,
        "sender": person(last.sender),
        "sentAt": last.sent_at,
        "preview": None if is_locked(last.sensitive, reader_id, patient_id) else last.preview,
        "sensitive": last.sensitive,
    }


def conversation(
    seat: Seat, patient: Author, team: CareTeam | None, provider: Author | None, reason: str | None
) -> ConversationShape:
    """A conversation as the person of this seat sees it, with the team or the provider whom the patient writes to.

    `reason`: why they may not write, or None.
    """
    it = seat.conversation
    last = it.last_message
    shape: ConversationShape = {
        "id": it.id,
        "kind": it.kind.value,
        "topic": it.topic,
        "patient": person(patient),
        "status": it.status.value,
        "createdAt": it.created_at,
        "lastActivityAt": it.last_activity_at,
        "messageCount": it.texts,
        "lastSeq": it.last_seq,
        "lastMessage": last_message(last, seat.person_id, it.patient_id) if last else None,
        "unreadCount": seat.unread,
        "readSeq": seat.marker.seq,
        "pinned": seat.pinned,
        "muted": seat.muted,
        "needsReply": {"since": it.waiting_since, "claimedBy": None} if it.waiting_since else None,
        "canReply": reason is None,
        "reason": reason,
    }
    if team:
        shape["careTeam"] = care_team(team)
    if provider:
        shape["provider"] = person(provider)
    return shape


def message(it: Message, reader_id: str, status: str | None) -> MessageShape:
    """A message as this reader sees it. `status`: sent, delivered or read for the reader's own, else None."""
    locked = is_locked(it.sensitive, reader_id, it.patient_id)
    return {
        "id": f"{it.conversation_id}.{it.seq}",
        "conversationId": it.conversation_id,
        "seq": it.seq,
        "clientMessageId": it.client_message_id,
        "type": it.type.value,
        "sender": person(it.sender),
        "sentAt": it.sent_at,
        "text": None if locked else it.text,
        "sensitive": it.sensitive,
        "locked": locked,
        "card": None,
        "attachments": [],
        "correctionOf": it.correction_of,
        "status": status,
    }


def status_for_sender(seq: int, others: Iterable[Seat]) -> str:
    """How far a message has come: `others` are the seats of the other side (see `other_side`)."""
    seats = list(others)
    if any(seat.read_seq >= seq for seat in seats):
        return "read"
    return "delivered" if any(seat.delivered_seq >= seq for seat in seats) else "sent"


def other_side(sender_id: str, patient_id: str, seats: Iterable[Seat]) -> list[Seat]:
    """Whose reading counts: for the patient's messages any of the staff, for staff messages the patient."""
    by_patient = sender_id == patient_id
    return [seat for seat in seats if (seat.person_id == patient_id) is not by_patient]
