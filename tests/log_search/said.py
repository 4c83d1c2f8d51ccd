"""What people said to the system, apart from what it calls things itself: picked out of bodies, queries and rows."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

BY_PEOPLE = frozenset(
    {
        *("name", "senderName", "title", "topic", "text", "fileName", "email", "ground", "q"),
        *("family", "given", "display", "description"),
    }
)
"""Under these names stands what people chose to write; `family` and those after it are FHIR's."""


@dataclass
class Said:
    """`words`: whole texts that people wrote. `ids`: all else that stood beside them, which logs may name."""

    words: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    def __or__(self, other: "Said") -> "Said":
        return Said(self.words | other.words, self.ids | other.ids)

    def note(self, content: object, *, by_people: bool = False) -> None:
        """Take in what was sent or is stored, to whatever depth."""
        match content:
            case str(text) if text.strip():
                (self.words if by_people else self.ids).add(text)
            case Mapping():
                for name, value in content.items():
                    self.note(value, by_people=name in BY_PEOPLE or (by_people and name not in OF_SYSTEM))
            case list() | tuple() | set() | frozenset():
                for one in content:
                    self.note(one, by_people=by_people)

    def note_path(self, address: str) -> None:
        """Take in the ids and the search words of an address."""
        parts = urlsplit(address)
        self.ids |= set(parts.path.split("/"))
        for name, value in parse_qsl(parts.query):
            self.note({name: value})


OF_SYSTEM = frozenset({"use", "system", "status"})
"""What FHIR puts into a name or a text of its own."""


def of_rows(rows: Iterable[Mapping[str, Any]]) -> Said:
    """What stands in rows of the records, in plain Python. Lists of words hold no word that a text does not hold."""
    said = Said()
    for row in rows:
        if not str(row["PK"]).startswith(("SEARCH#", "FIND#")):
            said.note({name: opened(name, value) for name, value in row.items() if name != "words"})
    return said


def opened(name: str, value: object) -> object:
    """What is stored as JSON, read; what people wrote stays as it is, whatever it looks like."""
    if name in BY_PEOPLE or not isinstance(value, str) or not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def parts_of(texts: Iterable[str]) -> Iterator[str]:
    """Keys and paths fall into the ids that they are made of."""
    for text in texts:
        yield from text.replace("#", " ").replace("/", " ").split()
