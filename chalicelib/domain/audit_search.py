"""What an administrator looks for in the audit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.errors import Invalid

HOURS = 24
"""How long a time alone may be: hour after hour is gone through."""
EARLIEST, LATEST = "0", "9"
"""Sort before and after every moment."""


@dataclass(frozen=True, slots=True)
class AuditSearch:
    """By patient, person or conversation, several together, or by time alone. Moments as the audit has them, in UTC."""

    patient_id: str | None
    person_id: str | None
    conversation_id: str | None
    first: str
    last: str

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise Invalid("Let it begin before it ends.", [("from", "is later than `to`")])
        if self.names_somebody:
            return
        if self.first == EARLIEST:
            said = "is needed where no patientId, personId or conversationId is given"
            raise Invalid("Say whose entries, or from when.", [("from", said)])
        if datetime.fromisoformat(self.last) - datetime.fromisoformat(self.first) > timedelta(hours=HOURS):
            said = f"is more than {HOURS} hours before `to`"
            raise Invalid("Name a patient, a person or a conversation, or a shorter time.", [("from", said)])

    @property
    def names_somebody(self) -> bool:
        return any(self.named)

    @property
    def names_several(self) -> bool:
        return sum(map(bool, self.named)) > 1

    @property
    def named(self) -> tuple[str | None, ...]:
        return self.patient_id, self.person_id, self.conversation_id

    def is_met_by(self, patient_id: str | None, person_id: str, conversation_id: str | None) -> bool:
        """Whether an entry of these is wanted, its time aside."""
        return (
            self.patient_id in (None, patient_id)
            and self.person_id in (None, person_id)
            and self.conversation_id in (None, conversation_id)
        )

    def hours(self, before: str | None) -> list[str]:
        """A moment of each hour, the latest first; up to that place, if one is given."""
        latest = min(self.last, before.partition("#")[0]) if before else self.last
        first = hour_of(self.first)
        count = (hour_of(latest) - first) // timedelta(hours=1)
        return [(first + timedelta(hours=ahead)).isoformat() for ahead in range(count, -1, -1)]


def hour_of(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(minute=0, second=0, microsecond=0)
