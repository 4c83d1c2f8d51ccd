"""The proof of the audit: each hour is sealed by a number, the hashes of its entries and the hash of the seal before.

What is signed, and what is hashed, are exactly the bytes that are kept: nobody who checks them writes anything anew.
"""

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.domain.audit_line import MARK, mark

FORM = 1
"""Of these files; another form of line or seal gets another number."""
BEGINNING = "0" * 64
"""What the first seal says in place of the hash of the one before."""
GRACE = timedelta(minutes=15)
"""So long after its end an hour is left alone: entries are on their way, and the index follows its table."""
LATEST = 26
"""For so many hours the stream may still bring what happened in an hour: it is kept for 24."""
HOUR = re.compile(r"\d{4}-\d\d-\d\dT\d\d")


class Unreadable(Exception):
    """This is no seal, or not written as a seal is."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of lines: how many, and its SHA-256 in hexadecimal."""

    count: int
    sha256: str


@dataclass(slots=True)
class Sum:
    """What a file of lines comes to, line by line."""

    count: int = 0
    marks: bytearray = field(default_factory=bytearray)
    hashed: Any = field(default_factory=hashlib.sha256)

    def add(self, of_line: bytes) -> None:
        self.count += 1
        self.marks += mark(of_line)
        self.hashed.update(of_line + b"\n")

    def part(self) -> Part:
        return Part(self.count, self.hashed.hexdigest())


@dataclass(frozen=True, slots=True)
class Seal:
    """What is signed of an hour. `late`: what came to earlier hours after these were sealed.

    `key`: SHA-256 of the public key (DER). `marks`: SHA-256 of the marks of all lines. `previous`: SHA-256 of the whole
    file of the seal before.
    """

    number: int
    hour: str
    sealed_at: str
    key: str
    previous: str
    entries: Part
    late: Part
    marks: str

    def text(self) -> bytes:
        """The bytes that are signed."""
        told = {
            "form": FORM,
            "number": self.number,
            "hour": self.hour,
            "sealedAt": self.sealed_at,
            "key": self.key,
            "previous": self.previous,
            "count": self.entries.count,
            "sha256": self.entries.sha256,
            "late": {"count": self.late.count, "sha256": self.late.sha256},
            "marks": self.marks,
        }
        return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal as it is kept, in three lines: itself, its signature, the marks of its lines (both in base64)."""

    seal: Seal
    signature: bytes
    marks: bytes

    def file(self) -> bytes:
        return b"\n".join((self.seal.text(), base64.b64encode(self.signature), base64.b64encode(self.marks), b""))

    def split(self) -> tuple[bytes, bytes]:
        """The marks of its entries, and of what came late."""
        own = self.seal.entries.count * MARK
        return self.marks[:own], self.marks[own:]


def read(file: bytes) -> Sealed:
    """The seal in these bytes, or `Unreadable`. Only one sequence of bytes is read as a given seal."""
    try:
        told, signature, marks, rest = file.split(b"\n")
        it = json.loads(told)
        seal = Seal(
            number=it["number"],
            hour=it["hour"],
            sealed_at=it["sealedAt"],
            key=it["key"],
            previous=it["previous"],
            entries=Part(it["count"], it["sha256"]),
            late=Part(it["late"]["count"], it["late"]["sha256"]),
            marks=it["marks"],
        )
        found = Sealed(seal, base64.b64decode(signature, validate=True), base64.b64decode(marks, validate=True))
        is_named = bool(HOUR.fullmatch(seal.hour) and beginning(seal.hour))
        is_whole = len(found.marks) == MARK * (seal.entries.count + seal.late.count) and found.file() == file
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unreadable from error
    if rest or not is_named or not is_whole:
        raise Unreadable
    return found


def after(before: Sealed | None) -> tuple[int, str]:
    """(number, hash of the seal before) of the seal that comes next."""
    return (before.seal.number + 1, fingerprint(before.file())) if before else (0, BEGINNING)


def fingerprint(file: bytes) -> str:
    return hashlib.sha256(file).hexdigest()


def hour_of(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H")


def moved(hour: str, by: int) -> str:
    """The hour that many hours ahead."""
    return hour_of(beginning(hour) + timedelta(hours=by))


def hours_between(first: str, last: str) -> int:
    """How many hours `last` is after `first`; negative if it is before."""
    return (beginning(last) - beginning(first)) // timedelta(hours=1)


def beginning(hour: str) -> datetime:
    return datetime.strptime(hour, "%Y-%m-%dT%H").replace(tzinfo=UTC)


def due(now: datetime) -> str:
    """The last hour that is over for long enough to be sealed."""
    return moved(hour_of(now - GRACE), -1)


def seal_place(hour: str) -> str:
    """In the bucket: the seal of an hour."""
    return f"seals/{hour}.seal"


def entries_place(hour: str, part: Part) -> str:
    """In the bucket: the lines that the seal of an hour tells of. By their hash: no run writes over another's."""
    return f"entries/{hour}/{part.sha256}.ndjson"


def late_place(hour: str, part: Part) -> str:
    """In the bucket: the lines of earlier hours that the seal of an hour tells of."""
    return f"late/{hour}/{part.sha256}.ndjson"
