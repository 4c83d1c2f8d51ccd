"""The search itself: line by line, each as it stands and with what is escaped in it written out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from tests.log_search.said import Said, parts_of
from tests.log_search.vocabulary import vocabulary
from tests.log_search.words import ADDRESS, TOKEN, Words, searchable, tokens

PLACE = re.compile(r'"/[^"\s]*\.py:\d+"')
"""A place in the code, as errors tell it: whatever the folders are called that it lies in, nobody said it."""
TRACED = re.compile(r'\s+File "|\s{4}|Traceback \(|The above exception was|During handling of the above')
"""A line of a traceback that is code, and not what the error says."""
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Searched:
    """How much was searched for what, and each finding: (what, the line that holds it)."""

    where: str
    lines: int
    words: Words
    found: tuple[tuple[str, str], ...]

    def summary(self) -> str:
        """One line for whoever ran the tests."""
        it = self.words
        sought = f"{len(it.telling)} words, {len(it.wholes)} whole texts, {len(it.addresses)} addresses"
        beside = f"{len(it.passed_over)} texts are too common to be sought"
        return f"{self.where}: {self.lines} lines, {len(self.found)} with what people said ({sought}; {beside})"


def search(where: str, lines: Iterable[str], said: Said) -> Searched:
    """Search these lines for all that people said."""
    known = vocabulary() | {word for part in parts_of(said.ids) for word in tokens(part)}
    words = searchable(said.words, known)
    searched = list(lines)
    return Searched(where, len(searched), words, tuple(findings(searched, words)))


def findings(lines: list[str], words: Words) -> list[tuple[str, str]]:
    spoken = {line: written_out(line) for line in dict.fromkeys(lines)}
    suspects = wholes_in("\n".join(spoken.values()), words)
    return [(what, line) for line, text in spoken.items() for what in sorted(held_by(text, words, suspects))]


def held_by(text: str, words: Words, wholes: frozenset[str]) -> set[str]:
    """What of it one line holds."""
    single = words.telling.intersection(TOKEN.findall(text))
    addresses = words.addresses.intersection(ADDRESS.findall(text)) if "@" in text else set()
    return {*single, *addresses, *(whole for whole in wholes if holds(text, whole))}


def wholes_in(everything: str, words: Words) -> frozenset[str]:
    """Those whole texts that are somewhere: nearly always none, so that no line is searched for them."""
    return frozenset(whole for whole in words.wholes if holds(everything, whole))


def holds(text: str, whole: str) -> bool:
    """Whether it stands there by itself, not as a part of longer words."""
    return whole in text and re.search(rf"(?<!\w){re.escape(whole)}(?!\w)", text) is not None


def written_out(line: str) -> str:
    """The line without places in the code, and once more with what JSON and addresses escape."""
    if TRACED.match(line):
        return ""
    plain = PLACE.sub("", line)
    plain = ESCAPED.sub(lambda found: chr(int(found[1], 16)), plain) if "\\u" in plain else plain
    return f"{plain} {unquote(plain.replace('+', ' '))}" if "%" in plain else plain
