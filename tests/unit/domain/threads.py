"""Made-up threads for the domain's tests: conversations as they grow, message by message."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from chalicelib.clock import timestamp
from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.message import Message, Origin, Type
from chalicelib.domain.person import Author, Person, Role

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOBODYS_ORIGIN = Origin("session", "192.0.2.1", "request")
TOPIC = Conversation("c1", Kind.TOPIC, "Tablets", "ada", timestamp(START), timestamp(START), care_team_id="meds")
DIRECT = replace(TOPIC, kind=Kind.DIRECT, topic="", care_team_id=None, provider_id="nora")
ADA = Person("ada", Role.PATIENT, "Ada Brook", care_team_ids=frozenset({"meds"}), portal_account=True, chat_opt_in=True)
NORA = Person("nora", Role.PROVIDER, "Nora Quill", care_team_ids=frozenset({"meds"}), portal_account=True)


def next_entry(conversation: Conversation, sender_id: str, text: str = "Good morning") -> Message:
    """What that person says next, one minute after the entry before."""
    seq = conversation.last_seq + 1
    role = Role.PATIENT if sender_id == conversation.patient_id else Role.PROVIDER
    return Message(
        conversation_id=conversation.id,
        seq=seq,
        client_message_id=f"name-{seq}",
        type=Type.TEXT,
        sender=Author(sender_id, role, sender_id.title()),
        sent_at=timestamp(START + timedelta(minutes=seq)),
        text=text,
        texts=conversation.texts + 1,
        patient_id=conversation.patient_id,
        fingerprint="",
        origin=NOBODYS_ORIGIN,
        day="2026-03-02",
    )


def grown(senders: Sequence[str], start: Conversation = TOPIC) -> tuple[list[Conversation], list[Message]]:
    """Every state of a conversation in which these people speak in turn (first the empty one), and what they said."""
    states, messages = [start], []
    for sender_id in senders:
        messages.append(next_entry(states[-1], sender_id))
        states.append(states[-1].followed_by(messages[-1]))
    return states, messages
