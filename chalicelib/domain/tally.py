"""Totals: what each seat adds to its person's, by scope: whoever leaves a team loses that part at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace

from chalicelib.domain.conversation import Kind
from chalicelib.domain.person import Person
from chalicelib.domain.seat import Seat

OWN, DIRECT, CASE = "OWN", "DIRECT", "CASE"


@dataclass(frozen=True, slots=True)
class Tally:
    """Totals over some seats. `waiting_conversations`: those whose patient waits. `days`: texts of each day."""

    conversations: int = 0
    unread_conversations: int = 0
    unread_messages: int = 0
    messages: int = 0
    waiting_conversations: int = 0
    days: Mapping[str, int] = field(default_factory=dict)

    def plus(self, other: "Tally", times: int = 1) -> "Tally":
        """The sum of both; with `times=-1` the difference."""
        numbers = {name: getattr(self, name) + times * getattr(other, name) for name in NUMBERS}
        days = {
            day: self.days.get(day, 0) + times * other.days.get(day, 0) for day in self.days.keys() | other.days.keys()
        }
        return Tally(**numbers, days={day: count for day, count in days.items() if count})


NUMBERS = tuple(each.name for each in fields(Tally) if each.name != "days")


def tally(seat: Seat | None) -> Tally:
    """What one seat adds to its person's totals."""
    if seat is None:
        return Tally()
    it = seat.conversation
    waits = seat.is_staffs and it.waiting_since is not None
    return Tally(1, int(seat.unread > 0), seat.unread, it.texts, int(waits), it.days)


def change(old: Seat | None, new: Seat | None, since: str) -> Tally:
    """By how much a person's totals move. Days before `since` do not count, nor those the seat has forgotten."""
    before, after = tally(old), tally(new)
    moved = after.plus(before, -1)
    counted = {day: count for day, count in moved.days.items() if day >= since and (new is None or day in after.days)}
    return replace(moved, days=counted)


def scope(seat: Seat) -> str:
    """Through what this person is a member: as the patient, by a care team, as one of a pair."""
    it = seat.conversation
    if it.kind is Kind.CASE:
        return CASE
    if seat.person_id == it.patient_id:
        return OWN
    return f"TEAM#{it.care_team_id}" if it.kind is Kind.TOPIC else DIRECT


def scopes_of(person: Person) -> frozenset[str]:
    """The scopes in which this person may read today."""
    if not person.active:
        return frozenset()
    if person.is_patient:
        return frozenset({OWN})
    return frozenset({DIRECT, CASE, *(f"TEAM#{team}" for team in person.care_team_ids)})


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything counted of one person. `patients`: how many there are in exactly this combination of scopes."""

    by_scope: Mapping[str, Tally] = field(default_factory=dict)
    patients: Mapping[frozenset[str], int] = field(default_factory=dict)

    def over(self, scopes: Iterable[str]) -> Tally:
        """The sum over these scopes."""
        total = Tally()
        for each in scopes:
            total = total.plus(self.by_scope.get(each, Tally()))
        return total

    def unique_patients(self, scopes: frozenset[str]) -> int:
        """How many different patients the conversations of these scopes are about."""
        return sum(count for combination, count in self.patients.items() if combination & scopes)
