"""PDF: readable by its own rules, open to everybody, and nothing in it that acts, carries files or swells."""

from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
import pikepdf.settings

from chalicelib.domain.attachment import Reason
from chalicelib.inspection.images import MOST_PIXELS, is_archive
from chalicelib.inspection.inflating import inflated_size
from chalicelib.inspection.refused import Refused
from chalicelib.inspection.signs import head_of, mismatch, sign_of

MOST_BYTES_OF_ONE_STREAM = 200_000_000
MOST_BYTES_OF_ALL_STREAMS = 1_000_000_000
MOST_PARTS = 3_000_000
"""Dictionaries, arrays and values of all objects together."""
ACTING = frozenset({"/AA", "/JS", "/JavaScript", "/Launch", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
HARMLESS_ACTIONS = frozenset({"/GoTo", "/URI", "/Named", "/ResetForm", "/Hide", "/SetOCGState", "/Thread", "/Trans"})
ACTING_NOTES = frozenset({"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
CARRYING = frozenset({"/EF", "/EmbeddedFiles", "/EmbeddedFile", "/Collection"})
ELSEWHERE = frozenset({"/F", "/FFilter"})
"""Of a stream whose bytes are those of another file."""
INFLATING = frozenset({"/FlateDecode", "/Fl"})
CONTAINERS = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)

# What is read while a file is opened (its tables, its bundles of objects) is held to these by the library.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MOST_BYTES_OF_ONE_STREAM,
    run_length_max_memory=MOST_BYTES_OF_ONE_STREAM,
    png_max_memory=MOST_BYTES_OF_ONE_STREAM,
    tiff_max_memory=MOST_BYTES_OF_ONE_STREAM,
    max_stream_filters=4,
    parser_max_nesting=100,
)


def inspect(file: BinaryIO, content_type: str) -> None:
    """Raise `Refused` unless the file is a PDF that can only be read."""
    found = sign_of(head_of(file))
    if found != content_type:
        raise Refused(mismatch(found))
    if is_archive(file):
        raise Refused(Reason.NOT_ALLOWED)
    file.seek(0)
    before = pikepdf.settings.qpdf_limit_errors()
    try:
        with pikepdf.open(file, suppress_warnings=True, attempt_recovery=False) as document:
            inspect_document(document)
    except pikepdf.PasswordError as locked:
        raise Refused(Reason.ENCRYPTED) from locked
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError) as damage:
        swells = pikepdf.settings.qpdf_limit_errors() > before
        raise Refused(Reason.BOMB if swells else Reason.CORRUPT) from damage


def inspect_document(document: pikepdf.Pdf) -> None:
    if document.is_encrypted:
        raise Refused(Reason.ENCRYPTED)
    if not len(document.pages):
        raise Refused(Reason.CORRUPT)
    budget = MOST_BYTES_OF_ALL_STREAMS
    for part in parts_of(document):
        if isinstance(part, pikepdf.Array):
            continue
        look_at(part)
        if isinstance(part, pikepdf.Stream):
            budget -= size_of(part, min(budget, MOST_BYTES_OF_ONE_STREAM))
            if budget < 0:
                raise Refused(Reason.BOMB)


def parts_of(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary, array and stream, wherever it lies: bundles of objects are open here."""
    number = 0
    for whole in [document.trailer, *document.objects]:
        waiting = [whole] if isinstance(whole, CONTAINERS) else []
        while waiting:
            part = waiting.pop()
            yield part
            inside = list(part) if isinstance(part, pikepdf.Array) else list(part.values())
            number += len(inside)
            if number > MOST_PARTS:
                raise Refused(Reason.BOMB)
            waiting += [it for it in inside if isinstance(it, CONTAINERS) and not it.is_indirect]


def look_at(part: Any) -> None:
    """Raise `Refused` if this dictionary makes a reader act, or carries a file."""
    names = set(part.keys())
    if names & CARRYING or name_at(part, "/Subtype") == "/FileAttachment" or name_at(part, "/Type") == "/EmbeddedFile":
        raise Refused(Reason.EMBEDDED_FILES)
    if names & ACTING or name_at(part, "/Subtype") in ACTING_NOTES:
        raise Refused(Reason.ACTIVE_CONTENT)
    for name in names & {"/OpenAction", "/A", "/Next"}:
        if is_acting(part[name]):
            raise Refused(Reason.ACTIVE_CONTENT)
    if name_at(part, "/Type") == "/Action" and is_acting(part):
        raise Refused(Reason.ACTIVE_CONTENT)
    if isinstance(part, pikepdf.Stream) and names & ELSEWHERE:
        raise Refused(Reason.ACTIVE_CONTENT)


def is_acting(action: Any) -> bool:
    """Whether an action does more than go somewhere; a place in the document is none at all."""
    if isinstance(action, pikepdf.Array):
        return any(is_acting(it) for it in action if isinstance(it, pikepdf.Dictionary))
    if not isinstance(action, pikepdf.Dictionary) or "/S" not in action:
        return False
    return name_at(action, "/S") not in HARMLESS_ACTIONS


def name_at(part: Any, key: str) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def size_of(stream: Any, most: int) -> int:
    """Bytes that a stream swells to, or more than `most` if it is that many. Pictures are measured by their pixels."""
    if name_at(stream, "/Subtype") == "/Image" and pixels_of(stream) > MOST_PIXELS * 2:
        raise Refused(Reason.BOMB)
    filters = stream.get("/Filter")
    names = [str(it) for it in (filters if isinstance(filters, pikepdf.Array) else [filters]) if it is not None]
    layers = next((place for place, name in enumerate(names) if name not in INFLATING), len(names))
    size = inflated_size(stream.read_raw_bytes(), layers, most)
    if size > most:
        raise Refused(Reason.BOMB)
    return size


def pixels_of(stream: Any) -> int:
    try:
        return int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
    except (TypeError, ValueError):
        return 0
