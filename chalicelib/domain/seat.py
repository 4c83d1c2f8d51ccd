"""A seat: one person's place in one conversation, with what they have read of it.

Unread is derived, never counted along: (texts in the conversation - texts at my marker) - (my own texts since).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.message import Message, Type


@dataclass(frozen=True, slots=True)
class Marker:
    """How far somebody has read: an entry, and how many texts (of all, of their own) stand up to it."""

    seq: int = 0
    texts: int = 0
    sent: int = 0


@dataclass(frozen=True, slots=True)
class Seat:
    """`conversation` is what the seat last saw of it; `version` grows with each change of the seat.

    `joined_seq`: the last entry before this person joined, at which their marker stood from the start.
    """

    person_id: str
    conversation: Conversation
    joined_at: str
    marker: Marker = Marker()
    version: int = 0
    pinned: bool = False
    muted: bool = False
    joined_seq: int = 0

    @property
    def unread(self) -> int:
        """Texts that others wrote after the marker."""
        return unread(self.conversation, self.marker, self.person_id)

    @property
    def delivered_seq(self) -> int:
        """The newest entry that has reached this person's inbox."""
        return self.conversation.last_seq

    @property
    def read_seq(self) -> int:
        """The entry up to which this person has read; 0 for somebody who joined later and has not looked yet."""
        return self.marker.seq if self.marker.seq > self.joined_seq else 0

    def settled(self, conversation: Conversation) -> "Seat":
        """This seat with the conversation as it stands now; itself if it has seen that, or more, already."""
        has_seen_it = self.conversation == conversation or self.conversation.last_seq > conversation.last_seq
        return self if has_seen_it else replace(self, conversation=conversation)

    def read_to(self, marker: Marker, conversation: Conversation) -> "Seat":
        """This seat with another marker, in the conversation as it stands now."""
        return replace(self.settled(conversation), marker=marker)


def unread(conversation: Conversation, marker: Marker, person_id: str) -> int:
    """Texts by others after the marker."""
    return (conversation.texts - marker.texts) - (conversation.sent_by(person_id) - marker.sent)


def marker_at(conversation: Conversation, person_id: str, seq: int, later: Iterable[Message]) -> Marker:
    """The marker at entry `seq`, given every message after it up to the conversation's last."""
    texts = [message for message in later if message.type is Type.TEXT]
    own = sum(message.sender.id == person_id for message in texts)
    return Marker(seq, conversation.texts - len(texts), conversation.sent_by(person_id) - own)


@dataclass(frozen=True, slots=True)
class Tally:
    """One person's totals over all their seats."""

    conversations: int = 0
    unread_conversations: int = 0
    unread_messages: int = 0
    messages: int = 0

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(
            self.conversations - other.conversations,
            self.unread_conversations - other.unread_conversations,
            self.unread_messages - other.unread_messages,
            self.messages - other.messages,
        )


def tally(seat: Seat | None) -> Tally:
    """What one seat adds to its person's totals."""
    return Tally(1, int(seat.unread > 0), seat.unread, seat.conversation.texts) if seat else Tally()
