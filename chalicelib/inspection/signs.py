"""What a file is by its first bytes: enough to say what it is not, never enough to say what it is."""

import re
from typing import BinaryIO

from chalicelib.domain.attachment import Reason

HEAD = 4096
SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x05\x06", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"#!", "program"),
    (b"{\\rtf", "other document"),
    (b"%!PS", "other document"),
    (b"II*\x00", "other picture"),
    (b"MM\x00*", "other picture"),
)
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|svg|iframe|object|embed|xsl:stylesheet|\?xml)\b", re.IGNORECASE
)
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
IS_ALLOWED = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "application/pdf", "zip"})


def head_of(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read(HEAD)


def sign_of(head: bytes) -> str | None:
    """A content type of ours, `zip`, or what else it is; None if the bytes tell nothing."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "image/heic" if is_heic(head) else "other picture"
    found = next((kind for sign, kind in SIGNS if head.startswith(sign)), None)
    return found or ("markup" if is_markup(head) else None)


def is_heic(head: bytes) -> bool:
    """Whether the file's brands say so: AVIF and video share its container."""
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[place : place + 4] for place in range(16, length, 4))}
    return head[8:12] in HEIC_BRANDS and not brands & {b"avif", b"avis"}


def is_markup(head: bytes) -> bool:
    """HTML, SVG or XML, whatever stands before it and however it is encoded."""
    narrow = head.replace(b"\x00", b"") if head.startswith(BYTE_ORDER_MARKS[1:]) else head
    return MARKUP.search(narrow) is not None


def mismatch(found: str | None) -> Reason:
    """Why a file is refused that is not what it was declared to be."""
    return Reason.TYPE_MISMATCH if found is None or found in IS_ALLOWED else Reason.NOT_ALLOWED
