"""A nurse joins a care team with many conversations, and leaves it: through the real stream, queue and functions."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic, put
from tests.stack_fixture.listener import listening
from tests.stack_fixture.person import Person, acknowledged, choose_password, new_message, person
from tests.stack_fixture.workers import kill

MANY = 52
PATIENCE = 120
"""Seconds within which all conversations have changed hands, though functions die."""
STAFF = {"lena": "Lena Birch", "vera": "Vera Finch", "mona": "Mona Heron"}


@dataclass(frozen=True)
class Team:
    """The team `hand` of Lena's, which others join and leave, and its conversations with the patient Gus."""

    stack: Stack
    ehr: Person
    gus: Person
    lena: Person
    vera: Person
    mona: Person
    conversations: frozenset[str]

    def has(self, *members: str) -> None:
        """Let the EHR say who works in the team."""
        answer = self.ehr.http.put("/directory/care-teams/hand", json={"name": "Hand team", "members": list(members)})
        assert answer.status_code == 200, answer.text

    def has_handed_over_to(self, *members: str) -> None:
        """Let the EHR say who works in the team, and wait until all of it is theirs and nobody else's."""
        self.has(*members)
        wanted = {it: self.conversations if it in members else frozenset() for it in STAFF}
        wait_until(lambda: {it: self.seats_of(it) for it in STAFF} == wanted, f"the team is that of {members}")

    def is_without(self, person_id: str) -> None:
        """Let Lena work there alone, and wait until that person, who will join, has nothing of the team."""
        self.has("lena")
        wait_until(lambda: not self.seats_of(person_id), f"{person_id} has no seat")

    def repeat_job(self, joined: dict[str, str]) -> None:
        """Let a job come once more, from its beginning."""
        job = {"source": "team", "id": "hand", "joined": joined, "after": ""}
        self.stack.aws("sqs").send_message(QueueUrl=self.stack.outputs["HandoverJobsUrl"], MessageBody=json.dumps(job))

    def seats_of(self, person_id: str) -> set[str]:
        """The conversations in which somebody has a seat, whether they may read them or not."""
        found = self.stack.aws("dynamodb").query(
            TableName=self.stack.outputs["RecordsTableName"],
            IndexName="inbox",
            KeyConditionExpression="inboxPK = :pk",
            ExpressionAttributeValues={":pk": {"S": f"INBOX#{person_id}#active"}},
        )
        return {item["PK"]["S"].removeprefix("CONV#") for item in found["Items"]}


@pytest.fixture(scope="module")
def team(stack: Stack, clinic: Clinic) -> Iterator[Team]:
    # A job whose function was killed comes again soon: on AWS after three minutes.
    stack.aws("sqs").set_queue_attributes(
        QueueUrl=stack.outputs["HandoverJobsUrl"], Attributes={"VisibilityTimeout": "5"}
    )
    account = {"portalAccount": True, "chatOptIn": True}
    for person_id, name in STAFF.items():
        email = f"{person_id}@clinic.example"
        put(clinic.ehr, f"people/{person_id}", {"role": "provider", "name": name, "email": email, **account})
    put(clinic.ehr, "care-teams/hand", {"name": "Hand team", "members": ["lena"]})
    gus_row = {"role": "patient", "name": "Gus Moor", "email": "gus@mail.example", "careTeams": ["hand"], **account}
    put(clinic.ehr, "people/gus", gus_row)
    gus, *staff = (
        signed_in(stack, who, role) for who, role in (("gus", "patient"), *((it, "provider") for it in STAFF))
    )
    with ThreadPoolExecutor(4) as pool:
        started = frozenset(pool.map(lambda number: start(gus, number), range(MANY)))
    yield Team(stack, clinic.ehr, gus, *staff, started)
    for who in (gus, *staff):
        who.http.close()


def signed_in(stack: Stack, person_id: str, role: str) -> Person:
    choose_password(stack, person_id)
    return person(stack, person_id, STAFF.get(person_id, "Gus Moor"), role)


