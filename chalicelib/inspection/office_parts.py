"""The archive of an office file: every part is what the archive says of it, and none is a file that something opens."""

import itertools
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from chalicelib.domain.attachment import Reason
from chalicelib.inspection.inflating import PIECE
from chalicelib.inspection.ole import has_macros
from chalicelib.inspection.refused import Refused
from chalicelib.inspection.signs import HEAD, sign_of

MOST_PARTS = 10_000
MOST_BYTES = 500_000_000
"""All parts together, unpacked."""
BYTES_ABOVE_SUSPICION = 20_000_000
MOST_SWELLING = 250
"""Sheets of numbers swell thirtyfold; what swells more than this, and is large, was made to."""
IS_ENCRYPTED = 0x1
EMBEDDED = frozenset({"ole", "zip", "archive", "program", "application/pdf", "other document"})
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")


def inspect(packed: zipfile.ZipFile, file: BinaryIO) -> None:
    """Raise `Refused` unless all parts can be unpacked as declared, and are parts of a document."""
    parts = packed.infolist()
    inspect_stated(parts)
    for part in parts:
        inspect_part(packed, part)


def inspect_stated(parts: list[zipfile.ZipInfo]) -> None:
    """What the archive says of its parts, before any is unpacked."""
    if any(part.flag_bits & IS_ENCRYPTED for part in parts):
        raise Refused(Reason.ENCRYPTED)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES or is_overlapping(parts):
        raise Refused(Reason.BOMB)
    if any(part.file_size > max(BYTES_ABOVE_SUSPICION, part.compress_size * MOST_SWELLING) for part in parts):
        raise Refused(Reason.BOMB)
    names = [part.filename.lower() for part in parts]
    if len(set(names)) < len(names) or any(is_astray(name) for name in names):
        raise Refused(Reason.CORRUPT)
    if any(name.endswith(MACRO_PARTS) for name in names):
        raise Refused(Reason.MACROS)
    if any(part.compress_type not in METHODS for part in parts):
        raise Refused(Reason.CORRUPT)


def is_overlapping(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether the same packed bytes are unpacked more than once: how small archives become huge."""
    places = sorted((part.header_offset, part.header_offset + part.compress_size) for part in parts)
    return any(end > start for (_, end), (start, _) in itertools.pairwise(places))


def is_astray(name: str) -> bool:
    """Whether a part's name leads out of the archive."""
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def inspect_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack a part in pieces, no further than stated, and look at what it is."""
    pieces = unpacked(packed, part)
    beginning = next(pieces, b"")
    if sum(map(len, pieces), len(beginning)) > part.file_size:
        raise Refused(Reason.BOMB)
    found = sign_of(beginning[:HEAD])
    if found == "ole":
        with packed.open(part) as stored:
            raise Refused(Reason.MACROS if has_macros(stored) else Reason.EMBEDDED_FILES)
    if found in EMBEDDED:
        raise Refused(Reason.EMBEDDED_FILES)


def unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes as they really are: those beyond the stated size too, but not many of them."""
    stated, left = part.file_size, part.file_size + 1
    part.file_size = left + PIECE
    try:
        with packed.open(part) as stored:
            while left > 0 and (piece := stored.read(min(PIECE, left))):
                left -= len(piece)
                yield piece
    finally:
        part.file_size = stated
