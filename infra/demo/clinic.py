"""The demo clinic as data: the same people and the same words each time, told as if they led up to now."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.item import Item

from infra.demo.consults import Consult, consults
from infra.demo.fates import arranged
from infra.demo.items import items, told_of, with_cards
from infra.demo.matters import matters
from infra.demo.moments import last_moments
from infra.demo.people import People, everybody
from infra.demo.thread import Thread
from infra.demo.threads import thread


@dataclass(frozen=True, slots=True)
class Clinic:
    """Everybody, all conversations with patients, newest first, what the staff ask each other, and the records."""

    people: People
    threads: tuple[Thread, ...]
    consults: tuple[Consult, ...]
    items: tuple[Item, ...]


def clinic(now: datetime) -> Clinic:
    people = everybody()
    found = matters(people)
    times = last_moments(now, len(found))
    threads = [thread(people, matter, last, now) for matter, last in zip(found, times, strict=True)]
    told = arranged(people, threads)
    records = (*items(people, now), *told_of(told))
    return Clinic(people, with_cards(told, records, now), consults(people, now), records)
