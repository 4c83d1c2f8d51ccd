"""Walking through sorted lists of words for what has several words at once: what one page costs has a bound."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from chalicelib.domain.errors import Invalid

MOST_ROUNDS = 4
"""How often one page may look further."""
MOST_WEIGHED = 4
"""Of how many words, the longest, it is looked up which is the rarest: the others only have to fit."""

Match = TypeVar("Match", bound=tuple[Any, ...])
"""Something listed under a word; first in it: its place in the list."""
Look = Callable[[str, str | None, int], list[Match]]
"""Reads the next so many matches of one word, from a place on (None: from the beginning)."""


def rarest(look: Look[Match], words: Collection[str], limit: int) -> str:
    """The word to look up, so that few others have to be passed over: one that is rare, or else a long one."""
    if len(words) == 1:
        return next(iter(words))
    weighed = sorted(words, key=lambda word: (-len(word), word))[:MOST_WEIGHED]
    found = {word: look(word, None, limit + 1) for word in weighed}
    return min(weighed, key=lambda word: (len(found[word]), -len(word), word))


def continued(place: str, words: Collection[str]) -> str:
    """The word whose list that place is in. Raises `Invalid` if it is a place of another search."""
    fitting = [word for word in words if place.startswith(word)]
    if not fitting:
        raise Invalid("Use a cursor of this very search.", [("cursor", "comes from another search")])
    return max(fitting, key=len)


def some(
    look: Look[Match], word: str, fits: Callable[[Match], bool], start: str | None, limit: int
) -> tuple[list[Match], str | None]:
    """Up to `limit` matches of a word that fit, and the place to go on from, if there may be more.

    Fewer, even none, if most of what begins so does not fit.
    """
    found: list[Match] = []
    for _round in range(MOST_ROUNDS):
        batch = look(word, start, limit + 1)
        found += [match for match in batch if fits(match)]
        if len(found) > limit:
            return found[:limit], found[limit - 1][0]
        if len(batch) <= limit:
            return found, None
        start = batch[-1][0]
    return found, start
