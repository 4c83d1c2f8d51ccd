"""What the staff ask each other about patients: the cases of the demo clinic."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from chalicelib.domain.case import Case

from infra.demo import moments, stories
from infra.demo.data import content
from infra.demo.people import People
from infra.demo.stories import COLLEAGUE, STAFF
from infra.demo.thread import Reading, Thread
from infra.demo.threads import as_lines

DAYS_LATER = 12
"""How long after the line before it something is said that stands as `is_later`, about."""


@dataclass(frozen=True, slots=True)
class Consult:
    """A case with what its two wrote, if they have begun. `closed_at`: None while it is open."""

    case: Case
    opened_at: datetime
    closed_at: datetime | None
    thread: Thread | None


def consults(people: People, now: datetime) -> tuple[Consult, ...]:
    """All of them, those asked for first."""
    return tuple(consult(people, stated, now) for stated in content("cases"))


def consult(people: People, stated: Mapping[str, Any], now: datetime) -> Consult:
    case = Case(stated["id"], stated["title"], stated["patient"], stated["requester"], stated["provider"])
    last = now - timedelta(hours=stated["ago"])
    thread = chat(people, case, stated, last, now) if "lines" in stated else None
    return Consult(
        case=case,
        opened_at=thread.lines[0].at - timedelta(minutes=20) if thread else last,
        closed_at=thread.lines[-1].at + timedelta(hours=20) if thread and stated.get("closed") else None,
        thread=thread,
    )


def chat(people: People, case: Case, stated: Mapping[str, Any], last: datetime, now: datetime) -> Thread:
    """What the two wrote; who has not looked yet has read all but the last line."""
    chance, voices = Random(case.id), {STAFF: case.requester_id, COLLEAGUE: case.provider_id}
    said = stories.spoken(chance, stated["lines"], {})
    lines = as_lines(said, moments.of_lines(chance, said, last, DAYS_LATER, now, people.zone), voices)
    unread = {voices[stated["unread"]]: len(lines) - 1} if "unread" in stated else {}
    return Thread(
        name=f"case {case.id}",
        topic=case.title,
        patient_id=case.patient_id,
        team_id=None,
        provider_id=case.provider_id,
        lines=lines,
        readings=tuple(
            Reading(person_id, seq, min(now, lines[seq - 1].at + timedelta(minutes=9)))
            for person_id in sorted(voices.values())
            for seq in [unread.get(person_id, len(lines))]
        ),
        case_id=case.id,
    )
