"""The JSON shapes of what administrators see of archive and legal holds: a part of those in `shapes`."""

from typing import TypedDict

from chalicelib.domain.shapes import PersonShape


class HoldShape(TypedDict):
    ground: str
    by: PersonShape
    at: str


class DueShape(TypedDict):
    id: str
    kind: str
    patientId: str
    lastActivityAt: str
    archivedAt: str | None
    messageCount: int
    onHold: bool
