"""What is being purged: a conversation that nobody can open any more, on its way out."""

from dataclasses import dataclass

from chalicelib.domain.conversation import Conversation, Kind


@dataclass(frozen=True, slots=True)
class Purge:
    """Where the conversation was pointed to from, and how far its removal has come.

    `entries`, `files` and `objects`: how many of its thread, its attachments and the versions in the bucket are gone.
    `emptied_at`: when a run first found nothing left.
    """

    conversation_id: str
    kind: Kind
    patient_id: str
    care_team_id: str | None
    provider_id: str | None
    case_id: str | None
    begun_at: str
    entries: int = 0
    files: int = 0
    objects: int = 0
    emptied_at: str | None = None

    @classmethod
    def of(cls, it: Conversation, now: str) -> "Purge":
        """The removal of a conversation, which begins now."""
        return cls(it.id, it.kind, it.patient_id, it.care_team_id, it.provider_id, it.case_id, now)
