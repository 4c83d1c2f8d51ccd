"""Heads of conversations, and the names that keep them from being made twice."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.adapters import archive_keys, keys
from chalicelib.adapters.compact import CompactAttribute, DaysAttribute
from chalicelib.adapters.table import Record, get_all
from chalicelib.domain.conversation import Conversation, Kind, LastMessage, Status
from chalicelib.domain.person import Author, Role


class ConversationRecord(Record):
    """What a head holds, and each seat's copy of it."""

    kind = UnicodeAttribute(null=True)
    topic = UnicodeAttribute(null=True)
    patient_id = UnicodeAttribute(null=True, attr_name="patientId")
    care_team_id = UnicodeAttribute(null=True, attr_name="careTeamId")
    provider_id = UnicodeAttribute(null=True, attr_name="providerId")
    requester_id = UnicodeAttribute(null=True, attr_name="requesterId")
    case_id = UnicodeAttribute(null=True, attr_name="caseId")
    is_closed = BooleanAttribute(null=True, attr_name="isClosed")
    team_serves_all = BooleanAttribute(null=True, attr_name="teamServesAll")
    status = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute(null=True, attr_name="createdAt")
    last_activity_at = UnicodeAttribute(null=True, attr_name="lastActivityAt")
    last_seq = NumberAttribute(null=True, attr_name="lastSeq")
    texts = NumberAttribute(null=True)
    sent = CompactAttribute(null=True)
    last_message = CompactAttribute(null=True, attr_name="lastMessage")
    waiting_since = UnicodeAttribute(null=True, attr_name="waitingSince")
    claimed_by = CompactAttribute(null=True, attr_name="claimedBy")
    days = DaysAttribute(null=True)
    since = CompactAttribute(null=True)
    revision = NumberAttribute(null=True)
    archived_at = UnicodeAttribute(null=True, attr_name="archivedAt")
    opened_at = UnicodeAttribute(null=True, attr_name="openedAt")

    def conversation(self) -> Conversation:
        """The conversation as this row has it."""
        return Conversation(
            id=self.PK.partition("#")[2],
            kind=Kind(self.kind),
            topic=self.topic or "",
            patient_id=self.patient_id or "",
            care_team_id=self.care_team_id,
            provider_id=self.provider_id,
            requester_id=self.requester_id,
            case_id=self.case_id,
            is_closed=bool(self.is_closed),
            team_serves_all=bool(self.team_serves_all),
            status=Status(self.status),
            created_at=self.created_at or "",
            last_activity_at=self.last_activity_at or "",
            last_seq=int(self.last_seq or 0),
            texts=int(self.texts or 0),
            sent=self.sent or {},
            last_message=last_message(self.last_message),
            waiting_since=self.waiting_since,
            claimed_by=author(self.claimed_by) if self.claimed_by else None,
            days=self.days or {},
            since=self.since or {},
            revision=int(self.revision or 0),
            archived_at=self.archived_at,
            opened_at=self.opened_at,
        )


class HeadRow(ConversationRecord, discriminator="head"):
    """The truth about a conversation; whoever changes it states which revision they saw."""

    activity_pk = UnicodeAttribute(null=True, attr_name="activityPK")
    activity_sk = UnicodeAttribute(null=True, attr_name="activitySK")


class PairRow(Record, discriminator="pair"):
    """Below a provider: which conversation is the direct one with a patient."""

    conversation_id = UnicodeAttribute(attr_name="conversationId")


class TopicRow(Record, discriminator="topic"):
    """Below a care team: one of the conversations that patients have with it."""


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
        "requester_id": conversation.requester_id,
        "case_id": conversation.case_id,
        "is_closed": conversation.is_closed or None,
        "team_serves_all": conversation.team_serves_all or None,
        "status": conversation.status.value,
        "created_at": conversation.created_at,
        "last_activity_at": conversation.last_activity_at,
        "last_seq": conversation.last_seq,
        "texts": conversation.texts,
        "sent": dict(conversation.sent),
        "last_message": shown(last) if last else None,
        "waiting_since": conversation.waiting_since,
        "claimed_by": asdict(conversation.claimed_by) if conversation.claimed_by else None,
        "days": dict(conversation.days),
        "since": dict(conversation.since) or None,
        "revision": conversation.revision,
        "archived_at": conversation.archived_at,
        "opened_at": conversation.opened_at,
    }


def head_attributes(conversation: Conversation) -> dict[str, Any]:
    """A conversation as the attributes of its head, with its place in the list by activity."""
    return {**attributes(conversation), **activity_attributes(conversation)}


def activity_attributes(it: Conversation) -> dict[str, str]:
    """Where a conversation stands in the list by activity."""
    shard = archive_keys.shard(it.id)
    if it.is_archived:
        since = it.archived_at or it.quiet_since
        return {"activity_pk": archive_keys.archived(shard), "activity_sk": archive_keys.archived_place(since, it.id)}
    place = archive_keys.active_place(it.quiet_since, it.id)
    return {"activity_pk": archive_keys.active(shard), "activity_sk": place}


def shown(last: LastMessage) -> dict[str, Any]:
    """The newest text as it is kept: files and card where it has any."""
    return {name: value for name, value in asdict(last).items() if value or name not in ("attachments", "card")}


def last_message(stored: dict[str, Any] | None) -> LastMessage | None:
    if stored is None:
        return None
    return LastMessage(**{**stored, "sender": author(stored["sender"])})


def author(stored: dict[str, Any]) -> Author:
    return Author(stored["id"], Role(stored["role"]), stored["name"], stored["title"])


def head_row(conversation: Conversation) -> HeadRow:
    return HeadRow(keys.conversation(conversation.id), keys.HEAD, **head_attributes(conversation))


def head_key(conversation_id: str) -> tuple[str, str]:
    return keys.conversation(conversation_id), keys.HEAD


def find(conversation_ids: Iterable[str]) -> dict[str, Conversation]:
    """The conversations with these ids that exist, as they stand now."""
    rows = get_all([head_key(conversation_id) for conversation_id in conversation_ids])
    found = (row.conversation() for row in rows.values() if isinstance(row, HeadRow))
    return {conversation.id: conversation for conversation in found}


def is_still(it: Conversation) -> Condition:
    """That nobody has changed a conversation since. Heads of 0.1.0 get their revision with their next change."""
    is_same = HeadRow.revision == it.revision
    return is_same if it.revision else HeadRow.PK.exists() & (is_same | HeadRow.revision.does_not_exist())


def put_change(write: TransactWrite, before: Conversation, after: Conversation, *, whole: bool = False) -> None:
    """Add to a transaction that a conversation, which stood as `before`, now stands as `after`.

    `whole`: write what did not change as well, where the row may lack it.
    """
    old, new = head_attributes(before), head_attributes(after)
    changed = [name for name in new if whole or new[name] != old[name]]
    if "activity_sk" in changed and "activity_pk" not in changed:
        changed.append("activity_pk")
    write.update(
        head_row(before),
        actions=[
            getattr(HeadRow, name).remove() if new[name] is None else getattr(HeadRow, name).set(new[name])
            for name in changed
        ],
        condition=is_still(before),
        return_values="ALL_OLD",
    )
