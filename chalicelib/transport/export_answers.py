"""Shapes of a conversation that is exported: the file itself, or the link to it."""

from typing import TypedDict

from chalicelib.domain.shapes import ConversationShape, MessageShape, PersonShape
from chalicelib.transport.answers import LinkShape


class ExportedConversationShape(TypedDict):
    conversation: ConversationShape
    exportedAt: str
    exportedBy: PersonShape
    after: int
    items: list[MessageShape]
    nextAfter: int | None


class ExportLinkShape(LinkShape):
    fileName: str
    contentType: str
    size: int
    entries: int
    nextAfter: int | None
