"""Everything that anybody was told: each answer, each push, each acknowledgement. Safe for threads."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Words = tuple[str, str, str | None, str | None]
"""What must be the same for all of an entry: name, type, writer, text (None: not shown in full)."""


@dataclass(frozen=True)
class Content:
    """What of conversations and messages stood in something: last seq of each conversation, words of each entry."""

    conversations: dict[str, int] = field(default_factory=dict)
    entries: dict[tuple[str, int], Words] = field(default_factory=dict)

    @property
    def about(self) -> set[str]:
        return {*self.conversations, *(conversation_id for conversation_id, _seq in self.entries)}


def content_of(body: Any) -> Content:
    """Everything of a conversation that can be read in there."""
    found = Content()
    for part in parts(body):
        if {"clientMessageId", "seq", "conversationId"} <= part.keys():
            place = part["conversationId"], part["seq"]
            sender = part["sender"] or (part["system"] or {}).get("person") or {}
            found.entries[place] = (part["clientMessageId"], part["type"], sender.get("id"), part["text"])
        elif {"id", "lastSeq", "kind"} <= part.keys():
            found.conversations[part["id"]] = part["lastSeq"]
    return found


def parts(body: Any) -> Iterator[Json]:
    """Every object within, the whole included."""
    if isinstance(body, dict):
        yield body
    for inner in body.values() if isinstance(body, dict) else body if isinstance(body, list) else ():
        yield from parts(inner)


@dataclass(frozen=True)
class Told:
    """What else of an answer stands in its audit entry: its own id, the ids of a list, places that are unlocked."""

    id: str = ""
    listed: tuple[str, ...] = ()
    unlocked: tuple[int, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    """(conversation, attachment) of the files that messages have."""


def told_of(body: Json) -> Told:
    """That of a body."""
    items = [each for each in body.get("items", []) if isinstance(each, dict)]
    messages = [each for each in (body, *items) if {"seq", "locked"} <= each.keys()]
    return Told(
        id=str(body.get("id", "")),
        listed=tuple(str(each.get("id", "")) for each in items),
        unlocked=tuple(each["seq"] for each in messages if each["sensitive"] and not each["locked"]),
        files=tuple((it["conversationId"], file["id"]) for it in messages for file in it["attachments"]),
    )


@dataclass(frozen=True)
class Answer:
    """What REST said. `status` 0: no answer came. `session`: whose token it was asked with."""

    window: str
    person_id: str
    method: str
    path: str
    status: int
    code: str
    request_id: str
    started: float
    ended: float
    content: Content
    session: str = ""
    told: Told = Told()


@dataclass(frozen=True)
class Push:
    """What a socket said."""

    window: str
    person_id: str
    event: str
    at: float
    content: Content


@dataclass(frozen=True)
class Sent:
    """A text that was acknowledged, as it was sent. `seq`: its place; None if the answer does not tell it."""

    window: str
    person_id: str
    conversation_id: str
    message: Json
    seq: int | None

    @property
    def name(self) -> str:
        return str(self.message["clientMessageId"])

    @property
    def text(self) -> str:
        return str(self.message["text"])


@dataclass
class Ledger:
    answers: list[Answer] = field(default_factory=list)
    pushes: list[Push] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    """Names under which another text was taken as well."""
    given_up: set[str] = field(default_factory=set)
    """Names of texts that nobody acknowledged in time: they may be there or not."""
    conversations: set[str] = field(default_factory=set)
    files: set[tuple[str, str]] = field(default_factory=set)
    """Those that messages had, and their conversations."""
    frames: list[tuple[str, Json]] = field(default_factory=list)
    """What people said over sockets."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note_answer(self, answer: Answer) -> None:
        with self.lock:
            self.answers.append(answer)
            self.files |= set(answer.told.files)
            self.conversations |= answer.content.about

    def note_push(self, push: Push) -> None:
        with self.lock:
            self.pushes.append(push)

    def note_frame(self, person_id: str, frame: Json) -> None:
        with self.lock:
            self.frames.append((person_id, frame))

    def note_sent(self, sent: Sent) -> None:
        with self.lock:
            self.sent.append(sent)
