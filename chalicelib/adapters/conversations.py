"""Heads of conversations, and the names that keep them from being made twice."""

from dataclasses import asdict
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.adapters import keys
from chalicelib.adapters.table import Record
from chalicelib.domain.conversation import Conversation, Kind, LastMessage, Status
from chalicelib.domain.person import Author, Role


class ConversationRecord(Record):
    """What a head holds, and each seat's copy of it."""

    kind = UnicodeAttribute(null=True)
    topic = UnicodeAttribute(null=True)
    patient_id = UnicodeAttribute(null=True, attr_name="patientId")
    care_team_id = UnicodeAttribute(null=True, attr_name="careTeamId")
    provider_id = UnicodeAttribute(null=True, attr_name="providerId")
    team_serves_all = BooleanAttribute(null=True, attr_name="teamServesAll")
    status = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute(null=True, attr_name="createdAt")
    last_activity_at = UnicodeAttribute(null=True, attr_name="lastActivityAt")
    last_seq = NumberAttribute(null=True, attr_name="lastSeq")
    texts = NumberAttribute(null=True)
    sent = JSONAttribute(null=True)
    last_message = JSONAttribute(null=True, attr_name="lastMessage")
    waiting_since = UnicodeAttribute(null=True, attr_name="waitingSince")

    def conversation(self) -> Conversation:
        """The conversation as this row has it."""
        return Conversation(
            id=self.PK.partition("#")[2],
            kind=Kind(self.kind),
            topic=self.topic or "",
            patient_id=self.patient_id or "",
            care_team_id=self.care_team_id,
            provider_id=self.provider_id,
            team_serves_all=bool(self.team_serves_all),
            status=Status(self.status),
            created_at=self.created_at or "",
            last_activity_at=self.last_activity_at or "",
            last_seq=int(self.last_seq or 0),
            texts=int(self.texts or 0),
            sent=self.sent or {},
            last_message=last_message(self.last_message),
            waiting_since=self.waiting_since,
        )


class HeadRow(ConversationRecord, discriminator="head"):
    """The truth about a conversation; whoever changes it states which entry was the last one before."""


class PairRow(Record, discriminator="pair"):
    """Below a provider: which conversation is the direct one with a patient."""

    conversation_id = UnicodeAttribute(attr_name="conversationId")


class StartRow(Record, discriminator="start"):
    """Below the person who started a conversation: the first message's name, so that starting twice makes one."""

    conversation_id = UnicodeAttribute(attr_name="conversationId")
    fingerprint = UnicodeAttribute()


def attributes(conversation: Conversation) -> dict[str, Any]:
    """A conversation as the attributes of a row."""
    last = conversation.last_message
    return {
        "kind": conversation.kind.value,
        "topic": conversation.topic,
        "patient_id": conversation.patient_id,
        "care_team_id": conversation.care_team_id,
        "provider_id": conversation.provider_id,
        "team_serves_all": conversation.team_serves_all,
        "status": conversation.status.value,
        "created_at": conversation.created_at,
        "last_activity_at": conversation.last_activity_at,
        "last_seq": conversation.last_seq,
        "texts": conversation.texts,
        "sent": dict(conversation.sent),
        "last_message": asdict(last) if last else None,
        "waiting_since": conversation.waiting_since,
    }


def last_message(stored: dict[str, Any] | None) -> LastMessage | None:
    if stored is None:
        return None
    sender = stored["sender"]
    author = Author(sender["id"], Role(sender["role"]), sender["name"], sender["title"])
    return LastMessage(stored["seq"], author, stored["sent_at"], stored["preview"], stored["sensitive"])


def head_row(conversation: Conversation) -> HeadRow:
    return HeadRow(keys.conversation(conversation.id), keys.HEAD, **attributes(conversation))


def head_key(conversation_id: str) -> tuple[str, str]:
    return keys.conversation(conversation_id), keys.HEAD
