"""What the API really answers is what the OpenAPI document says, field by field."""

import re
from datetime import timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from chalicelib.adapters import unsubscribing
from chalicelib.transport.openapi import document
from chalicelib.usecases import exporting
from tests.unit.clinic import Answer, Api, Clinic, new_message
from tests.unit.contract.closing import closed
from tests.unit.population import ITEMS
from tests.unit.routes import CASE_BODY, INVOICE_BODY, RX_BODY, VISIT_BODY
from tests.unit.visits import END, JOIN, LATE, START, VISIT, at

DOCUMENT = document()
ITEM_BODIES = {
    "/directory/appointments/new": VISIT_BODY,
    "/directory/invoices/new": INVOICE_BODY,
    "/directory/prescriptions/new": RX_BODY,
}
OPEN = ("/health", "/openapi.json")


def test_answers_to_patients_are_as_documented(clinic: Clinic) -> None:
    conversation = clinic.topic()
    thread = f"/conversations/{conversation['id']}"
    direct = {"kind": "direct", "providerId": "nora", "message": new_message()}

    check("PATCH", "/me", clinic.ada.patch("/me", {"preferences": {"notify": {"web": False}}}))
    check("POST", "/conversations", conversation)
    check("POST", "/conversations", clinic.ada.post("/conversations", direct))
    clinic.settle()
    for path in (
        "/me",
        "/me/unread",
        "/contacts",
        "/patients/ada",
        "/conversations",
        thread,
        f"{thread}/members",
        f"{thread}/messages",
    ):
        check("GET", path, clinic.ada.get(path))


def test_answers_to_staff_are_as_documented(clinic: Clinic) -> None:
    thread = f"/conversations/{clinic.topic()['id']}"
    message = new_message("Yes, with water.")

    for _first_and_again in range(2):
        check("POST", f"{thread}/messages", clinic.nora.post(f"{thread}/messages", message))
    check("PUT", f"{thread}/read-marker", clinic.nora.put(f"{thread}/read-marker", {"seq": 2}))
    check("POST", "/me/realtime-tickets", clinic.nora.post("/me/realtime-tickets"))
    for path in (
        "/me",
        "/me/unread",
        "/patients",
        "/patients/ada",
        "/conversations",
        thread,
        f"{thread}/members",
        f"{thread}/messages",
    ):
        check("GET", path, clinic.nora.get(path))
    for kind in ("appt", "invoice", "rx"):
        check("GET", "/patients/ada/artifacts", clinic.nora.get(f"/patients/ada/artifacts?type={kind}"))


@pytest.mark.parametrize("largest", [1_000_000, 10])
@pytest.mark.parametrize("form", ["json", "fhir", "html"])
def test_exports_are_as_documented(talk: Clinic, monkeypatch: pytest.MonkeyPatch, largest: int, form: str) -> None:
    monkeypatch.setattr(exporting, "LARGEST_ANSWER", largest)
    monkeypatch.setattr(exporting, "LONGEST", timedelta(0))
    monkeypatch.setattr(exporting, "PAGE", 1)
    talk.nora.post(f"{talk.topic_path}/messages", new_message("Yes, with water."))

    check("GET", f"{talk.topic_path}/export", talk.nora.get(f"{talk.topic_path}/export?format={form}"))


def test_answers_about_appointments_and_their_calls_are_as_documented(clinic: Clinic) -> None:
    with at("09:20"):
        check("POST", LATE, clinic.nora.post(LATE, {"minutes": 15}))
        check("POST", JOIN, clinic.ada.post(JOIN))
        refused(409, "POST", JOIN, clinic.nora.post(JOIN))
    with at("09:30"):
        for person, path in ((clinic.nora, START), (clinic.nora, JOIN), (clinic.ada, JOIN), (clinic.nora, END)):
            check("POST", path, person.post(path))
        refused(409, "POST", LATE, clinic.nora.post(LATE, {"minutes": 15}))
        check("GET", "/appointments", clinic.ada.get("/appointments"))
    check("GET", VISIT, clinic.nora.get(VISIT))
    refused(400, "GET", "/appointments", clinic.ada.get("/appointments?from=now"), query="?from=now")


def test_answers_about_the_audit_are_as_documented(clinic: Clinic) -> None:
    clinic.nora.get(f"/conversations/{clinic.topic()['id']}/messages")

    check("GET", "/audit", clinic.admin.get("/audit?patientId=ada"))
    check("GET", "/me/access-log", clinic.ada.get("/me/access-log"))
    refused(400, "GET", "/audit", clinic.admin.get("/audit"))


def test_answers_to_the_ehr_and_to_anyone_are_as_documented(clinic: Clinic) -> None:
    person = {"role": "provider", "name": "Vera Lund"}

    for _first_and_again in range(2):
        check("PUT", "/directory/people/vera", clinic.ehr.put("/directory/people/vera", person))
        check("PUT", "/directory/care-teams/new", clinic.ehr.put("/directory/care-teams/new", {"name": "New"}))
        check("PUT", "/directory/cases/new", clinic.ehr.put("/directory/cases/new", CASE_BODY))
        for path, content in ITEM_BODIES.items():
            check("PUT", path, clinic.ehr.put(path, content))
    for path in ("/directory/people/vera", "/directory/care-teams/new", "/directory/cases/new", *ITEM_BODIES):
        check("DELETE", path, clinic.ehr.delete(path))
    known = ("people/ada", "care-teams/meds", "cases/refill", *ITEMS)
    for path in (*(f"/directory/{it}" for it in known), *OPEN):
        check("GET", path, clinic.ehr.get(path))


def test_answers_to_those_who_follow_the_link_of_a_mail_are_as_documented(clinic: Clinic) -> None:
    path = f"/unsubscribe/{unsubscribing.make('ada')}"

    check("POST", path, Api({}).post(path))
    refused(404, "POST", "/unsubscribe/unknown", Api({}).post("/unsubscribe/unknown"))


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


def test_answers_about_archive_and_legal_holds_are_as_documented(clinic: Clinic) -> None:
    hold, ground = "/patients/ada/hold", {"ground": "other"}
    clinic.topic()

    check("GET", "/archive/preview", clinic.admin.get("/archive/preview"))
    check("GET", "/archive/preview", clinic.admin.get("/archive/preview?before=2999-01-01T00:00:00Z"))
    check("GET", "/archive/preview", clinic.admin.get("/archive/preview?plan=purge"))
    refused(400, "GET", "/archive/preview", clinic.admin.get("/archive/preview?plan=none"))
    for _first_and_again in range(2):
        check("PUT", hold, clinic.admin.put(hold, ground))
    check("GET", hold, clinic.admin.get(hold))
    check("DELETE", hold, clinic.admin.delete(hold))
    refused(404, "GET", hold, clinic.admin.get("/patients/nobody/hold"))


def check(method: str, path: str, answer: Answer) -> None:
    """Fail unless the document promises this answer: status, headers, kind of content, every field and no other."""
    said = operation(method, path)["responses"][str(answer.status)]
    kind = answer.headers["Content-Type"]
    assert kind in said["content"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "X-Request-Id" in answer.headers
    validator = Draft202012Validator(
        {**said["content"][kind]["schema"], "components": closed(DOCUMENT["components"])},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    content = answer.body if "json" in kind else answer.text
    assert [error.message for error in validator.iter_errors(content)] == []


def operation(method: str, path: str) -> dict[str, Any]:
    for template, methods in DOCUMENT["paths"].items():
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", template), path) and method.lower() in methods:
            found: dict[str, Any] = methods[method.lower()]
            return found
    raise AssertionError(f"{method} {path} is not documented")
