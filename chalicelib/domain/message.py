"""Messages: what was said, by whom, in which place of the conversation."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.errors import Invalid
from chalicelib.domain.person import Author

TEXT_LENGTH = 8_000
PREVIEW_LENGTH = 120
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"})


class Type(StrEnum):
    """Who speaks: a person, or the conversation itself."""

    TEXT = "text"
    SYSTEM = "system"


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing at all."""
    return all(unicodedata.category(character) in UNSEEN_CATEGORIES for character in text)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message as its sender composed it. `client_message_id` names it: sent twice, it is stored once."""

    client_message_id: str
    text: str

    def __post_init__(self) -> None:
        if is_blank(self.text):
            raise Invalid("Write something first.", [("text", "is empty")])
        if len(self.text) > TEXT_LENGTH:
            raise Invalid(
                "Shorten the text.", [("text", f"has {len(self.text)} characters, the limit is {TEXT_LENGTH}")]
            )
        if "\0" in self.text or any(0xD800 <= ord(character) <= 0xDFFF for character in self.text):
            raise Invalid("Remove the unreadable characters.", [("text", "holds a NUL or half a surrogate pair")])

    def fingerprint(self, sender_id: str) -> str:
        """The same for the same content by the same sender: tells a repetition from another message of that name."""
        content = json.dumps([sender_id, self.text])
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a message came from, for the audit."""

    session: str
    address: str
    request_id: str


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of a thread. `texts`: how many texts the conversation has up to and with this entry."""

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

    @property
    def preview(self) -> str:
        """The beginning, on one line, at most 120 characters."""
        line = " ".join(self.text.split())
        return line if len(line) <= PREVIEW_LENGTH else line[: PREVIEW_LENGTH - 1].rstrip() + "…"
