"""Conversations as somebody wants to start them."""

import hashlib
import json
from dataclasses import dataclass

from chalicelib.domain.conversation import Kind
from chalicelib.domain.errors import Invalid
from chalicelib.domain.message import Draft, is_blank

FIELDS = {"topic": "topic", "patientId": "patient_id", "careTeamId": "care_team_id", "providerId": "provider_id"}
FIELDS |= {"caseId": "case_id"}
NEEDS = {Kind.TOPIC: {"topic", "careTeamId"}, Kind.DIRECT: set[str](), Kind.CASE: {"caseId"}}
TAKES = {Kind.TOPIC: {"patientId"}, Kind.DIRECT: {"patientId", "providerId"}, Kind.CASE: set[str]()}
"""What each kind must be given, and what it may be given besides: which of it, depends on who starts."""


@dataclass(frozen=True, slots=True)
class Start:
    """A conversation as somebody wants to start it; the side of the caller is left out."""

    kind: Kind
    message: Draft
    topic: str | None = None
    patient_id: str | None = None
    care_team_id: str | None = None
    provider_id: str | None = None
    case_id: str | None = None

    def __post_init__(self) -> None:
        given = {field for field, name in FIELDS.items() if getattr(self, name) is not None}
        missing, beyond = NEEDS[self.kind] - given, given - NEEDS[self.kind] - TAKES[self.kind]
        faults = [(field, f"is needed for a conversation of kind {self.kind.value}") for field in sorted(missing)]
        faults += [(field, f"does not belong to kind {self.kind.value}") for field in sorted(beyond)]
        if self.topic is not None and is_blank(self.topic):
            faults.append(("topic", "is empty"))
        if self.message.correction_of:
            faults.append(("message.correctionOf", "is for messages of a conversation that there is"))
        if self.message.attachment_ids:
            faults.append(("message.attachmentIds", "belong to a conversation that there is"))
        if faults:
            raise Invalid("Give what this kind of conversation takes.", faults)

    def fingerprint(self) -> str:
        """The same for the same start: tells a repetition from another one of that name."""
        content = [self.kind, *(getattr(self, name) for name in FIELDS.values()), *self.message.content]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()
