"""The JSON shapes of what is read of the audit: a part of those in `shapes`."""

from typing import Any, NotRequired, TypedDict


class ActorShape(TypedDict):
    id: str
    role: str
    name: str
    title: NotRequired[str]


class AuditPatientShape(TypedDict):
    id: str
    name: str


class AuditEntryShape(TypedDict):
    id: str
    at: str
    act: str
    outcome: str
    person: ActorShape
    patient: AuditPatientShape | None
    conversationId: str | None
    address: str
    session: str
    requestId: str
    detail: dict[str, Any]


class AccessShape(TypedDict):
    id: str
    at: str
    what: str
    words: str
    readers: list[ActorShape]
    conversationId: str | None
    topic: str | None
