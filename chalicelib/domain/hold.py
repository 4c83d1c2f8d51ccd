"""Legal holds: of a patient under one, nothing is ever purged."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.person import Author


class Ground(StrEnum):
    """Why, in one word of a closed list: what there is to say beyond it stands in the clinic's own files."""

    LITIGATION = "litigation"
    INVESTIGATION = "investigation"
    RECORDS_REQUEST = "records_request"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold on one patient: why, and who set it when."""

    patient_id: str
    ground: Ground
    by: Author
    at: str
