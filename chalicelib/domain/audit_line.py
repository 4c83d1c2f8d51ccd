"""A row of the audit as the proof holds it: one line of JSON that the same row always gives, and no other row."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

MARK = 16
"""Bytes of a line's mark, the beginning of its SHA-256: by these a record is named that does not fit its seal."""
SETS = ("BS", "NS", "SS")
Row = Mapping[str, Mapping[str, Any]]
"""A row as DynamoDB writes it: attribute → type → value."""


def line(row: Row) -> bytes:
    """A row as it is sealed, without newline: every attribute by its name; of one that is no text the type too."""
    named = {name: value["S"] if "S" in value else by_type(value) for name, value in row.items()}
    return json.dumps(named, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def by_type(value: Any) -> Any:
    """What no entry of ours holds: numbers as the texts that DynamoDB makes of them, bytes in base64, sets sorted."""
    if isinstance(value, Mapping):
        plain = {str(name): by_type(part) for name, part in value.items()}
        return {name: sorted(it) if name in SETS and isinstance(it, list) else it for name, it in plain.items()}
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode()
    return [by_type(part) for part in value] if isinstance(value, list) else value


def mark(of_line: bytes) -> bytes:
    return hashlib.sha256(of_line).digest()[:MARK]


def place(row: Row) -> tuple[str, str]:
    """What the rows of an hour are sorted by: time and id, then whose they are."""
    return text(row, "SK"), text(row, "PK")


def place_of(of_line: bytes) -> tuple[str, str]:
    """The same of a line."""
    told = json.loads(of_line)
    return told["SK"], told["PK"]


def pieces(marks: bytes) -> Iterator[bytes]:
    """One mark after the other."""
    return (marks[start : start + MARK] for start in range(0, len(marks), MARK))


def text(row: Row, name: str) -> str:
    """An attribute that should be a text; empty if it is none."""
    found = row.get(name, {}).get("S", "")
    return found if isinstance(found, str) else ""


def is_told_late(row: Row) -> bool:
    """Whether it is of the kind that the stream brings, under the time and the name of the message that it tells of."""
    try:
        seq = json.loads(text(row, "detail"))["seq"]
    except (ValueError, TypeError, KeyError):
        return False
    named = f"{text(row, 'at')}#{text(row, 'conversationId')}.{seq}"
    return text(row, "SK") == named and text(row, "PK") == f"PATIENT#{text(row, 'patientId')}"


def differing(one: bytes, other: bytes) -> list[str]:
    """The attributes in which two lines differ; never what stands in them."""
    first, second = json.loads(one), json.loads(other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
