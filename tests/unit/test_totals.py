"""Totals by scope: whatever seats come, change and go, they equal a recount of the seats there are."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib import clock
from chalicelib.adapters import seats, totals
from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.message import Act, Type
from chalicelib.domain.seat import Seat, marker_at
from chalicelib.domain.tally import Tally, scope, tally
from tests.unit import tables
from tests.unit.domain.threads import DIRECT, START, TOPIC, next_entry

CASE = replace(DIRECT, kind=Kind.CASE, requester_id="nora", provider_id="omar")
CONVERSATIONS = {
    "meds-ada": TOPIC,
    "meds-bo": replace(TOPIC, patient_id="bo"),
    "tests-ada": replace(TOPIC, care_team_id="tests"),
    "tests-bo": replace(TOPIC, care_team_id="tests", patient_id="bo"),
    "direct-ada": DIRECT,
    "case-bo": replace(CASE, patient_id="bo"),
}
STAFF = ("nora", "omar")


class Clinic:
    """Conversations as they stand, and the seats that are kept of them."""

    def __init__(self) -> None:
        self.heads = {name: replace(it, id=name) for name, it in CONVERSATIONS.items()}
        self.seats: dict[tuple[str, str], Seat] = {}

    def put(self, name: str, person_id: str, new: Seat | None) -> None:
        seats.replace(self.seats.pop((name, person_id), None), new)
        if new:
            self.seats[name, person_id] = replace(new, version=seats.next_version(new.version))

    def settle_all(self, name: str) -> None:
        """As the stream's function does it, in one write."""
        moved = [(seat, seat.settled(self.heads[name])) for (it, _), seat in self.seats.items() if it == name]
        changed = [(old, new) for old, new in moved if old != new]
        for new in seats.replace_all(changed) if changed else ():
            self.seats[name, new.person_id] = new

    def write(self, name: str, sender_id: str) -> None:
        it = self.heads[name]
        message = next_entry(it, sender_id)
        self.heads[name] = it.followed_by(replace(message, sent_at=clock.timestamp(), day=clock.day()))

    def resolve(self, name: str) -> None:
        it = self.heads[name]
        entry = replace(next_entry(it, "nora"), type=Type.SYSTEM, act=Act.RESOLVED, texts=it.texts)
        self.heads[name] = it.followed_by(entry)


def step(clinic: Clinic, chance: random.Random) -> None:
    """Something happens somewhere."""
    name = chance.choice(sorted(clinic.heads))
    it = clinic.heads[name]
    person_id = chance.choice(sorted(members(it)))
    seat = clinic.seats.get((name, person_id))
    match chance.choice(("write", "write", "settle", "settle", "settle all", "read", "resolve", "leave")):
        case "write":
            clinic.write(name, person_id)
        case "resolve":
            clinic.resolve(name)
        case "settle":
            clinic.put(name, person_id, seat.settled(it) if seat else Seat(person_id, it, ""))
        case "settle all":
            clinic.settle_all(name)
        case "read" if seat:
            clinic.put(name, person_id, seat.read_to(marker_at(it, person_id, it.last_seq, ()), it))
        case "leave" if seat and person_id in STAFF:
            clinic.put(name, person_id, None)


def members(it: Conversation) -> set[str]:
    return it.named_members | (set(STAFF) if it.kind is Kind.TOPIC else set())


def recent(total: Tally) -> Tally:
    """With the days that are still counted."""
    return replace(total, days={day: count for day, count in total.days.items() if day >= totals.first_day()})


def summed(kept: list[Seat]) -> Tally:
    total = Tally()
    for seat in kept:
        total = total.plus(tally(seat))
    return recent(total)


def assert_counted(clinic: Clinic, person_id: str, scopes: frozenset[str]) -> None:
    own = [seat for (_, who), seat in clinic.seats.items() if who == person_id and scope(seat) in scopes]
    _, counted = totals.of_person(person_id)
    assert recent(counted.over(scopes)) == summed(own)
    if person_id in STAFF:
        assert counted.unique_patients(scopes) == len({seat.conversation.patient_id for seat in own})


EVERYTHING = frozenset({"OWN", "DIRECT", "CASE", "TEAM#meds", "TEAM#tests"})


@pytest.mark.parametrize("seed", range(6))
def test_totals_equal_a_recount_in_whichever_scopes_somebody_reads(aws: str, seed: int) -> None:
    clinic, chance, now = Clinic(), random.Random(seed), START
    for _ in range(90):
        now += timedelta(hours=chance.randrange(40))
        with clock.standing_at(now):
            step(clinic, chance)

    with clock.standing_at(now):
        for person_id in ("ada", "bo", *STAFF):
            for scopes in (EVERYTHING, EVERYTHING - {"TEAM#meds"}, frozenset({"TEAM#tests", "CASE"}), frozenset()):
                assert_counted(clinic, person_id, frozenset(scopes))
        assert_clinic_counted(clinic)


def assert_clinic_counted(clinic: Clinic) -> None:
    """The clinic's: each conversation once, by the seat of its first side, and what is unread for anybody."""
    owners = [seat for seat in clinic.seats.values() if seat.person_id == seat.conversation.first_side_id]
    total, patients = totals.of_clinic()
    unread = sum(seat.unread for seat in clinic.seats.values())
    assert recent(total) == replace(summed(owners), unread_messages=unread)
    assert patients == len({seat.conversation.patient_id for seat in owners})


def test_a_seat_that_goes_and_comes_back_leaves_nothing_behind(aws: str) -> None:
    clinic = Clinic()
    with clock.standing_at(START):
        clinic.write("meds-ada", "ada")
        for _ in range(3):
            clinic.put("meds-ada", "nora", Seat("nora", clinic.heads["meds-ada"], ""))
            clinic.put("meds-ada", "nora", None)

        _, counted = totals.of_person("nora")
        assert recent(counted.over(EVERYTHING)) == Tally()
        assert counted.unique_patients(EVERYTHING) == 0


def test_days_that_have_grown_old_are_tidied_away(aws: str) -> None:
    clinic = Clinic()
    for day in range(40):
        with clock.standing_at(START + timedelta(days=day)):
            clinic.write("meds-ada", "ada")
            clinic.put(
                "meds-ada",
                "ada",
                (clinic.seats.get(("meds-ada", "ada")) or Seat("ada", TOPIC, "")).settled(clinic.heads["meds-ada"]),
            )

    kept = [row for row in tables.rows("PERSON#TALLY#") if row["PK"] == "PERSON#ada"]
    assert [sum(name.startswith("day:") for name in row) for row in kept] == [14]
