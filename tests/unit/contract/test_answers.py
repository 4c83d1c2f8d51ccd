"""What the API really answers is what the OpenAPI document says, field by field."""

import re
from typing import Any

from jsonschema import Draft202012Validator

from chalicelib.transport.openapi import document
from tests.unit.clinic import Answer, Api, Clinic, new_message
from tests.unit.contract.closing import closed

DOCUMENT = document()


def test_answers_to_patients_are_as_documented(clinic: Clinic) -> None:
    conversation = clinic.topic()
    thread = f"/conversations/{conversation['id']}"
    direct = {"kind": "direct", "providerId": "nora", "message": new_message()}

    check("POST", "/conversations", conversation)
    check("POST", "/conversations", clinic.ada.post("/conversations", direct))
    clinic.settle()
    for path in ("/me", "/me/unread", "/contacts", "/conversations", thread, f"{thread}/messages"):
        check("GET", path, clinic.ada.get(path))


def test_answers_to_staff_are_as_documented(clinic: Clinic) -> None:
    thread = f"/conversations/{clinic.topic()['id']}"
    message = new_message("Yes, with water.")

    for _first_and_again in range(2):
        check("POST", f"{thread}/messages", clinic.nora.post(f"{thread}/messages", message))
    check("PUT", f"{thread}/read-marker", clinic.nora.put(f"{thread}/read-marker", {"seq": 2}))
    check("POST", "/me/realtime-tickets", clinic.nora.post("/me/realtime-tickets"))
    for path in ("/me", "/me/unread", "/patients", "/conversations", thread, f"{thread}/messages"):
        check("GET", path, clinic.nora.get(path))


def test_answers_to_the_ehr_and_to_anyone_are_as_documented(clinic: Clinic) -> None:
    person = {"role": "provider", "name": "Vera Lund"}

    for _first_and_again in range(2):
        check("PUT", "/directory/people/vera", clinic.ehr.put("/directory/people/vera", person))
        check("PUT", "/directory/care-teams/new", clinic.ehr.put("/directory/care-teams/new", {"name": "New"}))
    for path in ("/directory/people/ada", "/directory/care-teams/meds", "/health", "/openapi.json"):
        check("GET", path, clinic.ehr.get(path))


def test_refusals_are_as_documented(clinic: Clinic) -> None:
    thread = f"/conversations/{clinic.topic()['id']}"
    message = new_message()
    clinic.nora.post(f"{thread}/messages", message)
    reused = clinic.nora.post(f"{thread}/messages", {**message, "text": "Something else."})

    refused(409, "POST", f"{thread}/messages", reused)
    refused(400, "POST", f"{thread}/messages", clinic.nora.post(f"{thread}/messages", {"text": "No name."}))
    refused(400, "GET", "/conversations", clinic.ada.get("/conversations?limit=0"), query="?limit=0")
    refused(401, "GET", "/me", Api({"token_use": "id"}).get("/me"))
    refused(403, "GET", "/me/unread", clinic.admin.get("/me/unread"))
    refused(404, "GET", thread, clinic.bo.get(thread))
    refused(413, "POST", f"{thread}/messages", clinic.ada.call("POST", f"{thread}/messages", b" " * 300_000))


def refused(status: int, method: str, path: str, answer: Answer, query: str = "") -> None:
    assert answer.status == status, (query, answer.body)
    check(method, path, answer)


def check(method: str, path: str, answer: Answer) -> None:
    """Fail unless the document promises this answer: status, headers, kind of content, every field and no other."""
    said = operation(method, path)["responses"][str(answer.status)]
    (kind,) = said["content"]
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "no-store"
    assert "X-Request-Id" in answer.headers
    validator = Draft202012Validator(
        {**said["content"][kind]["schema"], "components": closed(DOCUMENT["components"])},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    assert [error.message for error in validator.iter_errors(answer.body)] == []


def operation(method: str, path: str) -> dict[str, Any]:
    for template, methods in DOCUMENT["paths"].items():
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", template), path) and method.lower() in methods:
            found: dict[str, Any] = methods[method.lower()]
            return found
    raise AssertionError(f"{method} {path} is not documented")
