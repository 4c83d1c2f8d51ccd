"""The proof of the audit: every hour that is over is sealed, one after the other, each on top of the one before.

Two that do this at once collect the same; whoever keeps the seal first has made it, and the other lets it be.
"""

from collections.abc import Callable, Iterable, Iterator, Set

from chalicelib import clock
from chalicelib.adapters import audit_rows, seals
from chalicelib.adapters.seals import Sheet
from chalicelib.domain import audit_line, seal
from chalicelib.domain.audit_line import Row
from chalicelib.domain.seal import Seal, Sealed
from chalicelib.observability import count, logger


def seal_all(has_time: Callable[[], bool]) -> None:
    """Seal all hours that are due and not sealed yet, as far as time allows; the next run goes on."""
    due = seal.due(clock.now())
    before = seals.last(due)
    hour = seal.moved(before.seal.hour, 1) if before else seal.hour_of(audit_rows.since())
    looks_back = before is not None
    while hour <= due and has_time():
        made = seal_hour(hour, before, looks_back)
        if made is None:
            return
        before, hour, looks_back = made, seal.moved(hour, 1), False


def seal_hour(hour: str, before: Sealed | None, looks_back: bool) -> Sealed | None:
    """Seal one hour; None if somebody else did. `looks_back`: together with what came late to earlier ones.

    Hours that the same run has just read need no second look.
    """
    with seals.sheet() as entries, seals.sheet() as late:
        for row in audit_rows.of_hour(hour):
            entries.add(audit_line.line(row))
        for row in come_late(hour) if looks_back else ():
            late.add(audit_line.line(row))
        made = kept(hour, before, entries, late)
    if made:
        count("HoursSealed")
        count("EntriesSealed", made.seal.entries.count)
        logger.info("hour sealed", hour=hour, number=made.seal.number, entries=made.seal.entries.count)
    if made and made.seal.late.count:
        logger.info("late entries sealed", hour=hour, entries=made.seal.late.count)
    return made


def kept(hour: str, before: Sealed | None, entries: Sheet, late: Sheet) -> Sealed | None:
    """Keep the lines, then the seal: what is sealed is always there."""
    own, others = entries.sum.part(), late.sum.part()
    seals.keep_lines(seal.entries_place(hour, own), entries)
    seals.keep_lines(seal.late_place(hour, others), late)
    marks = bytes(entries.sum.marks + late.sum.marks)
    number, previous = seal.after(before)
    it = Seal(number, hour, clock.timestamp(), seals.key(), previous, own, others, seal.fingerprint(marks))
    made = Sealed(it, seals.signature(it.text()), marks)
    return made if seals.keep(seal.seal_place(hour), made.file()) else None


def come_late(hour: str) -> Iterator[Row]:
    """What the stream has brought to the hours before, since they were sealed.

    Only that: anything else that is new there has no reason to be, and is left for the proof to tell.
    """
    hours = [seal.moved(hour, -back) for back in range(seal.LATEST, 0, -1)]
    known = [found for earlier in hours if (found := seals.at(earlier))]
    told = {mark for found in known for mark in audit_line.pieces(found.split()[1])}
    for found in known:
        sealed = told.union(audit_line.pieces(found.split()[0]))
        new = [row for row in audit_rows.of_hour(found.seal.hour) if not is_among(sealed, row)]
        if any(map(audit_line.is_told_late, new)):
            places = places_sealed(found, known)
            yield from (row for row in new if audit_line.is_told_late(row) and audit_line.text(row, "SK") not in places)


def is_among(marks: Set[bytes], row: Row) -> bool:
    return audit_line.mark(audit_line.line(row)) in marks


def places_sealed(it: Sealed, known: Iterable[Sealed]) -> set[str]:
    """Times and ids that rows have already, in that hour and among all that came late: a message is told of once."""
    files = [seal.entries_place(it.seal.hour, it.seal.entries)] if it.seal.entries.count else []
    files += [seal.late_place(found.seal.hour, found.seal.late) for found in known if found.seal.late.count]
    return {audit_line.place_of(line)[0] for file in files for line in seals.lines(file)}
