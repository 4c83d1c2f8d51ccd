"""Each hour by itself, then one after the other: whether all is there, and as it was signed."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice

from chalicelib.domain import audit_line, seal
from chalicelib.domain.seal import Sealed, Unreadable

from infra.seals import naming
from infra.seals.keys import Keys, fits
from infra.seals.places import Place

TOGETHER = 96
"""Hours that are read before the next are."""


@dataclass(frozen=True)
class Finding:
    """What is wrong with an hour."""

    hour: str
    what: str

    def __str__(self) -> str:
        return f"{self.hour}: {self.what}"


@dataclass(frozen=True)
class Hour:
    """What was found where the seal of an hour should be. `sealed`: None if it is none that counts."""

    name: str
    file: bytes
    sealed: Sealed | None
    faults: tuple[str, ...] = ()


@dataclass
class Chain:
    """What was walked along: the good seals, and what is wrong with all."""

    seals: list[Sealed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def entries(self) -> int:
        return sum(it.seal.entries.count + it.seal.late.count for it in self.seals)

    @property
    def late(self) -> int:
        return sum(it.seal.late.count for it in self.seals)


def walk(place: Place, keys: Keys, hours: Iterable[str], begin: str | None, until: str | None) -> Chain:
    """Check these hours. `begin`: they need not be the first ones. `until`: to which hour they must come."""
    chain, before = Chain(), None
    for hour in examined(place, keys, hours):
        own = [Finding(hour.name, fault) for fault in hour.faults]
        if is_hour(hour.name):
            chain.findings += [*gap(before, hour), *links(before, hour, begin)]
            chain.seals += [hour.sealed] if hour.sealed else []
            before = hour
        chain.findings += own
    last = before.name if before else None
    if until and (last is None or last < until):
        first = seal.moved(last, 1) if last else begin or until
        chain.findings.append(Finding(first, missing(first, until)))
    return chain


def examined(place: Place, keys: Keys, hours: Iterable[str]) -> Iterator[Hour]:
    """Each hour by itself, in order; several at a time where that is quicker."""
    left = iter(hours)
    with ThreadPoolExecutor(place.several) as pool:
        run = pool.map if place.several > 1 else map
        while some := list(islice(left, TOGETHER)):
            yield from run(lambda name: examine(place, keys, name), some)


def examine(place: Place, keys: Keys, name: str) -> Hour:
    file = place.read(seal.seal_place(name)) or b""
    try:
        found = seal.read(file)
    except Unreadable:
        what = "its seal was changed: it is not one any more" if is_hour(name) else "a seal of no hour was added"
        return Hour(name, file, None, (what,))
    own = tuple(faults(found, name, keys))
    return Hour(name, file, None, own) if own else Hour(name, file, found, tuple(faults_of_lines(found, place)))


def is_hour(name: str) -> bool:
    try:
        return bool(seal.HOUR.fullmatch(name) and seal.beginning(name))
    except ValueError:
        return False


def faults(found: Sealed, name: str, keys: Keys) -> Iterator[str]:
    """What is wrong with a seal itself."""
    key = keys.get(found.seal.key)
    if key is None:
        yield f"its seal is signed by a key that was not given (SHA-256 {found.seal.key})"
    elif not fits(key, found.signature, found.seal.text()):
        yield "its seal was changed, or its signature: they do not fit"
    if found.seal.hour != name:
        yield f"the seal of {found.seal.hour} stands in its place"
    if seal.fingerprint(found.marks) != found.seal.marks:
        yield "the marks of its records were changed"


def faults_of_lines(found: Sealed, place: Place) -> Iterator[str]:
    """What is wrong with the records that a good seal tells of."""
    own, late = found.split()
    hour, it = found.seal.hour, found.seal
    for what, name, part, marks in (
        ("entries", seal.entries_place(hour, it.entries), it.entries, own),
        ("late entries", seal.late_place(hour, it.late), it.late, late),
    ):
        content = place.read(name) if part.count else b""
        if content is None:
            yield f"its {what} are missing: {name}"
        elif seal.fingerprint(content) != part.sha256:
            lines = content.removesuffix(b"\n").split(b"\n") if content else []
            yield f"of its {what} {naming.first_difference(lines, list(audit_line.pieces(marks)))}"


def gap(before: Hour | None, hour: Hour) -> Iterator[Finding]:
    """The hours that should be between these two."""
    next_one = seal.moved(before.name, 1) if before else hour.name
    if next_one != hour.name:
        yield Finding(next_one, missing(next_one, seal.moved(hour.name, -1)))


def links(before: Hour | None, hour: Hour, begin: str | None) -> Iterator[Finding]:
    """What is wrong between an hour and the one before it, where both have a good seal."""
    found = hour.sealed
    if found is None:
        return
    if before is None:
        if begin is None and (found.seal.number or found.seal.previous != seal.BEGINNING):
            yield Finding(hour.name, f"is number {found.seal.number} and not the first: seals before it are missing")
    elif before.sealed and seal.moved(before.name, 1) == hour.name:
        if found.seal.number != before.sealed.seal.number + 1:
            yield Finding(hour.name, f"is number {found.seal.number} after {before.sealed.seal.number}")
        if found.seal.previous != seal.fingerprint(before.file):
            yield Finding(before.name, f"its seal is not the one that {hour.name} was put on: it was put in its place")


def missing(first: str, last: str) -> str:
    return "its seal is missing" if first == last else f"its seal is missing, and so are all to {last}"
