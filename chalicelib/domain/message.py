"""Messages: what was said, by whom, in which place of the conversation."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from chalicelib.domain.attachment import Attached
from chalicelib.domain.card import Card, CardReference
from chalicelib.domain.errors import Invalid
from chalicelib.domain.limits import ATTACHMENTS_PER_MESSAGE
from chalicelib.domain.person import Author

TEXT_LENGTH = 8_000
PREVIEW_LENGTH = 120
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"})


class Type(StrEnum):
    """Who speaks: a person, or the conversation itself."""

    TEXT = "text"
    SYSTEM = "system"


class Act(StrEnum):
    """What a system entry says."""

    RESOLVED = "resolved"
    REOPENED = "reopened"
    ARCHIVED = "archived"
    MEMBER_JOINED = "member_joined"
    RESTORED = "restored"


SENTENCES = {
    Act.RESOLVED: "{name} marked this as resolved.",
    Act.REOPENED: "{name} opened this again.",
    Act.ARCHIVED: "Archived after a long time without messages.",
    Act.MEMBER_JOINED: "{name} joined the care team.",
    Act.RESTORED: "Restored from a backup. Messages that were written shortly before this may be missing.",
}
"""System entries in words, for programs and readers that know no other."""

BY_NOBODY = frozenset({Act.ARCHIVED, Act.RESTORED})
"""What no person does."""


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing at all."""
    return all(unicodedata.category(character) in UNSEEN_CATEGORIES for character in text)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message as its sender composed it. `client_message_id` names it: sent twice, it is stored once.

    The text may be left empty where there are attachments or a card.
    """

    client_message_id: str
    text: str
    correction_of: int | None = None
    sensitive: bool = False
    attachment_ids: tuple[str, ...] = ()
    card: CardReference | None = None

    def __post_init__(self) -> None:
        if is_blank(self.text) and not self.attachment_ids and not self.card:
            raise Invalid("Write something first.", [("text", "is empty")])
        if len(self.text) > TEXT_LENGTH:
            raise Invalid(
                "Shorten the text.", [("text", f"has {len(self.text)} characters, the limit is {TEXT_LENGTH}")]
            )
        if "\0" in self.text or any(0xD800 <= ord(character) <= 0xDFFF for character in self.text):
            raise Invalid("Remove the unreadable characters.", [("text", "holds a NUL or half a surrogate pair")])
        if len(self.attachment_ids) > ATTACHMENTS_PER_MESSAGE:
            raise Invalid("Send fewer files at once.", [("attachmentIds", f"at most {ATTACHMENTS_PER_MESSAGE}")])
        if len(set(self.attachment_ids)) < len(self.attachment_ids):
            raise Invalid("Name each file once.", [("attachmentIds", "names one twice")])

    def in_place_of(self, corrected: "Message | None") -> "Draft":
        """The draft as a correction of that message: what corrects something sensitive is sensitive too."""
        return replace(self, sensitive=True) if corrected and corrected.sensitive else self

    @property
    def content(self) -> list[object]:
        """What is said, as far as it tells one message from another."""
        beyond_text = [self.sensitive, self.attachment_ids, [self.card.type, self.card.id] if self.card else None]
        return [
            self.text,
            *([self.correction_of] if self.correction_of else []),
            *(beyond_text if any(beyond_text) else []),
        ]

    def fingerprint(self, sender_id: str) -> str:
        """The same for the same content by the same sender: tells a repetition from another message of that name."""
        content = json.dumps([sender_id, *self.content])
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a message came from, for the audit."""

    session: str
    address: str
    request_id: str


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a thread. `texts`: how many texts the conversation has up to and with this entry.

    `day`: the clinic's calendar day of `sent_at`. Of a system entry, `sender` is the person it is about.
    """

    conversation_id: str
    seq: int
    client_message_id: str
    type: Type
    sender: Author
    sent_at: str
    text: str
    texts: int
    patient_id: str
    fingerprint: str
    origin: Origin
    sensitive: bool = False
    correction_of: int | None = None
    attachments: tuple[Attached, ...] = ()
    card: Card | None = None
    act: Act | None = None
    day: str = ""

    @property
    def preview(self) -> str:
        return beginning(self.text)


def beginning(text: str) -> str:
    """The beginning of a text, on one line, at most 120 characters."""
    line = " ".join(text.split())
    return line if len(line) <= PREVIEW_LENGTH else line[: PREVIEW_LENGTH - 1].rstrip() + "…"
