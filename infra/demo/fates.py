"""What becomes of conversations after their last line, and what people do with them for themselves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from infra.demo.matters import Matter
from infra.demo.people import People
from infra.demo.thread import Fate, Line, Stand, Thread, Turn

A_YEAR = timedelta(days=365)
RESOLVED_SHARE = 0.55
TITLES_OF_CLAIMS = ("nurse-", "dr-")


def fate_of(matter: Matter, lines: Sequence[Line], stand: Stand, now: datetime) -> Fate | None:
    """What became of it; None: it simply stands."""
    chance, last = Random(f"fate of {matter.name}"), lines[-1].at
    archived_at = last + A_YEAR + timedelta(minutes=chance.randint(1, 1440))
    if archived_at < now:
        return Fate(Turn.ARCHIVED, matter.patient.id, archived_at)
    patient_id, soon = matter.patient.id, last + timedelta(minutes=chance.randint(3, 300))
    answering = next((line.sender_id for line in reversed(lines) if line.sender_id != patient_id), None)
    if answering is None:
        return None
    if stand is Stand.SETTLED and soon < now and matter.story and chance.random() < RESOLVED_SHARE:
        return Fate(Turn.RESOLVED, answering, soon)
    if stand is Stand.SEEN and matter.team and answering.startswith(TITLES_OF_CLAIMS):
        return Fate(Turn.CLAIMED, answering, min(soon, now))
    return None


def arranged(people: People, threads: Sequence[Thread]) -> tuple[Thread, ...]:
    """The threads, newest first; those whose sign-ins are shown first have pinned two of theirs and muted another."""
    chosen = {person_id: choices(person_id, threads) for person_id in people.shown_first}
    return tuple(
        replace(
            thread,
            pinned_by=frozenset(who for who, names in chosen.items() if thread.name in names[:2]),
            muted_by=frozenset(who for who, names in chosen.items() if thread.name in names[2:]),
        )
        for thread in threads
    )


def choices(person_id: str, threads: Sequence[Thread]) -> list[str]:
    """The names of three of somebody's threads, none archived and none of the very newest; none for who has few."""
    own = [each.name for each in threads if person_id in each.readers and not is_archived(each)]
    return Random(f"choices of {person_id}").sample(own[2:14], 3) if len(own) > 4 else []


def is_archived(thread: Thread) -> bool:
    return thread.fate is not None and thread.fate.turn is Turn.ARCHIVED
