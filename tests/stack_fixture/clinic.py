"""The people of the fixture clinic, put into the directory by the EHR."""

import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters import keys
from infra.local.stack import Stack
from tests.stack_fixture.listener import listening
from tests.stack_fixture.person import Person, acknowledged, choose_password, integration, new_message, person

TEAMS = {
    "heart": {"name": "Heart team", "members": ["nora", "omar"]},
    "kidney": {"name": "Kidney team", "members": ["pia"]},
    "desk": {"name": "Front desk", "members": ["dana"], "servesAll": True},
}
STAFF = {
    "nora": {"role": "provider", "name": "Nora Quill", "title": "Nurse"},
    "omar": {"role": "provider", "name": "Omar Reed", "title": "Cardiologist"},
    "pia": {"role": "provider", "name": "Pia Lund", "title": "Nephrologist"},
    "dana": {"role": "front_desk", "name": "Dana Frost"},
    "root": {"role": "admin", "name": "Ines Vale"},
}
PATIENTS = {
    "ada": {"name": "Ada Brook", "careTeams": ["heart"]},
    "bo": {"name": "Bo Núñez Stone", "careTeams": ["kidney"]},
    "cy": {"name": "Cy Marsh", "careTeams": ["heart"], "portalAccount": False},
    "dee": {"name": "Dee Holt", "careTeams": ["heart"], "chatOptIn": False},
}
SETTLING_SECONDS = 60
AT_ONCE = 4
"""Requests that a page has under way together: each is answered by a worker of its own."""
Newcomer = Callable[..., Person]
"""Makes people; takes what the directory is told of them, see `newcomers`."""


@dataclass(frozen=True)
class Clinic:
    """Ada and Dee belong to the heart team of Nora and Omar, Bo to Pia's kidney team; Dana's desk serves all.

    Dee has opted out of messages. Cy, of the heart team too, has no portal account and cannot sign in.
    """

    stack: Stack
    ehr: Person
    ada: Person
    bo: Person
    dee: Person
    nora: Person
    omar: Person
    pia: Person
    dana: Person
    root: Person

    def topic(self, text: str = "May I take both tablets at once?", topic: str = "Tablets") -> dict[str, Any]:
        """A new conversation that Ada starts with the heart team, in everybody's inbox; the answer of the API."""
        wanted = {"kind": "topic", "topic": topic, "careTeamId": "heart", "message": new_message(text)}
        started: dict[str, Any] = acknowledged(self.ada, "/conversations", wanted)
        self.seats(started["id"], self.nora, self.omar)
        return started

    def seats(self, conversation_id: str, *members: Person) -> None:
        """Wait until the stream has given these members their seats: by the table, which costs less than the API."""
        wanted = [{"PK": {"S": keys.conversation(conversation_id)}, "SK": {"S": keys.seat(it.id)}} for it in members]
        table, dynamodb = self.stack.outputs["RecordsTableName"], self.stack.aws("dynamodb")
        deadline = time.monotonic() + SETTLING_SECONDS
        while True:
            asked = {table: {"Keys": wanted, "ConsistentRead": True, "ProjectionExpression": "PK"}}
            if len(dynamodb.batch_get_item(RequestItems=asked)["Responses"][table]) == len(wanted):
                return
            assert time.monotonic() < deadline, f"not all of {members} have seats in {conversation_id} yet"
            time.sleep(0.05)


def in_inbox(member: Person, conversation_id: str) -> None:
    """Wait until the stream has given this member their seat."""
    deadline = time.monotonic() + SETTLING_SECONDS
    while conversation_id not in {row["id"] for row in member.http.get("/conversations").json()["items"]}:
        assert time.monotonic() < deadline, f"{member.id} has no seat in {conversation_id} yet"
        time.sleep(0.05)


def topic_found(conversation: dict[str, Any], member: Person) -> None:
    """Wait until the stream has listed this conversation under its words."""
    deadline = time.monotonic() + SETTLING_SECONDS
    query = {"q": conversation["topic"]}
    while not member.http.get("/conversations", params=query).json()["items"]:
        assert time.monotonic() < deadline, f"{conversation['topic']} cannot be found yet"
        time.sleep(0.05)


def start_functions(clinic: Clinic) -> None:
    """Start those that a window needs, once they are deployed: their first start outlasts a window's patience."""
    clinic.topic(topic="Before anybody comes")
    with listening(clinic.ada), ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(clinic.ada.http.get, "/conversations") for _ in range(AT_ONCE)]
        assert [answer.result().status_code for answer in asked] == [200] * AT_ONCE
    left(clinic.stack, clinic.ada)


def left(stack: Stack, person: Person) -> None:
    """Wait until it is known that somebody has no window open any more."""
    deadline = time.monotonic() + SETTLING_SECONDS
    while is_online(stack, person):
        assert time.monotonic() < deadline, f"{person.id} has a window open"
        time.sleep(0.05)


def is_online(stack: Stack, person: Person) -> bool:
    key = {"PK": {"S": keys.presence(person.id)}, "SK": {"S": keys.PRESENCE}}
    found = stack.aws("dynamodb").get_item(TableName=stack.outputs["RecordsTableName"], Key=key, ConsistentRead=True)
    return "connectionIds" in found.get("Item", {})


@contextmanager
def found_clinic(stack: Stack) -> Iterator[Clinic]:
    """Fill the directory and sign everybody in; their connections close at the end."""
    ehr = integration(stack)
    for person_id, staff in STAFF.items():
        put(ehr, f"people/{person_id}", {**staff, "portalAccount": True, "email": f"{person_id}@clinic.example"})
    for team_id, team in TEAMS.items():
        put(ehr, f"care-teams/{team_id}", team)
    for person_id, patient in PATIENTS.items():
        usual = {"role": "patient", "portalAccount": True, "chatOptIn": True, "email": f"{person_id}@mail.example"}
        put(ehr, f"people/{person_id}", {**usual, **patient})
    people = {person_id: joined(stack, person_id) for person_id in (*STAFF, *PATIENTS) if person_id != "cy"}
    yield Clinic(stack=stack, ehr=ehr, **people)
    for who in (ehr, *people.values()):
        who.http.close()


def put(ehr: Person, path: str, content: dict[str, Any]) -> None:
    answer = ehr.http.put(f"/directory/{path}", json=content)
    assert answer.status_code == 201, f"{path}: {answer.status_code} {answer.text}"


@contextmanager
def newcomers(stack: Stack, clinic: Clinic) -> Iterator[Newcomer]:
    """People of whom nobody else knows, each with an empty inbox; patients of the heart team if not said otherwise."""
    made: list[Person] = []

    def make(**known: Any) -> Person:
        usual = {"role": "patient", "name": "Kim Lane", "portalAccount": True, "chatOptIn": True}
        teams = {} if known.get("role", "patient") != "patient" else {"careTeams": ["heart"]}
        person_id = f"new-{uuid.uuid4().hex[:12]}"
        content = {**usual, **teams, "email": f"{person_id}@mail.example", **known}
        put(clinic.ehr, f"people/{person_id}", content)
        choose_password(stack, person_id)
        made.append(person(stack, person_id, content["name"], content["role"]))
        return made[-1]

    yield make
    for who in made:
        who.http.close()


def joined(stack: Stack, person_id: str) -> Person:
    known: dict[str, Any] = {"role": "patient"} | (STAFF | PATIENTS)[person_id]
    choose_password(stack, person_id)
    return person(stack, person_id, known["name"], known["role"])
