"""Totals of people and of the clinic, moved in the very transaction that moves a seat: exact, and never counted up."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeSetAttribute
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib import clock
from chalicelib.adapters import keys
from chalicelib.adapters.people import PersonRow
from chalicelib.adapters.table import Record, get_one
from chalicelib.domain.conversation import DAYS_COUNTED
from chalicelib.domain.person import Person
from chalicelib.domain.seat import Seat
from chalicelib.domain.tally import NUMBERS, Tally, Totals, change, scope

DAY_PREFIX = "day:"
DAYS_TIDIED = 30
"""How many days that have grown too old are removed from a row whenever it moves."""
PARTS = 16
"""The clinic's totals are moved by everybody at once: each move falls on one of so many rows."""
Change = tuple[Seat | None, Seat | None]
"""One person's seat before and after; None where there was or is none."""


class TallyRow(Record, discriminator="tally"):
    """One person's totals in one scope, or a part of the clinic's; `day:2026-11-21` holds the texts of a day."""

    conversations = NumberAttribute(default=0)
    unread_conversations = NumberAttribute(default=0, attr_name="unreadConversations")
    unread_messages = NumberAttribute(default=0, attr_name="unreadMessages")
    messages = NumberAttribute(default=0)
    waiting_conversations = NumberAttribute(default=0, attr_name="waitingConversations")
    patients = NumberAttribute(default=0)


class PatientOfRow(Record, discriminator="patient-of"):
    """About which patient somebody has conversations, and in which scopes how many (`DIRECT=1`)."""

    scopes = UnicodeSetAttribute(null=True)
    version = NumberAttribute()

    def counts(self) -> dict[str, int]:
        pairs = (each.rpartition("=") for each in self.scopes or ())
        return {name: int(count) for name, _, count in pairs}


def move(write: TransactWrite, changes: Sequence[Change]) -> None:
    """Add to a transaction what changes of a conversation's seats mean for the totals of people and clinic."""
    for old, new in changes:
        move_person(write, old, new)
    move_clinic(write, changes)


def move_person(write: TransactWrite, old: Seat | None, new: Seat | None) -> None:
    seat = new or old
    assert seat is not None
    moved, its_scope = change(old, new, first_day()), scope(seat)
    comes_or_goes = (old is None) is not (new is None)
    if comes_or_goes and seat.person_id != seat.conversation.patient_id:
        for combination, count in moved_combinations(write, seat, its_scope, 1 if new else -1).items():
            add(write, keys.person(seat.person_id), keys.patients_in(combination), {"patients": count})
    if moved != Tally():
        add(write, keys.person(seat.person_id), keys.tally(its_scope), numbers(moved))


def move_clinic(write: TransactWrite, changes: Sequence[Change]) -> None:
    """The same for the clinic, in one row: a conversation counts by its first side's seat, unread by everybody's."""
    moved = Tally()
    for old, new in changes:
        counted, counts = (it if it and it.is_first_sides else None for it in (old, new))
        unread = change(old, new, first_day()).unread_messages
        moved = moved.plus(replace(change(counted, counts, first_day()), unread_messages=unread))
    [patient_id] = {seat.conversation.patient_id for both in changes for seat in both if seat}
    patients = moved_patients(write, patient_id, moved.conversations) if moved.conversations else 0
    if moved != Tally() or patients:
        part = keys.clinic_tally(random.randrange(PARTS))
        add(write, keys.CLINIC, part, {**numbers(moved), "patients": patients})


def moved_combinations(write: TransactWrite, seat: Seat, its_scope: str, step: int) -> dict[frozenset[str], int]:
    """How many patients more or fewer the person has in each combination of scopes, when they take or leave a seat."""
    place = keys.person(seat.person_id), keys.patient_of(seat.conversation.patient_id)
    before, after = step_in(write, place, its_scope, step)
    if before == after:
        return {}
    return {combination: count for combination, count in ((before, -1), (after, 1)) if combination}


def moved_patients(write: TransactWrite, patient_id: str, step: int) -> int:
    """How many patients more or fewer the clinic has conversations about."""
    before, after = step_in(write, (keys.person(patient_id), keys.patient_of(patient_id)), "CLINIC", step)
    return len(after) - len(before)


