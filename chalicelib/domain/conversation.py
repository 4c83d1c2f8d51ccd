"""Conversations: who they join, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from chalicelib.domain.message import Message
from chalicelib.domain.person import Author

TOPIC_LENGTH = 120


class Kind(StrEnum):
    """`direct`: one patient and one provider. `topic`: a patient and whoever works in a care team today."""

    DIRECT = "direct"
    TOPIC = "topic"


class Status(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class LastMessage:
    """The newest text, as far as an inbox row shows it."""

    seq: int
    sender: Author
    sent_at: str
    preview: str
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """`last_seq`: number of entries. `texts`: how many of them people wrote; `sent`: how many each person did.

    `waiting_since`: since when the patient has waited for an answer.
    """

    id: str
    kind: Kind
    topic: str
    patient_id: str
    created_at: str
    last_activity_at: str
    care_team_id: str | None = None
    provider_id: str | None = None
    team_serves_all: bool = False
    status: Status = Status.OPEN
    last_seq: int = 0
    texts: int = 0
    sent: Mapping[str, int] = field(default_factory=dict)
    last_message: LastMessage | None = None
    waiting_since: str | None = None

    def sent_by(self, person_id: str) -> int:
        """How many texts of this conversation that person wrote."""
        return self.sent.get(person_id, 0)

    def followed_by(self, message: Message) -> "Conversation":
        """This conversation after that message, its next entry."""
        by_patient = message.sender.id == self.patient_id
        return replace(
            self,
            status=Status.OPEN,
            last_activity_at=message.sent_at,
            last_seq=message.seq,
            texts=message.texts,
            sent={**self.sent, message.sender.id: self.sent_by(message.sender.id) + 1},
            last_message=LastMessage(message.seq, message.sender, message.sent_at, message.preview, message.sensitive),
            waiting_since=(self.waiting_since or message.sent_at) if by_patient else None,
        )
