"""The small clinic of these tests: who works there, who is treated there, and how each of them calls the API."""

import base64
import json
import uuid
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from chalice.local import LocalGateway
from chalice.test import Client

from tests.log_search.noted import note
from tests.unit.events import stream_records
from tests.unit.population import CASES, ITEMS, PATIENTS, PEOPLE, TEAMS, patient


@dataclass
class Answer:
    """What the API said."""

    status: int
    body: Any
    headers: dict[str, str]
    text: str

    def __getitem__(self, name: str) -> Any:
        return self.body[name]

    def without_request_id(self) -> str:
        """Its bytes, but for the number of the request: what two callers can compare."""
        return self.text.replace(self.body["requestId"], "")


@cache
def gateway() -> LocalGateway:
    """Chalice's stand-in for API Gateway: routes, and takes any well-formed token."""
    import app

    client = Client(app.app)
    return client.http._local_gateway


@dataclass
class Api:
    """The API as one person calls it."""

    claims: dict[str, str]
    headers: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, content: object = None, **headers: str) -> Answer:
        raw = content if isinstance(content, bytes) else json.dumps(content).encode() if content is not None else b""
        usual = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
        note(path, raw)
        sent = {"Authorization": token(self.claims), **usual, **self.headers, **headers}
        answer = gateway().handle_request(method=method, path=path, headers=sent, body=raw)
        text = answer["body"] if isinstance(answer["body"], str) else answer["body"].decode()
        is_json = "json" in answer["headers"]["Content-Type"]
        return Answer(answer["statusCode"], json.loads(text) if is_json else None, answer["headers"], text)

    def get(self, path: str) -> Answer:
        return self.call("GET", path)

    def post(self, path: str, content: object = None) -> Answer:
        return self.call("POST", path, content)

    def unread(self) -> dict[str, int]:
        """The badge: how much is unread in how many conversations."""
        body = self.get("/me/unread").body
        return {name: body[name] for name in ("messages", "conversations")}

    def put(self, path: str, content: object) -> Answer:
        return self.call("PUT", path, content)

    def patch(self, path: str, content: object) -> Answer:
        return self.call("PATCH", path, content)

    def delete(self, path: str) -> Answer:
        return self.call("DELETE", path)


def token(claims: dict[str, str]) -> str:
    """What Chalice's local gateway takes for a token; it checks no signature."""
    payload = base64.urlsafe_b64encode(json.dumps({"cognito:username": "-", **claims}).encode()).decode()
    return f"e30.{payload}.none"


def person(person_id: str, role: str, **claims: str) -> Api:
    """The API as somebody signed in to the portal calls it."""
    return Api(
        {
            "token_use": "access",
            "client_id": "portal-client",
            "scope": "clinic/portal",
            "username": person_id,
            "cognito:groups": role,
            "origin_jti": f"session-of-{person_id}",
            **claims,
        }
    )


def ehr() -> Api:
    """The API as the clinic's EHR calls it."""
    return Api({"token_use": "access", "client_id": "directory-client", "scope": "clinic/directory", "jti": "ehr"})


def new_message(text: str = "Good morning") -> dict[str, str]:
    return {"clientMessageId": str(uuid.uuid4()), "text": text}


@dataclass
class Clinic:
    """Three care teams, three staff, two patients: `ada` (served by `meds`) and `bo` (served by `tests`).

    One case: `refill`, on which Nora asks Omar about Ada.

    `topic_id`, `direct_id`: where Ada talks with `meds` and with Nora (fixture `talk`); both have one message.
    """

    ada: Api
    bo: Api
    nora: Api
    omar: Api
    dana: Api
    admin: Api
    ehr: Api
    topic_id: str = ""
    direct_id: str = ""

    @property
    def topic_path(self) -> str:
        return f"/conversations/{self.topic_id}"

    @property
    def direct_path(self) -> str:
        return f"/conversations/{self.direct_id}"

    def settle(self) -> None:
        """Let the stream's function follow everything that was written; what it saw before comes again."""
        import app

        assert app.settle({"Records": stream_records()}, None) == {"batchItemFailures": []}

    def topic(self, text: str = "May I take both tablets at once?") -> Answer:
        """A conversation that the patient Ada starts with the team `meds`."""
        answer = self.ada.post(
            "/conversations",
            {"kind": "topic", "topic": "Tablets", "careTeamId": "meds", "message": new_message(text)},
        )
        assert answer.status == 201, answer.body
        self.settle()
        return answer

    def direct(self, text: str = "Nora, a word?") -> Answer:
        """The conversation of the patient Ada and the nurse Nora."""
        answer = self.ada.post("/conversations", {"kind": "direct", "providerId": "nora", "message": new_message(text)})
        assert answer.status == 201, answer.body
        self.settle()
        return answer

    def change_patient(self, person_id: str, **changes: object) -> None:
        """Let the EHR change one thing about a patient."""
        answer = self.ehr.put(f"/directory/people/{person_id}", {**patient(person_id), **changes})
        assert answer.status == 200, answer.body

    def change_team(self, team_id: str, **changes: object) -> None:
        """Let the EHR change one thing about a care team."""
        answer = self.ehr.put(f"/directory/care-teams/{team_id}", {**TEAMS[team_id], **changes})
        assert answer.status == 200, answer.body

    def change_case(self, case_id: str, **changes: object) -> None:
        """Let the EHR change one thing about a case."""
        answer = self.ehr.put(f"/directory/cases/{case_id}", {**CASES[case_id], **changes})
        assert answer.status == 200, answer.body


def fill_directory() -> None:
    """Put everybody into the directory, as the EHR does."""
    it = ehr()
    for person_id, content in PEOPLE.items():
        add(it, "people", person_id, {**content, "portalAccount": True, "email": f"{person_id}@clinic.example"})
    for team_id, team in TEAMS.items():
        add(it, "care-teams", team_id, team)
    for person_id in PATIENTS:
        add(it, "people", person_id, patient(person_id))
    for case_id, case in CASES.items():
        add(it, "cases", case_id, case)
    for path, item in ITEMS.items():
        add(it, *path.split("/"), item)


def add(it: Api, kind: str, identifier: str, content: dict[str, object]) -> None:
    answer = it.put(f"/directory/{kind}/{identifier}", content)
    assert answer.status == 201, answer.body


def callers() -> Clinic:
    """Everybody of the clinic, signed in."""
    roles = {"ada": "patient", "bo": "patient"} | {who: str(PEOPLE[who]["role"]) for who in PEOPLE}
    apis = {("admin" if who == "root" else who): person(who, role) for who, role in roles.items()}
    return Clinic(ehr=ehr(), **apis)
