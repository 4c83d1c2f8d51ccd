"""Reads the XML inside archives piece by piece, and none that defines entities of its own."""

import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from chalicelib.domain.attachment import Reason
from chalicelib.inspection.refused import Refused

PIECE = 1 << 16
LONGEST_WORD = 100
Element = tuple[str, dict[str, str]]


def elements_of(packed: zipfile.ZipFile, part: str) -> Iterator[Element]:
    """The elements of one part in order, each with its attributes, all without their namespaces."""
    found: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((local(name), {local(key): value for key, value in attributes.items()}))

    for _ in read(packed, part, StartElementHandler=start):
        yield from found
        found.clear()


def mentions(packed: zipfile.ZipFile, part: str, words: tuple[str, ...]) -> bool:
    """Whether one of these words stands anywhere in the part, which is read to its end: quick, for very long parts.

    What is called XML must be XML. Of all others (pictures, fonts, and XML under another name) only the bytes are read.
    """
    spelt = [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    found, before = False, b""
    for piece in (read if part.lower().endswith(".xml") else bytes_of)(packed, part):
        found = found or any(each in before + piece for each in spelt)
        before = piece[-LONGEST_WORD:]
    return found


def bytes_of(packed: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with packed.open(part) as stored:
        while piece := stored.read(PIECE):
            yield piece


def letters_in(packed: zipfile.ZipFile, part: str, element: str) -> str:
    """All that stands in elements of that name, one after the other, as a program puts it together."""
    letters: list[str] = []
    inside = [False]

    def start(name: str, attributes: dict[str, str]) -> None:
        inside[0] = local(name) == element

    def end(name: str) -> None:
        inside[0] = False

    def text(said: str) -> None:
        if inside[0]:
            letters.append(said)

    handlers: dict[str, Callable[..., Any]] = {
        "StartElementHandler": start,
        "EndElementHandler": end,
        "CharacterDataHandler": text,
    }
    for _ in read(packed, part, **handlers):
        pass
    return "".join(letters)


def read(packed: zipfile.ZipFile, part: str, **handlers: Callable[..., Any]) -> Iterator[bytes]:
    """Parse a part and hand out its bytes on the way."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.XmlDeclHandler = require_unicode
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    try:
        with packed.open(part) as stored:
            while piece := stored.read(PIECE):
                parser.Parse(piece, False)
                yield piece
        parser.Parse(b"", True)
        yield b""
    except expat.ExpatError as damage:
        raise Refused(Reason.CORRUPT) from damage


def refuse(*_declared: object) -> None:
    raise Refused(Reason.ACTIVE_CONTENT)


def require_unicode(_version: str, encoding: str | None, _standalone: int) -> None:
    """By their standard the parts of office files are in UTF-8 or UTF-16; others would hide words from us."""
    if (encoding or "utf-8").lower() not in ("utf-8", "utf-16", "us-ascii"):
        raise Refused(Reason.CORRUPT)


def local(name: str) -> str:
    return name.rpartition(" ")[2]
