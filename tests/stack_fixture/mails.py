"""Mails without waiting for any: their rows as the functions keep them, and what SES would tell of them."""

import hashlib
import json
import secrets
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infra.local.settings import STACK_NAME
from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic, put
from tests.stack_fixture.person import Person, choose_password, person

SECONDS = 60


@contextmanager
def new_patient(stack: Stack, clinic: Clinic, name: str) -> Iterator[Person]:
    """Another patient of the heart team, whose mails concern no other test."""
    patient_id = f"patient-{uuid.uuid4().hex[:8]}"
    put(clinic.ehr, f"people/{patient_id}", record(patient_id, name))
    choose_password(stack, patient_id)
    somebody = person(stack, patient_id, name, "patient")
    yield somebody
    somebody.http.close()
    clinic.ehr.http.delete(f"/directory/people/{patient_id}").raise_for_status()


def record(patient_id: str, name: str, host: str = "mail.example") -> dict[str, Any]:
    """What the EHR says of them."""
    usual = {"role": "patient", "portalAccount": True, "chatOptIn": True, "careTeams": ["heart"]}
    return {**usual, "name": name, "email": f"{patient_id}@{host}"}


def unsubscribe_token(stack: Stack, person_id: str) -> str:
    """What stands in a mail to somebody."""
    token = secrets.token_urlsafe(32)
    digest = hashlib.sha256(token.encode()).hexdigest()
    keep(stack, f"UNSUBSCRIBE#{digest}", "UNSUBSCRIBE", "unsubscribe", person_id)
    return token


def mailed(stack: Stack, person_id: str) -> str:
    """A digest that somebody was sent."""
    digest_id = uuid.uuid4().hex
    keep(stack, f"DIGEST#{digest_id}", "DIGEST", "digest", person_id)
    return digest_id


def keep(stack: Stack, partition: str, place: str, kind: str, person_id: str) -> None:
    ttl = {"N": str(int(time.time()) + 3600)}
    row = {"PK": {"S": partition}, "SK": {"S": place}, "type": {"S": kind}, "personId": {"S": person_id}, "ttl": ttl}
    row |= {"madeAt": {"S": "2026-01-02T08:00:00.000Z"}, "markers": {"S": "{}"}, "shown": {"S": "{}"}}
    stack.aws("dynamodb").put_item(TableName=stack.outputs["RecordsTableName"], Item=row)


def comes_back(stack: Stack, digest_id: str, address: str, at: str) -> None:
    """Tell of a mail that its recipient's server gave back for good."""
    mail = {"messageId": digest_id, "destination": [address], "tags": {"digest": [digest_id]}}
    tell(stack, {"eventType": "Bounce", "mail": mail, "bounce": {"bounceType": "Permanent", "timestamp": at}})


def tell(stack: Stack, event: object) -> None:
    """What SES would publish."""
    found = stack.aws("cloudformation").describe_stack_resource(StackName=STACK_NAME, LogicalResourceId="MailEvents")
    topic = found["StackResourceDetail"]["PhysicalResourceId"]
    stack.aws("sns").publish(TopicArn=topic, Message=json.dumps(event))


def mail_problem(reader: Person, patient_id: str) -> Any:
    """What staff are told of a patient's mails, once anything is."""
    deadline = time.monotonic() + SECONDS
    while (told := reader.http.get(f"/patients/{patient_id}").json()["mailProblem"]) is None:
        assert time.monotonic() < deadline, "nothing was told"
        time.sleep(0.1)
    return told
