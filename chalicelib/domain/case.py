"""Cases: matters of a patient that two members of staff settle between them."""

from dataclasses import dataclass
from enum import StrEnum


class CaseStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Case:
    """Who asks (`requester_id`), whom (`provider_id`), about which patient.

    `conversation_id`: where the two talk about it; None until one of them begins.
    """

    id: str
    title: str
    patient_id: str
    requester_id: str
    provider_id: str
    conversation_id: str | None = None
    active: bool = True

    @property
    def status(self) -> CaseStatus:
        return CaseStatus.OPEN if self.active else CaseStatus.CLOSED

    @property
    def staff_ids(self) -> frozenset[str]:
        """Between whom it is: nobody else reads what they write."""
        return frozenset((self.requester_id, self.provider_id))

    @property
    def person_ids(self) -> frozenset[str]:
        """Everybody by whom the case is found."""
        return self.staff_ids | {self.patient_id}
