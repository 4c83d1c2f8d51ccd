"""What the fields of the contract's shapes mean beyond their type: the same words for REST and sockets."""

from typing import Any

from chalicelib.domain.conversation import Kind, Status
from chalicelib.domain.errors import REASONS
from chalicelib.domain.message import PREVIEW_LENGTH, Type
from chalicelib.domain.person import Role

PEOPLES_ROLES = [role.value for role in Role if role is not Role.INTEGRATION]
TIME: dict[str, Any] = {"format": "date-time", "description": "RFC 3339, UTC, milliseconds."}
REASON: dict[str, Any] = {"enum": [*REASONS, None], "description": "Why not; null if nothing stands against it."}
SEQ: dict[str, Any] = {"minimum": 0, "description": "An entry's place: 1, 2, 3 … without gap; 0 is before the first."}

MEANINGS: dict[str, dict[str, Any]] = {
    "role": {"enum": PEOPLES_ROLES},
    "reason": REASON,
    "createdAt": TIME,
    "expiresAt": TIME,
    "lastActivityAt": TIME,
    "sentAt": TIME,
    "since": TIME,
    "seq": {**SEQ, "minimum": 1},
    "lastSeq": SEQ,
    "readSeq": SEQ,
    "deliveredSeq": SEQ,
    "next": {"description": "The cursor of the next page; null on the last."},
    "initials": {"description": "First letters of the first and the last word of the name."},
    "Conversation.kind": {"enum": [kind.value for kind in Kind]},
    "Conversation.status": {"enum": [status.value for status in Status]},
    "Conversation.messageCount": {"minimum": 0, "description": "Texts that people wrote; system entries do not count."},
    "Conversation.unreadCount": {"minimum": 0, "description": "Texts by others after the reader's marker."},
    "Conversation.needsReply": {"description": "Since when the patient has waited for an answer; null if answered."},
    "LastMessage.preview": {
        "maxLength": PREVIEW_LENGTH,
        "description": "The beginning on one line; null while it is locked for the reader.",
    },
    "Message.type": {"enum": [kind.value for kind in Type]},
    "Message.sender": {"description": "Null for system entries."},
    "Message.text": {"description": "Null while it is locked, and in an event if it does not fit into a frame."},
    "Message.locked": {"description": "The reader must sign in afresh to see it."},
    "Message.status": {
        "enum": ["sent", "delivered", "read", None],
        "description": "On the reader's own messages: how far they have come. Null on all others.",
    },
    "Me.callProvider": {"enum": ["chime", "p2p"]},
    "Health.status": {"const": "ok"},
    "Problem.code": {"description": "Stable; what programs look at."},
    "Problem.requestId": {"description": "Names this request in the clinic's logs and audit."},
    "Problem.errors": {"description": "With INVALID: which fields, and why."},
    "RealtimeTicket.url": {"format": "uri", "description": "Opens one socket, once, within 30 seconds."},
}
"""By field name, or by shape and field name where a name alone would be ambiguous (this one goes first)."""
