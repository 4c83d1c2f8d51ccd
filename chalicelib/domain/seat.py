"""A seat: one person's place in one conversation, with what they have read of it.

Unread is derived, never counted along: (texts in the conversation - texts at my marker) - (my own texts since).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.message import Message, Type


@dataclass(frozen=True, slots=True)
class Marker:
    """How far somebody has read: an entry, and how many texts (of all, of their own) stand up to it."""

    seq: int = 0
    texts: int = 0
    sent: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a conversation has come with somebody: into their inbox, before their eyes."""

    person_id: str
    delivered_seq: int
    read_seq: int


@dataclass(frozen=True, slots=True)
class Seat:
    """`conversation` is what the seat last saw of it; `version` grows with each change of the seat.

    `joined_seq`: the last entry before this person joined, at which their marker stood from the start. `mailed`: up to
    where mails have told them, or need not tell them any more. `unmailed_since`: when the first text was sent that they
    have neither read nor been told of; None if there is none. See `docs/decisions/digests.md`.

    `is_counted`: whether the totals have it. Of 0.1.0's they have none until it is written again: see
    `docs/decisions/upgrades.md`.
    """

    person_id: str
    conversation: Conversation
    joined_at: str
    marker: Marker = Marker()
    version: float = 0
    pinned: bool = False
    muted: bool = False
    joined_seq: int = 0
    mailed: Marker = Marker()
    unmailed_since: str | None = None
    is_counted: bool = True

    @property
    def unread(self) -> int:
        """Texts that others wrote after the marker."""
        return unread(self.conversation, self.marker, self.person_id)

    @property
    def told(self) -> Marker:
        """How far this person knows of what was written, whether they read it or a mail told them."""
        return further(self.marker, self.mailed)

    @property
    def unmailed(self) -> int:
        """Texts that others wrote after that. A mail may know of more than this seat has seen: then none."""
        return max(unread(self.conversation, self.told, self.person_id), 0)

    @property
    def end(self) -> Marker:
        """The marker at the last entry that this seat has seen."""
        return marker_at(self.conversation, self.person_id, self.conversation.last_seq, ())

    @property
    def is_staffs(self) -> bool:
        """Whether somebody of the clinic sits here, and a patient may wait for their answer."""
        return self.person_id != self.conversation.patient_id and self.conversation.kind is not Kind.CASE

    @property
    def is_first_sides(self) -> bool:
        """Whether the one who stands alone on their side sits here, as far as this seat has seen."""
        return self.person_id == self.conversation.first_side_id

    @property
    def delivered_seq(self) -> int:
        """The newest entry that has reached this person's inbox."""
        return self.conversation.last_seq

    @property
    def read_seq(self) -> int:
        """The entry up to which this person has read; 0 for somebody who joined later and has not looked yet."""
        return self.marker.seq if self.marker.seq > self.joined_seq else 0

    @property
    def progress(self) -> Progress:
        return Progress(self.person_id, self.delivered_seq, self.read_seq)

    def settled(self, conversation: Conversation) -> "Seat":
        """This seat with the conversation as it stands now; itself if it has seen that, or more, already."""
        has_seen_it = self.conversation.revision >= conversation.revision
        return self if has_seen_it else replace(self, conversation=conversation).reckoned()

    def read_to(self, marker: Marker, conversation: Conversation, since: str | None = None) -> "Seat":
        """This seat with another marker, in the conversation as it stands now. What was read once is never mailed.

        `since`: when the first text by others after that marker was sent, where that is known.
        """
        mailed = further(self.mailed, self.marker)
        return self.settled(conversation).moved(marker, mailed, since)

    def mailed_to(self, marker: Marker, since: str | None = None) -> "Seat":
        """This seat after a mail told of all texts up to that marker. `since` as above."""
        return self.moved(self.marker, further(self.mailed, marker), since)

    def passed_over(self) -> "Seat":
        """This seat where nothing of what it has seen is to be mailed."""
        return replace(self.mailed_to(self.end), unmailed_since=None)

    def preferring(self, *, pinned: bool | None, muted: bool | None) -> "Seat":
        """This seat as its person wants it; None leaves it as it is. What came while it was mute is never mailed."""
        preferred = replace(
            self.reckoned(),
            pinned=self.pinned if pinned is None else pinned,
            muted=self.muted if muted is None else muted,
        )
        return preferred.reckoned()

    def moved(self, marker: Marker, mailed: Marker, since: str | None) -> "Seat":
        """This seat with other markers. Where these tell of more than before, `since` holds for what is left."""
        now = replace(self, marker=marker, mailed=mailed)
        return now if now.told == self.told else replace(now, unmailed_since=since).reckoned()

    def reckoned(self) -> "Seat":
        """This seat with `unmailed_since` as it follows from the rest. A text that it sees only now is the latest."""
        if self.muted:
            return replace(self, mailed=further(self.mailed, self.end), unmailed_since=None)
        latest = self.conversation.last_activity_at
        return replace(self, unmailed_since=(self.unmailed_since or latest) if self.unmailed else None)


def provisional(person_id: str, conversation: Conversation, now: str) -> Seat:
    """How somebody who has no seat yet is shown a conversation: with nothing unread, as their totals have it too."""
    return Seat(person_id, conversation, now, marker_at(conversation, person_id, conversation.last_seq, ()))


def further(one: Marker, other: Marker) -> Marker:
    """The one of two markers that stands further on."""
    return max(one, other, key=lambda marker: marker.seq)


def unread(conversation: Conversation, marker: Marker, person_id: str) -> int:
    """Texts by others after the marker."""
    return (conversation.texts - marker.texts) - (conversation.sent_by(person_id) - marker.sent)


def marker_at(conversation: Conversation, person_id: str, seq: int, later: Iterable[Message]) -> Marker:
    """The marker at entry `seq`, given every message after it up to the conversation's last."""
    texts = [message for message in later if message.type is Type.TEXT]
    own = sum(message.sender.id == person_id for message in texts)
    return Marker(seq, conversation.texts - len(texts), conversation.sent_by(person_id) - own)


def first_by_others(later: Iterable[Message], person_id: str) -> str | None:
    """When the first of these texts was sent that somebody else wrote."""
    by_others = (message for message in later if message.type is Type.TEXT and message.sender.id != person_id)
    return next((message.sent_at for message in by_others), None)