def step_in(
    write: TransactWrite, place: tuple[str, str], its_scope: str, step: int
) -> tuple[frozenset[str], frozenset[str]]:
    """Count one conversation more or fewer in a scope, and give the scopes there were and are."""
    row = get_one(place)
    counts = row.counts() if isinstance(row, PatientOfRow) else {}
    version = int(row.version) if isinstance(row, PatientOfRow) else 0
    after = {**counts, its_scope: counts.get(its_scope, 0) + step}
    after = {name: count for name, count in after.items() if count}
    unchanged = PatientOfRow.version == version if version else PatientOfRow.PK.does_not_exist()
    changed = PatientOfRow(
        *place, scopes={f"{name}={count}" for name, count in after.items()} or None, version=version + 1
    )
    write.save(changed, condition=unchanged)
    return frozenset(counts), frozenset(after)


def add(write: TransactWrite, pk: str, sk: str, changes: Mapping[str, int]) -> None:
    """Move the numbers of one row by so much."""
    names = {name: attribute.attr_name for name, attribute in TallyRow.get_attributes().items()}
    actions: list[Action] = [TallyRow.type.set(TallyRow)]
    actions += [Path([names.get(name, name)]).add({"N": str(count)}) for name, count in changes.items() if count]
    if any(name.startswith(DAY_PREFIX) for name in changes):
        actions += [Path([DAY_PREFIX + day]).remove() for day in outdated_days()]
    write.update(TallyRow(pk, sk), actions=actions)


def numbers(tally: Tally) -> dict[str, int]:
    """A tally as the names and numbers of a row."""
    days = {DAY_PREFIX + day: count for day, count in tally.days.items()}
    return {name: getattr(tally, name) for name in NUMBERS} | days


def first_day() -> str:
    """The first of the days that are counted."""
    return (date.fromisoformat(clock.day()) - timedelta(days=DAYS_COUNTED - 1)).isoformat()


def outdated_days() -> list[str]:
    first = date.fromisoformat(first_day())
    return [(first - timedelta(days=back)).isoformat() for back in range(1, DAYS_TIDIED + 1)]


def tally_of(item: Mapping[str, Any]) -> Tally:
    """The tally that a stored item holds."""
    row = TallyRow.from_raw_data(dict(item))
    days = {name.removeprefix(DAY_PREFIX): int(value["N"]) for name, value in item.items() if name[:4] == DAY_PREFIX}
    return Tally(**{name: int(getattr(row, name)) for name in NUMBERS}, days=days)


def of_person(person_id: str) -> tuple[Person | None, Totals]:
    """A person and all that is counted of them, in one round trip."""
    person, by_scope, patients = None, {}, {}
    for item in items(keys.person(person_id), keys.PERSON):
        place = item["SK"]["S"]
        if place == keys.PERSON:
            person = PersonRow.from_raw_data(item).person()
        elif place.startswith(keys.TALLY_PREFIX):
            by_scope[place.removeprefix(keys.TALLY_PREFIX)] = tally_of(item)
        elif place.startswith(keys.PATIENTS_PREFIX):
            combination = frozenset(place.removeprefix(keys.PATIENTS_PREFIX).split("+"))
            patients[combination] = int(item["patients"]["N"])
    return person, Totals(by_scope, patients)


def of_clinic() -> tuple[Tally, int]:
    """The clinic's totals, and about how many patients there are conversations."""
    total, patients = Tally(), 0
    for item in items(keys.CLINIC, keys.CLINIC_TALLY_PREFIX):
        total = total.plus(tally_of(item))
        patients += int(item.get("patients", {"N": "0"})["N"])
    return total, patients


def items(pk: str, beginning: str) -> list[dict[str, Any]]:
    """Whatever is stored there, as it is stored: the days of a tally have no fixed names."""
    from chalicelib.adapters.table import CONNECTION

    answer = CONNECTION.query(
        Record.Meta.table_name, pk, range_key_condition=Record.SK.startswith(beginning), consistent_read=True
    )
    found: list[dict[str, Any]] = answer["Items"]
    return found
