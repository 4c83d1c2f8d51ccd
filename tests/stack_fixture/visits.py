"""Appointments of now: Ada's with Nora, who may begin them at once; and what they have become."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from boto3.dynamodb.types import TypeSerializer

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic, put
from tests.stack_fixture.listener import Listener
from tests.stack_fixture.person import Person


def moment(minutes: float) -> str:
    """So many minutes from now, as the contract writes times."""
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Visit:
    """An appointment of Ada with Nora that begins in five minutes."""

    clinic: Clinic
    id: str
    content: dict[str, Any]

    @property
    def path(self) -> str:
        return f"/appointments/{self.id}"

    def act(self, who: Person, act: str, **content: Any) -> httpx.Response:
        return who.http.post(f"{self.path}/call/{act}", json=content or None)

    def change(self, **changes: Any) -> httpx.Response:
        """Let the EHR change it."""
        return self.clinic.ehr.http.put(f"/directory{self.path}", json={**self.content, **changes})

    def change_by_fhir(self, status: str) -> httpx.Response:
        """Let the EHR change its status in the other way."""
        people = [{"reference": "Patient/ada"}, {"reference": "Practitioner/nora"}]
        resource = {
            "resourceType": "Appointment",
            "id": self.id,
            "status": status,
            "start": self.content["startsAt"],
            "end": self.content["endsAt"],
            "participant": [{"actor": actor, "status": "accepted"} for actor in people],
        }
        request = {"method": "PUT", "url": f"Appointment/{self.id}"}
        bundle = {
            "resourceType": "Bundle",
            "type": "transaction",
            "entry": [{"resource": resource, "request": request}],
        }
        kind = {"Content-Type": "application/fhir+json"}
        return self.clinic.ehr.http.post("/directory/fhir", content=json.dumps(bundle), headers=kind)

    def shown(self) -> dict[str, Any]:
        answer = self.clinic.nora.http.get(self.path)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    @property
    def state(self) -> str:
        return str(self.shown()["call"]["state"])

    @property
    def history(self) -> list[str]:
        return [line["act"] for line in self.shown()["history"]]

    def is_about(self, data: dict[str, Any]) -> bool:
        """Whether an event is about this one."""
        return bool(data["appointmentId"] == self.id)

    def come(self, *windows: Listener) -> None:
        """Let these windows say that they are there."""
        for window in windows:
            window.say({"action": "call.here", "appointmentId": self.id, "here": True})

    def signal(self, window: Listener, **data: Any) -> None:
        window.say({"action": "call.signal", "appointmentId": self.id, "data": data})

    def stored(self, stack: Stack) -> dict[str, Any]:
        """The row of its call, as DynamoDB writes it."""
        key = {"PK": {"S": f"ITEM#appt#{self.id}"}, "SK": {"S": "CALL"}}
        return dict(
            stack.aws("dynamodb").get_item(TableName=stack.outputs["RecordsTableName"], Key=key, ConsistentRead=True)[
                "Item"
            ]
        )

    def set_back(self, stack: Stack, expression: str, **values: object) -> None:
        """Change the row by hand, as if time had passed."""
        stack.aws("dynamodb").update_item(
            TableName=stack.outputs["RecordsTableName"],
            Key={"PK": {"S": f"ITEM#appt#{self.id}"}, "SK": {"S": "CALL"}},
            UpdateExpression=expression,
            ExpressionAttributeValues={f":{name}": TypeSerializer().serialize(it) for name, it in values.items()},
        )


def visit(clinic: Clinic) -> Visit:
    """A new one."""
    content = {"patientId": "ada", "providerId": "nora", "title": "Video visit", "status": "booked"}
    times = {"startsAt": moment(5), "endsAt": moment(35)}
    made = Visit(clinic, f"visit-{uuid.uuid4()}", {**content, **times})
    put(clinic.ehr, f"appointments/{made.id}", made.content)
    return made