def start(gus: Person, number: int) -> str:
    wanted = {"kind": "topic", "topic": f"Hand {number}", "careTeamId": "hand", "message": new_message()}
    started: str = acknowledged(gus, "/conversations", wanted)["id"]
    return started


def inbox(who: Person) -> dict[str, Any]:
    return {row["id"]: row for row in who.http.get("/conversations", params={"limit": 100}).json()["items"]}


def texts(who: Person, conversation_id: str) -> list[str]:
    return [it["text"] for it in who.http.get(f"/conversations/{conversation_id}/messages").json()["items"]]


def wait_until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"not within {PATIENCE} s: {what}"
        time.sleep(0.2)


def test_a_window_hears_of_every_conversation_its_person_joins(team: Team) -> None:
    team.is_without("vera")
    with listening(team.vera) as vera:
        team.has("lena", "vera")
        for conversation_id in team.conversations:
            vera.hears(
                "conversation.updated", lambda data, it=conversation_id: data["conversation"]["id"] == it, PATIENCE
            )


def test_who_leaves_is_out_at_once_and_their_windows_and_totals_follow(team: Team) -> None:
    team.has_handed_over_to("lena", "vera")
    some = min(team.conversations)
    assert team.vera.http.get(f"/conversations/{some}").status_code == 200
    with listening(team.vera) as vera:
        team.has("lena")
        assert team.vera.http.get(f"/conversations/{some}").status_code == 404
        assert inbox(team.vera) == {}
        team.repeat_job({})

        for conversation_id in team.conversations:
            vera.hears("conversation.removed", lambda data, it=conversation_id: data["conversationId"] == it, PATIENCE)
        wait_until(lambda: team.seats_of("vera") == set(), "Vera has no seat any more")

    unread = team.vera.http.get("/me/unread").json()
    assert (unread["messages"], unread["conversations"]) == (0, 0)
    assert inbox(team.lena).keys() == team.conversations


def test_a_patients_consent_shows_in_open_windows(team: Team) -> None:
    row = {"role": "patient", "name": "Gus Moor", "email": "gus@mail.example", "careTeams": ["hand"]}
    team.has_handed_over_to("lena")
    with listening(team.lena) as lena:
        consents(team, row, opts_in=False)
        try:
            for conversation_id in team.conversations:
                lena.hears(
                    "conversation.updated",
                    lambda data, it=conversation_id: (
                        data["conversation"]["id"] == it and data["conversation"]["reason"] == "OPTED_OUT"
                    ),
                    PATIENCE,
                )
        finally:
            consents(team, row, opts_in=True)


def test_who_joins_finds_everything_and_nothing_unread_though_functions_die_and_jobs_double(team: Team) -> None:
    team.is_without("mona")
    team.has("lena", "mona")
    team.repeat_job({})
    killed = []
    for number in (1, MANY // 3, MANY - 10):
        wait_until(lambda it=number: len(team.seats_of("mona")) >= it, f"Mona has {number} seats")
        killed.append(kill(team.stack, "-hand-over"))
    wait_until(lambda: team.seats_of("mona") == team.conversations, "Mona has all seats")
    team.repeat_job({})

    rows = inbox(team.mona)
    assert sum(killed) > 0
    assert rows.keys() == team.conversations
    assert {(row["unreadCount"], row["messageCount"]) for row in rows.values()} == {(0, 1)}
    some = min(team.conversations)
    said = "Mona Heron joined the care team."
    wait_until(lambda: texts(team.mona, some).count(said) == 1, "the thread says once who joined")
    acknowledged(team.gus, f"/conversations/{some}/messages", new_message("And the other hand?"))
    wait_until(lambda: inbox(team.mona)[some]["messageCount"] == 2, "the next message is in Mona's inbox")
    assert texts(team.mona, some).count(said) == 1
    unread = team.mona.http.get("/me/unread").json()
    assert (unread["messages"], unread["conversations"]) == (1, 1)


def consents(team: Team, row: dict[str, Any], *, opts_in: bool) -> None:
    answer = team.ehr.http.put("/directory/people/gus", json={**row, "portalAccount": True, "chatOptIn": opts_in})
    assert answer.status_code == 200, answer.text
