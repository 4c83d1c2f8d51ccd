"""What is left to be done once somebody should be woken: to look whether it is still so, and then to do it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PushJob:
    """Wake one person about one conversation, or about a visit at which their patient waits."""

    person_id: str
    conversation_id: str | None = None
    appointment_id: str | None = None

    def __post_init__(self) -> None:
        if (self.conversation_id is None) is (self.appointment_id is None):
            raise ValueError("A push is about a conversation or a visit.")
