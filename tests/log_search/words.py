"""What of all that people said can be searched for: telling words, wholes of common words, addresses of mail."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HEXADECIMAL = re.compile(r"[0-9a-fA-F]+")


@dataclass(frozen=True)
class Words:
    """`telling`: single words. `wholes`: texts that hold none of them, to be found as they are. `addresses`: of mail.

    `passed_over`: texts that cannot be told from what logs hold anyhow, being one common or very short word.
    """

    telling: frozenset[str]
    wholes: frozenset[str]
    addresses: frozenset[str]
    passed_over: frozenset[str]


def tokens(text: str) -> Iterator[str]:
    """Its whole words, of four letters or more, in scripts beyond ASCII of two; numbers and hexadecimal ids aside."""
    for found in TOKEN.findall(text):
        is_long = len(found) >= (4 if found.isascii() else 2)
        if is_long and not found[0].isdigit() and not HEXADECIMAL.fullmatch(found):
            yield found


def searchable(texts: Iterable[str], known: Iterable[str]) -> Words:
    """What to search for of these texts, where `known` words may be logged: ids and our own vocabulary.

    Words count as they were written and in small letters; the case tells a name from an id that is made of it.
    """
    common = frozenset(known)
    telling, wholes, addresses, passed_over = set[str](), set[str](), set[str](), set[str]()
    for text in {" ".join(text.split()) for text in texts}:
        found = set(ADDRESS.findall(text))
        addresses |= found
        own = {word for word in tokens(ADDRESS.sub(" ", text)) if word not in common}
        telling |= own | ({word.lower() for word in own} - common)
        if not own and not found:
            (wholes if len(list(tokens(text))) > 1 else passed_over).add(text)
    return Words(frozenset(telling), frozenset(wholes), frozenset(addresses), frozenset(passed_over))
