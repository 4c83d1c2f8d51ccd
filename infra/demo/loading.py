"""Brings the demo clinic to life: everything happens through the use cases, at the moment when it is said to have been.

Doing it again after it was broken off goes on where it stopped: all that is sent has a name of its own.
"""

import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from chalicelib import clock
from chalicelib.domain.conversation import Kind
from chalicelib.domain.errors import NotFound
from chalicelib.domain.message import Draft
from chalicelib.domain.person import Caller, Person, Role
from chalicelib.usecases import beginnings, directory, messages, reading, settling
from chalicelib.usecases.beginnings import Start
from chalicelib.usecases.directory import TeamChange

from infra.demo.clinic import Clinic
from infra.demo.people import People
from infra.demo.threads import Thread

NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "https://clinic.example/demo")
Item = TypeVar("Item")


def is_loaded(people: People) -> bool:
    """Whether everything is there: the administrator comes last."""
    try:
        return directory.get_person(people.administrator.id).active
    except NotFound:
        return False


def load(clinic: Clinic, now: datetime, *, workers: int = 8) -> None:
    """Put everything into the tables and the user pool that the settings name."""
    people = clinic.people
    with ThreadPoolExecutor(workers) as pool:
        each(pool, put_person, people.staff)
        put_teams(people, now)
        each(pool, put_person, people.patients)
        each(pool, partial(tell, people), sorted(clinic.threads, key=lambda thread: -len(thread.lines)))
        each(pool, put_person, people.changed)
    put_person(people.administrator)


def each(pool: ThreadPoolExecutor, act: Callable[[Item], None], items: Iterable[Item]) -> None:
    """Do that with each of them; the first failure is raised."""
    for _ in pool.map(act, items):
        pass


def put_person(person: Person) -> None:
    directory.put_person(acting("demo-ehr", Role.INTEGRATION), person)


def put_teams(people: People, now: datetime) -> None:
    """The teams, grown to what they are today in the order in which members came."""
    for days in sorted({days for team in people.teams for days in team.joined.values()}, reverse=True):
        with clock.standing_at(now - timedelta(days=days)):
            for team in people.teams:
                if days in team.joined.values():
                    members = frozenset(team.members(days - 1))
                    change = TeamChange(team.id, team.name, team.serves_all, members)
                    directory.put_care_team(acting("demo-ehr", Role.INTEGRATION), change)


def tell(people: People, thread: Thread) -> None:
    """One conversation from its first message to what has been read of it today."""
    with clock.standing_at(thread.lines[0].at):
        conversation, _ = beginnings.start(person(people, thread.lines[0].sender_id), beginning(thread))
    conversation_id = conversation["id"]
    for number, line in enumerate(thread.lines[1:], 2):
        with clock.standing_at(line.at):
            messages.send(person(people, line.sender_id), conversation_id, draft(thread, number))
    settling.settle(conversation_id)
    for seen in thread.readings:
        with clock.standing_at(seen.at):
            reading.mark(person(people, seen.person_id), conversation_id, seen.seq, force=False)


def beginning(thread: Thread) -> Start:
    by_patient = thread.lines[0].sender_id == thread.patient_id
    return Start(
        kind=Kind.TOPIC if thread.team_id else Kind.DIRECT,
        message=draft(thread, 1),
        topic=thread.topic or None,
        patient_id=None if by_patient else thread.patient_id,
        care_team_id=thread.team_id,
        provider_id=thread.provider_id if by_patient else None,
    )


def draft(thread: Thread, number: int) -> Draft:
    return Draft(str(uuid.uuid5(NAMES, f"{thread.name}/{number}")), thread.lines[number - 1].text)


def person(people: People, person_id: str) -> Caller:
    return acting(person_id, people.roles[person_id])


def acting(person_id: str, role: Role) -> Caller:
    """Somebody in the session `demo`, by which the audit tells these acts from real ones."""
    return Caller(person_id, role, session="demo", address="127.0.0.1", request_id="demo")
