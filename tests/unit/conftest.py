"""A clinic in memory: the template's own tables and user pool on moto, and the app in this process."""

import os

os.environ.update(
    AWS_DEFAULT_REGION="us-east-1",
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    RECORDS_TABLE="Records",
    AUDIT_TABLE="Audit",
    PORTAL_CLIENT_ID="portal-client",
    DIRECTORY_CLIENT_ID="directory-client",
    POWERTOOLS_TRACE_DISABLED="true",
)

import base64
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from chalice.test import Client
from chalicelib.settings import settings
from infra.parts import merge_template
from moto import mock_aws
from tests.unit.events import stream_records


def create_tables() -> None:
    """The tables exactly as the template states them."""
    dynamodb, resources = boto3.client("dynamodb"), merge_template()["Resources"]
    for name in ("Records", "Audit"):
        stated = resources[name]["Properties"]
        dynamodb.create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=stated["AttributeDefinitions"],
            KeySchema=stated["KeySchema"],
            GlobalSecondaryIndexes=stated["GlobalSecondaryIndexes"],
        )


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """AWS in memory, fresh for each test."""
    from chalicelib.adapters import identity

    with mock_aws():
        create_tables()
        pool = boto3.client("cognito-idp")
        pool_id = pool.create_user_pool(PoolName="people")["UserPool"]["Id"]
        for role in ("patient", "provider", "front_desk", "admin"):
            pool.create_group(UserPoolId=pool_id, GroupName=role)
        monkeypatch.setenv("USER_POOL_ID", pool_id)
        settings.cache_clear()
        identity.pool.cache_clear()
        yield
        identity.pool.cache_clear()
    settings.cache_clear()


@dataclass
class Answer:
    """What the API said."""

    status: int
    body: Any
    headers: dict[str, str]

    def __getitem__(self, name: str) -> Any:
        return self.body[name]


@dataclass
class Api:
    """The API as one person calls it."""

    claims: dict[str, str]
    headers: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, content: object = None, **headers: str) -> Answer:
        import app

        raw = content if isinstance(content, bytes) else json.dumps(content).encode() if content is not None else b""
        sent = {"Authorization": token(self.claims), "Content-Type": "application/json", **self.headers, **headers}
        with Client(app.app) as client:
            answer = client.http.request(method, path, body=raw, headers=sent)
        return Answer(answer.status_code, answer.json_body, answer.headers)

    def get(self, path: str) -> Answer:
        return self.call("GET", path)

    def post(self, path: str, content: object = None) -> Answer:
        return self.call("POST", path, content)

    def put(self, path: str, content: object) -> Answer:
        return self.call("PUT", path, content)


def token(claims: dict[str, str]) -> str:
    """What Chalice's local gateway takes for a token; it checks no signature."""
    payload = base64.urlsafe_b64encode(json.dumps({"cognito:username": "-", **claims}).encode()).decode()
    return f"e30.{payload}.none"


def person(person_id: str, role: str) -> Api:
    """The API as somebody signed in to the portal calls it."""
    return Api(
        {
            "token_use": "access",
            "client_id": "portal-client",
            "scope": "clinic/portal",
            "username": person_id,
            "cognito:groups": role,
            "origin_jti": f"session-of-{person_id}",
        }
    )


def ehr() -> Api:
    """The API as the clinic's EHR calls it."""
    return Api({"token_use": "access", "client_id": "directory-client", "scope": "clinic/directory", "jti": "ehr"})


def new_message(text: str = "Good morning") -> dict[str, str]:
    return {"clientMessageId": str(uuid.uuid4()), "text": text}


@dataclass
class Clinic:
    """Two care teams, three staff, two patients: `ada` (served by `meds`) and `bo` (served by `tests`)."""

    ada: Api
    bo: Api
    nora: Api
    omar: Api
    dana: Api
    admin: Api
    ehr: Api

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


PEOPLE = {
    "nora": {"role": "provider", "name": "Nora Quill", "title": "Nurse"},
    "omar": {"role": "provider", "name": "Omar Reed", "title": "Physician"},
    "dana": {"role": "front_desk", "name": "Dana Frost"},
    "root": {"role": "admin", "name": "Ines Vale"},
}
PATIENTS = {
    "ada": {"name": "Ada Brook", "careTeams": ["meds"]},
    "bo": {"name": "Bo Núñez Stone", "careTeams": ["tests"]},
}
TEAMS = {
    "meds": {"name": "Medication questions", "members": ["nora"]},
    "tests": {"name": "Test results", "members": ["omar"]},
    "desk": {"name": "Front desk", "members": ["dana"], "servesAll": True},
}


@pytest.fixture
def clinic(aws: None) -> Clinic:
    """The small clinic, put into the directory by the EHR."""
    it = ehr()
    for person_id, content in PEOPLE.items():
        put(it, "people", person_id, {**content, "portalAccount": True, "email": f"{person_id}@clinic.example"})
    for team_id, content in TEAMS.items():
        put(it, "care-teams", team_id, content)
    for person_id, content in PATIENTS.items():
        extra = {"role": "patient", "portalAccount": True, "chatOptIn": True, "email": f"{person_id}@mail.example"}
        put(it, "people", person_id, {**content, **extra})
    roles = {"ada": "patient", "bo": "patient"} | {who: str(PEOPLE[who]["role"]) for who in PEOPLE}
    apis = {("admin" if who == "root" else who): person(who, role) for who, role in roles.items()}
    return Clinic(ehr=it, **apis)


def put(it: Api, kind: str, identifier: str, content: dict[str, Any]) -> None:
    answer = it.put(f"/directory/{kind}/{identifier}", content)
    assert answer.status == 201, answer.body
