"""Shapes of the answers that only this floor makes; all others are in `domain/shapes.py`."""

from typing import NotRequired, TypedDict

from chalicelib.domain.shapes import ContactShape, ContactTeamShape, ConversationShape, MessageShape, PatientShape


class HealthShape(TypedDict):
    status: str
    version: str


class RealtimeTicketShape(TypedDict):
    url: str
    expiresAt: str


class ContactsShape(TypedDict):
    careTeams: list[ContactTeamShape]
    providers: list[ContactShape]


class PatientPageShape(TypedDict):
    items: list[PatientShape]
    next: str | None


class ConversationPageShape(TypedDict):
    items: list[ConversationShape]
    next: str | None


class MessagePageShape(TypedDict):
    items: list[MessageShape]
    next: str | None


class StoredPersonShape(TypedDict):
    id: str
    role: str
    name: str
    title: str | None
    email: str | None
    portalAccount: bool
    chatOptIn: bool
    locale: str
    timeZone: str
    careTeams: list[str]


class StoredCareTeamShape(TypedDict):
    id: str
    name: str
    servesAll: bool
    members: list[str]


class FaultShape(TypedDict):
    field: str
    message: str


class ProblemShape(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: str
    requestId: str
    errors: NotRequired[list[FaultShape]]


class PongShape(TypedDict):
    pass


class SocketErrorShape(TypedDict):
    code: str
    detail: str


class MessageCreatedShape(TypedDict):
    conversation: ConversationShape
    message: MessageShape


class UnreadUpdatedShape(TypedDict):
    messages: int
    conversations: int
    conversationId: str
    lastSeq: int
    readSeq: int
    unreadCount: int


class ReceiptUpdatedShape(TypedDict):
    conversationId: str
    personId: str
    deliveredSeq: int
    readSeq: int
