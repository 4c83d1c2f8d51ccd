"""Brings the demo clinic to life: everything happens through the use cases, at the moment when it is said to have been.

Doing it again after it was broken off goes on where it stopped: all that is sent has a name of its own.
"""

import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from chalicelib import clock
from chalicelib.domain.conversation import Kind, Status
from chalicelib.domain.errors import NotFound
from chalicelib.domain.message import Act, Draft
from chalicelib.domain.person import NOBODY, Caller, Given, Person, Role
from chalicelib.domain.start import Start
from chalicelib.usecases import (
    beginnings,
    conversations,
    directory,
    directory_cases,
    directory_items,
    endings,
    entries,
    finding,
    lifecycle,
    messages,
    reading,
    settling,
)
from chalicelib.usecases.directory import TeamChange

from infra.demo.clinic import Clinic
from infra.demo.consults import Consult
from infra.demo.people import People
from infra.demo.thread import Fate, Thread, Turn

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
        each(pool, partial(directory_items.put_item, acting("demo-ehr", Role.INTEGRATION)), clinic.items)
        each(pool, partial(tell, people), sorted(clinic.threads, key=lambda thread: -len(thread.lines)))
        each(pool, partial(confer, people), clinic.consults)
        each(pool, put_person, people.changed)
    put_person(people.administrator)


def each(pool: ThreadPoolExecutor, act: Callable[[Item], object], items: Iterable[Item]) -> None:
    """Do that with each of them; the first failure is raised."""
    for _ in pool.map(act, items):
        pass


def put_person(person: Person) -> None:
    given = Given(person.chat_opt_in, person.locale, person.time_zone)
    directory.put_person(acting("demo-ehr", Role.INTEGRATION), replace(person, given=given))


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
    """One conversation from its first message to what has been read of it, and become of it, by today."""
    with clock.standing_at(thread.lines[0].at):
        conversation, _ = beginnings.start(person(people, thread.lines[0].sender_id), beginning(thread))
    conversation_id = conversation["id"]
    places = [1]
    for number, line in enumerate(thread.lines[1:], 2):
        with clock.standing_at(line.at):
            about = places[line.corrects - 1] if line.corrects else None
            sent, _ = messages.send(person(people, line.sender_id), conversation_id, draft(thread, number, about))
        places.append(sent["seq"])
    if thread.fate:
        befall(people, conversation_id, thread.fate)
    settling.settle(conversation_id)
    finding.index(conversation_id)
    for seen in thread.readings:
        with clock.standing_at(seen.at):
            reading.mark(person(people, seen.person_id), conversation_id, places[seen.seq - 1], force=False)
    for person_id in sorted(thread.pinned_by | thread.muted_by):
        pinned, muted = person_id in thread.pinned_by, person_id in thread.muted_by
        conversations.prefer(person(people, person_id), conversation_id, pinned, muted)


def befall(people: People, conversation_id: str, fate: Fate) -> None:
    """Let that become of a conversation."""
    caller = person(people, fate.person_id)
    with clock.standing_at(fate.at):
        match fate.turn:
            case Turn.RESOLVED:
                lifecycle.change_status(caller, conversation_id, Status.RESOLVED)
            case Turn.CLAIMED:
                lifecycle.claim(caller, conversation_id)
            case Turn.ARCHIVED:
                entries.note(conversation_id, Act.ARCHIVED, NOBODY, Act.ARCHIVED.value)


def confer(people: People, consult: Consult) -> None:
    """One case, what its two wrote, and its end."""
    ehr, case = acting("demo-ehr", Role.INTEGRATION), consult.case
    with clock.standing_at(consult.opened_at):
        directory_cases.put_case(ehr, case)
    if consult.thread:
        tell(people, consult.thread)
    if consult.closed_at:
        with clock.standing_at(consult.closed_at):
            endings.end_case(ehr, case.id)
        follow(case.id)


def follow(case_id: str) -> None:
    """Let the conversation about a case stand as the case does."""
    conversation_id = directory_cases.get_case(case_id).conversation_id
    if conversation_id:
        settling.settle(conversation_id)


def beginning(thread: Thread) -> Start:
    if thread.case_id:
        return Start(kind=Kind.CASE, message=draft(thread, 1), case_id=thread.case_id)
    by_patient = thread.lines[0].sender_id == thread.patient_id
    return Start(
        kind=Kind.TOPIC if thread.team_id else Kind.DIRECT,
        message=draft(thread, 1),
        topic=thread.topic or None,
        patient_id=None if by_patient else thread.patient_id,
        care_team_id=thread.team_id,
        provider_id=thread.provider_id if by_patient else None,
    )


def draft(thread: Thread, number: int, corrects: int | None = None) -> Draft:
    """Its line of that number, under a name that is the same each time; `corrects`: the place of what it corrects."""
    line = thread.lines[number - 1]
    return Draft(str(uuid.uuid5(NAMES, f"{thread.name}/{number}")), line.text, corrects, card=line.card)


def person(people: People, person_id: str) -> Caller:
    return acting(person_id, people.roles[person_id])


def acting(person_id: str, role: Role) -> Caller:
    """Somebody in the session `demo`, by which the audit tells these acts from real ones."""
    return Caller(person_id, role, session="demo", address="127.0.0.1", request_id="demo")
