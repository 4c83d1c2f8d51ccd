"""A clinic of its own for each run: three care teams, their staff, patients, two cases, an administrator."""

import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from infra.local.stack import Stack
from tests.soak.histories import Facts
from tests.stack_fixture.person import Person, choose_password, integration, person

NAMES = (
    ("Runa Alder", "Tove Birch", "Ilse Cedar", "Mato Elm", "Juno Fir", "Odil Hazel"),
    ("Vera Stone", "Finn Slate", "Lora Flint", "Emil Chalk", "Gwen Marl", "Hugo Shale"),
)
TOPICS = ("Tablets at night", "Blood results", "Sore knee", "Night cough", "New glasses", "Results of Tuesday")
ITEM_TITLE = "Check of the left knee"
PATIENCE = 60
"""Seconds for which the EHR tries again."""


@dataclass
class Population:
    """`teams`: who works in each now. Changes go through here, one after the other, and are noted in `facts`."""

    tag: str
    ehr: Person
    admin: Person
    patients: list[Person]
    staff: list[Person]
    teams: dict[str, set[str]]
    serves: dict[str, list[str]]
    cases: dict[str, dict[str, str]]
    portal_url: str = ""
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Appointments, invoices and prescriptions of the patients, by their place in the directory."""
    facts: Facts = field(default_factory=Facts)

    @property
    def everybody(self) -> list[Person]:
        return [*self.patients, *self.staff]

    def put_team(self, team_id: str, members: set[str]) -> None:
        asked = time.time()
        content = {"name": f"Team {team_id}", "members": sorted(members), "servesAll": team_id.endswith("desk")}
        until_done(self.ehr, "PUT", f"/directory/care-teams/{team_id}", content)
        acknowledged = time.time()
        for person_id in members ^ self.teams.get(team_id, set()):
            self.facts.works_in[person_id, team_id].note(asked, acknowledged, person_id in members)
        self.teams[team_id] = set(members)

    def put_case(self, case_id: str, *, is_open: bool) -> None:
        asked = time.time()
        method, content = ("PUT", self.cases[case_id]) if is_open else ("DELETE", None)
        until_done(self.ehr, method, f"/directory/cases/{case_id}", content)
        self.facts.is_open[case_id].note(asked, time.time(), is_open)


def until_done(ehr: Person, method: str, path: str, content: Any = None) -> None:
    """Ask until it is acknowledged: what the EHR says twice is done once."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            answer = ehr.http.request(method, path, json=content)
        except httpx.TransportError:
            answer = None
        if answer is not None and answer.is_success:
            return
        assert answer is None or answer.status_code >= 500, answer.text
        assert time.monotonic() < deadline, f"{method} {path} is not acknowledged"
        time.sleep(0.2)


@contextmanager
def founded(stack: Stack, size: int) -> Iterator[Population]:
    """Put a clinic for so many clients into the directory, and sign everybody in."""
    tag, ehr = f"k{uuid.uuid4().hex[:6]}", integration(stack)
    patients = {f"{tag}-p{number}": NAMES[0][number % 6] for number in range(max(2, size * 5 // 12))}
    staff = {f"{tag}-s{number}": NAMES[1][number % 6] for number in range(max(4, size - len(patients) - 1))}
    ids = sorted(staff)
    roles = {who: {"role": "front_desk" if who == ids[-1] else "provider", "name": staff[who]} for who in ids}
    put_people(ehr, {**roles, f"{tag}-root": {"role": "admin", "name": "Ada Root"}})
    teams = {f"{tag}-north": set(ids[:3]), f"{tag}-south": set(ids[2:-1]), f"{tag}-desk": set(ids[-2:])}
    serves = {who: [f"{tag}-{'north' if number % 2 else 'south'}"] for number, who in enumerate(patients)}
    people = signed_in(stack, {})
    population = Population(tag, ehr, ehr, people, people, {}, serves, {}, stack.portal_url)
    for team_id, members in teams.items():
        population.put_team(team_id, members)
    usual = {"role": "patient", "chatOptIn": True}
    put_people(ehr, {who: {**usual, "name": name, "careTeams": serves[who]} for who, name in patients.items()})
    population.cases.update(made_cases(tag, sorted(patients), ids))
    for case_id in population.cases:
        population.put_case(case_id, is_open=True)
    population.items.update(made_items(tag, sorted(patients), ids))
    for path, item in population.items.items():
        until_done(ehr, "PUT", f"/directory/{path}", item)
    population.patients = signed_in(stack, {who: "patient" for who in patients})
    population.staff = signed_in(stack, {who: "staff" for who in staff})
    [population.admin] = signed_in(stack, {f"{tag}-root": "admin"})
    yield population
    for who in (ehr, population.admin, *population.everybody):
        who.http.close()


def made_cases(tag: str, patients: list[str], staff: list[str]) -> dict[str, dict[str, str]]:
    one = {"title": "Refill doubt", "patientId": patients[0], "requesterId": staff[0], "providerId": staff[1]}
    other = {"title": "Second opinion", "patientId": patients[1], "requesterId": staff[2], "providerId": staff[0]}
    return {f"{tag}-c1": one, f"{tag}-c2": other}


def made_items(tag: str, patients: list[str], staff: list[str]) -> dict[str, dict[str, Any]]:
    """For each patient a visit that may begin now, a bill and a prescription."""
    begin = datetime.now(UTC)
    times = {"startsAt": begin.isoformat(), "endsAt": (begin + timedelta(hours=2)).isoformat()}
    made: dict[str, dict[str, Any]] = {}
    for number, patient_id in enumerate(patients):
        about = {"patientId": patient_id, "title": ITEM_TITLE}
        visit = {**about, **times, "providerId": staff[number % 2], "status": "booked"}
        bill = {**about, "status": "open", "date": "2031-03-01", "amount": {"value": "49.90", "currency": "USD"}}
        made[f"appointments/{tag}-a{number}"] = visit
        made[f"invoices/{tag}-i{number}"] = bill
        made[f"prescriptions/{tag}-r{number}"] = {**about, "status": "active", "date": "2031-03-01"}
    return made


def put_people(ehr: Person, people: dict[str, dict[str, Any]]) -> None:
    def put(person_id: str) -> None:
        account = {"portalAccount": True, "email": f"{person_id}@mail.example"}
        until_done(ehr, "PUT", f"/directory/people/{person_id}", {**account, **people[person_id]})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(put, people))


def signed_in(stack: Stack, roles: dict[str, str]) -> list[Person]:
    for person_id in roles:
        choose_password(stack, person_id)
    return [person(stack, person_id, person_id, role) for person_id, role in roles.items()]
