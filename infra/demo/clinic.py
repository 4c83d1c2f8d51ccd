"""The demo clinic as data: the same people and the same words each time, told as if they led up to now."""

from dataclasses import dataclass
from datetime import datetime

from infra.demo.matters import matters
from infra.demo.moments import last_moments
from infra.demo.people import People, everybody
from infra.demo.threads import Thread, thread


@dataclass(frozen=True, slots=True)
class Clinic:
    """Everybody, and all their conversations, newest first."""

    people: People
    threads: tuple[Thread, ...]


def clinic(now: datetime) -> Clinic:
    people = everybody()
    found = matters(people)
    times = last_moments(now, len(found))
    return Clinic(people, tuple(thread(people, matter, last, now) for matter, last in zip(found, times, strict=True)))
