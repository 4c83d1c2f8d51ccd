"""Files on their way through the API: declared, uploaded with a form, checked by the real function."""

import base64
import hashlib
import json
import time
import uuid
from typing import Any

import httpx
from playwright.sync_api import FilePayload

from infra.local.stack import Stack
from tests.stack_fixture.person import Person

SCANNED = "GuardDuty Malware Protection Object Scan Result"
PATIENCE = 120
"""Seconds: the first check after a start loads what it needs."""


def declared(content: bytes, name: str = "scan.pdf", content_type: str = "application/pdf") -> dict[str, Any]:
    sha256 = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return {"fileName": name, "contentType": content_type, "size": len(content), "sha256": sha256}


def added(person: Person, path: str, wanted: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The id of a file, and the form to upload it with. `path`: of its conversation."""
    key = {"Idempotency-Key": str(uuid.uuid4())}
    answer = person.http.post(f"{path}/attachments", json=wanted, headers=key)
    assert answer.status_code == 201, answer.text
    return answer.json()["attachment"]["id"], answer.json()["upload"]


def sent_in(form: dict[str, Any], content: bytes, **changed: str) -> httpx.Response:
    """What the bucket says to a form that was filled in, with some fields changed."""
    return httpx.post(form["url"], data={**form["fields"], **changed}, files={"file": content}, timeout=60)


def ready(person: Person, path: str, file: FilePayload) -> str:
    """The id of a file that was uploaded and has passed every check."""
    content = file["buffer"]
    attachment_id, form = added(person, path, declared(content, file["name"], file["mimeType"]))
    assert sent_in(form, content).status_code == 204
    completed = person.http.post(f"{path}/attachments/{attachment_id}/complete")
    assert completed.status_code == 200, completed.text
    passes_checks(person, path, attachment_id)
    return attachment_id


def passes_checks(person: Person, path: str, attachment_id: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while (it := person.http.get(f"{path}/attachments/{attachment_id}").json())["state"] != "ready":
        assert it["state"] == "checking", it
        assert time.monotonic() < deadline, "nobody has checked it"
        time.sleep(0.2)


def tell_scan(stack: Stack, conversation_id: str, attachment_id: str, result: str) -> None:
    """As the rule hands it over; nobody but AWS may put events of its services on the bus."""
    found = {
        "objectKey": f"files/{conversation_id}/{attachment_id}",
        "bucketName": stack.outputs["AttachmentsBucket"],
    }
    detail = {"s3ObjectDetails": found, "scanResultDetails": {"scanResultStatus": result}}
    call_checker(stack, {"source": "aws.guardduty", "detail-type": SCANNED, "detail": detail})


def call_checker(stack: Stack, event: dict[str, Any]) -> None:
    stack.aws("lambda").invoke(
        FunctionName=stack.outputs["CheckFileFunction"], InvocationType="Event", Payload=json.dumps(event)
    )
