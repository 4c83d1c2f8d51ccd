"""The audit as it is now, held against what was sealed of it."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain import audit_line, seal
from chalicelib.domain.audit_line import Row
from chalicelib.domain.seal import Sealed

from infra.seals.chain import Chain, Finding
from infra.seals.places import Place

Where = tuple[str, str]


@dataclass
class Comparison:
    """`waiting`: rows that are not sealed yet, and need not be."""

    rows: int = 0
    waiting: int = 0
    findings: list[Finding] = field(default_factory=list)


def all_rows(dynamodb: Any, table: str) -> Iterator[Row]:
    """Every row, also those that no index finds, as they are now."""
    for page in dynamodb.get_paginator("scan").paginate(TableName=table, ConsistentRead=True):
        yield from page["Items"]


def compare(chain: Chain, rows: Iterable[Row], place: Place, now_hour: str, begin: str | None) -> Comparison:
    """Name what was changed in the table, is missing from it, or was added. `begin`: older rows do not count."""
    done = Comparison()
    left = {mark for it in chain.seals for mark in audit_line.pieces(it.marks)}
    strangers: dict[Where, Row] = {}
    for row in rows:
        done.rows += 1
        mark = audit_line.mark(audit_line.line(row))
        if mark in left:
            left.discard(mark)
        else:
            strangers[audit_line.place(row)] = row
    for where, hour, line in lost(chain, left, place):
        changed = strangers.pop(where, None)
        done.findings.append(Finding(hour, difference(where, line, changed)))
    known = {it.seal.hour for it in chain.seals}
    for where, row in strangers.items():
        why = added(row, chain, known, now_hour, begin) or twin(row, chain, place)
        done.waiting += not why
        done.findings += [Finding(where[0][:13], f"{row_at(where)} was added to the table: {why}")] if why else []
    done.findings.sort(key=lambda finding: finding.hour)
    return done


def lost(chain: Chain, marks: set[bytes], place: Place) -> Iterator[tuple[Where, str, bytes]]:
    """Where those sealed records stood that the table does not hold (as they were), their hour, and what they were."""
    for it in chain.seals if marks else ():
        own, late = it.split()
        for name, part in (
            (seal.entries_place(it.seal.hour, it.seal.entries), own),
            (seal.late_place(it.seal.hour, it.seal.late), late),
        ):
            at = [number for number, mark in enumerate(audit_line.pieces(part)) if mark in marks]
            lines = (place.read(name) or b"").split(b"\n") if at else []
            for number in at:
                line = lines[number] if number < len(lines) else b""
                yield where_of(line, it, number), it.seal.hour, line


def where_of(line: bytes, it: Sealed, number: int) -> Where:
    try:
        return audit_line.place_of(line)
    except (ValueError, TypeError, KeyError):
        return f"record {number + 1} of {it.seal.hour}", "(its line is missing too)"


def difference(where: Where, line: bytes, row: Row | None) -> str:
    if row is None:
        return f"{row_at(where)} is missing from the table"
    names = audit_line.differing(line, audit_line.line(row))
    return f"{row_at(where)} was changed in the table: {', '.join(names)}"


def added(row: Row, chain: Chain, known: Set[str], now_hour: str, begin: str | None) -> str:
    """Why a row that is in no seal ought to be in one; empty if it waits for its seal."""
    hour = audit_line.text(row, "SK")[:13]
    if not chain.seals or (begin and hour < begin):
        return ""
    first, last = chain.seals[0].seal.hour, chain.seals[-1].seal.hour
    if hour not in known and first < hour < last:
        return ""  # what is wrong there was said already: it has no good seal
    if hour < first:
        return f"it is dated before the first seal (--from {first} leaves such rows out)"
    if audit_line.text(row, "hourPK") != f"HOUR#{hour}" or hour > now_hour:
        return "its time is not one that an entry of ours can have"
    if hour > last or (audit_line.is_told_late(row) and hour > seal.moved(last, -seal.LATEST)):
        return ""
    return "its hour was sealed without it"


def twin(row: Row, chain: Chain, place: Place) -> str:
    """Why a row may not wait, though of its kind some come late; empty if it may."""
    hour, at = audit_line.text(row, "SK")[:13], audit_line.text(row, "SK")
    seals = [it for it in chain.seals if hour <= it.seal.hour <= seal.moved(hour, seal.LATEST)]
    files = [seal.late_place(it.seal.hour, it.seal.late) for it in seals]
    files += [seal.entries_place(it.seal.hour, it.seal.entries) for it in seals if it.seal.hour == hour]
    lines = [line for file in files for line in (place.read(file) or b"").splitlines()]
    return "of this message another entry was sealed" if any(audit_line.place_of(it)[0] == at for it in lines) else ""


def row_at(where: Where) -> str:
    place, partition = where
    return f"{partition} / {place}"
