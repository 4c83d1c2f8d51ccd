"""A corner of the fixture clinic for requests that nobody thought of: people, a team and a case of its own."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from infra.local.stack import Stack
from tests.stack_fixture.clinic import in_inbox, put
from tests.stack_fixture.person import Person, choose_password, new_message, person

PEOPLE = {
    "fay": {"role": "patient", "name": "Fay Moss", "careTeams": ["sleep"], "chatOptIn": True},
    "gil": {"role": "provider", "name": "Gil Sand", "title": "Nurse"},
    "hal": {"role": "provider", "name": "Hal Thorn"},
    "ivy": {"role": "admin", "name": "Ivy Wren"},
}
TEAM = {"name": "Sleep team", "members": ["gil"]}
CASE = {"title": "A night in the laboratory", "patientId": "fay", "requesterId": "gil", "providerId": "hal"}
NIGHT = {"startsAt": "2026-11-23T21:00:00Z", "endsAt": "2026-11-24T06:00:00Z", "providerId": "gil", "status": "booked"}
ITEMS: dict[str, dict[str, object]] = {
    "appointments/night": {"patientId": "fay", **NIGHT},
    "invoices/night": {
        **{"patientId": "fay", "title": "Laboratory", "status": "open", "date": "2026-11-24"},
        "amount": {"value": "120.00", "currency": "USD"},
    },
    "prescriptions/night": {"patientId": "fay", "title": "Drops", "status": "active", "date": "2026-11-24"},
}


@dataclass
class Stage:
    """Fay talks with Gil's sleep team in `conversation_id`; the case `apnea` is between Gil and Hal.

    `attachment_id`: a file of Fay's there, which was never uploaded.

    `made`: what requests put into the directory, which is taken out again at the end.
    """

    ehr: Person
    people: dict[str, Person]
    conversation_id: str
    attachment_id: str = ""
    made: set[str] = field(default_factory=set)

    @property
    def callers(self) -> tuple[Person, ...]:
        """A patient, a nurse, an administrator, and the EHR."""
        return (*(self.people[who] for who in ("fay", "gil", "ivy")), self.ehr)

    def note(self, path: str) -> None:
        """Something was put there, if that is in the directory."""
        if path.startswith("/directory/"):
            self.made.add(path)

    def reset(self) -> None:
        """Let Fay be written to again, whatever she chose meanwhile."""
        chosen = self.people["fay"].http.patch("/me", json={"preferences": {"chatOptIn": True}})
        assert chosen.status_code == 200, chosen.text


@contextmanager
def set_stage(stack: Stack, ehr: Person) -> Iterator[Stage]:
    """Found the corner; at the end everybody and everything of it leaves the directory."""
    stage = Stage(ehr, {}, "")
    try:
        for person_id in ("gil", "hal", "ivy"):
            add_person(stage, person_id)
        add(stage, "care-teams/sleep", TEAM)
        add_person(stage, "fay")
        add(stage, "cases/apnea", CASE)
        for path, item in ITEMS.items():
            add(stage, path, item)
        for person_id, known in PEOPLE.items():
            choose_password(stack, person_id)
            stage.people[person_id] = person(stack, person_id, str(known["name"]), str(known["role"]))
        stage.conversation_id = conversation(stage.people["fay"], stage.people["gil"])
        stage.attachment_id = attachment(stage.people["fay"], stage.conversation_id)
        yield stage
    finally:
        strike(stage)


def conversation(patient: Person, nurse: Person) -> str:
    """The id of one that the patient begins, once it is in the nurse's inbox."""
    wanted = {"kind": "topic", "topic": "Sleep", "careTeamId": "sleep", "message": new_message("I lie awake")}
    answer = patient.http.post("/conversations", json=wanted)
    assert answer.status_code == 201, answer.text
    conversation_id: str = answer.json()["id"]
    in_inbox(nurse, conversation_id)
    return conversation_id


def attachment(patient: Person, conversation_id: str) -> str:
    """The id of a file that the patient is going to upload."""
    declared = {"fileName": "scan.pdf", "contentType": "application/pdf", "size": 9, "sha256": "A" * 43 + "="}
    key = {"Idempotency-Key": str(uuid.uuid4())}
    answer = patient.http.post(f"/conversations/{conversation_id}/attachments", json=declared, headers=key)
    assert answer.status_code == 201, answer.text
    attachment_id: str = answer.json()["attachment"]["id"]
    return attachment_id


def add_person(stage: Stage, person_id: str) -> None:
    email = f"{person_id}@clinic.example"
    add(stage, f"people/{person_id}", {**PEOPLE[person_id], "portalAccount": True, "email": email})


def add(stage: Stage, path: str, content: dict[str, object]) -> None:
    put(stage.ehr, path, content)
    stage.made.add(f"/directory/{path}")


def strike(stage: Stage) -> None:
    """End what stands in the directory: cases and teams before the people in them."""
    ended: list[httpx.Response] = [stage.ehr.http.delete(path) for path in sorted(stage.made)]
    for who in stage.people.values():
        who.http.close()
    assert {answer.status_code for answer in ended} <= {200}, [answer.text for answer in ended]
