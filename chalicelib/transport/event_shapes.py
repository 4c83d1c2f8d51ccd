"""Shapes of what goes over sockets; what they hold of people, conversations and messages is in `domain/shapes.py`."""

from typing import Any, NotRequired, TypedDict

from chalicelib.domain.call_shapes import CallShape
from chalicelib.domain.shapes import AttachmentShape, ConversationShape, MessageShape, PersonShape, UnreadShape
from chalicelib.transport.answers import FaultShape


class PongShape(TypedDict):
    recordId: str


class SocketErrorShape(TypedDict):
    code: str
    detail: str
    errors: NotRequired[list[FaultShape]]


class SessionEndedShape(TypedDict):
    everywhere: bool


class TypingShape(TypedDict):
    conversationId: str
    person: PersonShape
    on: bool


class PresenceShape(TypedDict):
    personId: str
    online: bool


class CallToldShape(TypedDict):
    appointmentId: str
    call: CallShape


CallSignalShape = TypedDict("CallSignalShape", {"appointmentId": str, "from": str, "data": dict[str, Any]})


class AttachmentUpdatedShape(TypedDict):
    conversationId: str
    attachment: AttachmentShape


class MessageCreatedShape(TypedDict):
    conversation: ConversationShape
    message: MessageShape


class ConversationUpdatedShape(TypedDict):
    conversation: ConversationShape


class ConversationRemovedShape(TypedDict):
    conversationId: str


class UnreadUpdatedShape(UnreadShape):
    conversationId: str
    lastSeq: int
    readSeq: int
    unreadCount: int


class ReceiptUpdatedShape(TypedDict):
    conversationId: str
    personId: str
    deliveredSeq: int
    readSeq: int
