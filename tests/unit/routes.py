"""Every route of the app, and for each what these tests must know of it. A route that is missing here fails them."""

from dataclasses import dataclass
from typing import Any

from tests.unit.clinic import new_message
from tests.unit.fhir import bundle
from tests.unit.filing import FILE
from tests.unit.population import ITEMS

PATIENT_BODY = {"role": "patient", "name": "Cy Lane", "portalAccount": False}
TEAM_BODY = {"name": "Sleep questions", "members": []}
CASE_BODY = {"title": "Second opinion", "patientId": "bo", "requesterId": "dana", "providerId": "omar"}
FILE_BODY = {"fileName": "scan.pdf", "contentType": "application/pdf", "size": 9, "sha256": "A" * 43 + "="}
VISIT_BODY = {**ITEMS["appointments/checkup"], "patientId": "bo", "providerId": "dana"}
INVOICE_BODY = {**ITEMS["invoices/bill"], "patientId": "bo"}
RX_BODY = {**ITEMS["prescriptions/tablets"], "patientId": "bo"}
BUNDLE = bundle({"resourceType": "Patient", "id": "cy", "name": [{"text": "Cy Lane"}]})
BROWSER = {"endpoint": "https://fcm.googleapis.com/fcm/send/a", "keys": {"p256dh": "A" * 87, "auth": "A" * 22}}
ANYONE = "ada bo nora omar dana root ehr nobody"
TALKERS = "ada bo nora omar dana"
STAFF = "nora omar dana"
KEEPERS = "root ehr"
GUESTS = {"ada": "ada", "nora": "nora", "ehr": "ehr", "root": "admin"}
"""Of those let past, whom a test of the route takes, by what the clinic calls them."""


@dataclass(frozen=True)
class Door:
    """One route. `by_role`: who is let past the role's check. `of`: the kind of thing its id names.

    `content`: a good body, where there is one; `stores`: whether a call that is let in changes anything. `query`: what
    the route cannot do without.
    """

    method: str
    path: str
    by_role: str
    of: str | None = None
    content: Any = None
    status: int = 200
    stores: bool = False
    query: str = ""

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def guest(self) -> str:
        """Who is let past the role's check, and into Ada's conversations if it is about one."""
        return next(name for who, name in GUESTS.items() if who in self.by_role.split())

    def at(self, identifier: str) -> str:
        """The path with an id in the place of its parameter; the number of a message is 1, the id of a file `FILE`."""
        before, _, rest = self.path.replace("{seq}", "1").replace("{attachment_id}", FILE).partition("{")
        return (before + identifier + rest.partition("}")[2] if rest else self.path) + self.query


START = {"kind": "topic", "topic": "Sleep", "careTeamId": "desk", "patientId": "ada", "message": new_message()}
ENROLMENT = "/me/second-factor/{enrolment_id}"
EXPORT = "/conversations/{conversation_id}/export"
FILES = "/conversations/{conversation_id}/attachments"
VISIT = "/appointments/{appointment_id}"
DOORS = (
    Door("GET", "/health", ANYONE),
    Door("GET", "/openapi.json", ANYONE),
    Door("POST", "/unsubscribe/{token}", ANYONE, "token", stores=True),
    Door("GET", "/me", TALKERS + " root"),
    Door("PATCH", "/me", TALKERS + " root", content={"preferences": {"locale": "es"}}, stores=True),
    Door("GET", "/me/unread", TALKERS),
    Door("POST", "/me/realtime-tickets", TALKERS, status=201, stores=True),
    Door("POST", "/me/step-up", "ada bo", status=201, stores=True),
    Door("POST", "/me/step-up/{step_up_id}", "ada bo", content={"code": "invented"}, status=401, stores=True),
    Door("GET", "/me/sessions", TALKERS + " root"),
    Door("POST", "/me/second-factor", TALKERS + " root", status=201, stores=True),
    Door("POST", ENROLMENT, TALKERS + " root", content={"code": "invented"}, status=409, stores=True),
    Door("PUT", ENROLMENT, TALKERS + " root", content={"code": "123456"}, status=409, stores=True),
    Door("DELETE", "/people/{person_id}/second-factor", "root", "account", stores=True),
    Door("POST", "/me/sign-out", TALKERS + " root", content={"everywhere": False}, stores=True),
    Door("PUT", "/me/push-subscriptions", TALKERS, content=BROWSER, status=409),
    Door("DELETE", "/me/push-subscriptions", TALKERS, content={"endpoint": BROWSER["endpoint"]}),
    Door("GET", "/stats", TALKERS + " root"),
    Door("GET", "/patients", "nora omar dana"),
    Door("GET", "/patients/{patient_id}", TALKERS, "patient"),
    Door("GET", "/contacts", "ada bo"),
    Door("GET", "/appointments", TALKERS),
    Door("GET", "/appointments/{appointment_id}", TALKERS, "own appointment"),
    Door("POST", VISIT + "/call/join", TALKERS, "own appointment", status=409),
    Door("POST", VISIT + "/call/start", STAFF, "own appointment", status=409),
    Door("POST", VISIT + "/call/late", STAFF, "own appointment", {"minutes": 5}, status=409),
    Door("POST", VISIT + "/call/end", STAFF, "own appointment", status=409),
    Door("GET", "/audit", "root", query="?patientId=ada"),
    Door("GET", "/me/access-log", "ada bo"),
    Door("GET", "/archive/preview", "root"),
    Door("GET", "/patients/{patient_id}/hold", "root", "held patient"),
    Door("PUT", "/patients/{patient_id}/hold", "root", "held patient", {"ground": "litigation"}, 201, stores=True),
    Door("DELETE", "/patients/{patient_id}/hold", "root", "held patient", stores=True),
    Door("GET", "/cases", STAFF),
    Door("GET", "/cases/{case_id}", STAFF, "own case"),
    Door("GET", "/patients/{patient_id}/conversations", TALKERS, "patient"),
    Door("GET", "/patients/{patient_id}/artifacts", TALKERS, "patient's items", query="?type=appt"),
    Door("GET", "/conversations", TALKERS),
    Door("POST", "/conversations", TALKERS, content=START, status=201, stores=True),
    Door("GET", "/conversations/{conversation_id}", TALKERS, "conversation"),
    Door("GET", "/conversations/{conversation_id}/members", TALKERS, "conversation"),
    Door("GET", EXPORT, TALKERS, "conversation", query="?format=fhir"),
    Door("PATCH", "/conversations/{conversation_id}", STAFF, "conversation", {"status": "resolved"}, stores=True),
    Door("PUT", "/conversations/{conversation_id}/claim", STAFF, "conversation", stores=True),
    Door("DELETE", "/conversations/{conversation_id}/claim", STAFF, "conversation"),
    Door("POST", "/conversations/{conversation_id}/done", STAFF, "conversation", stores=True),
    Door("PUT", "/conversations/{conversation_id}/preferences", TALKERS, "conversation", {"pinned": True}, stores=True),
    Door("GET", "/conversations/{conversation_id}/messages", TALKERS, "conversation"),
    Door("GET", "/conversations/{conversation_id}/messages/{seq}", TALKERS, "conversation"),
    Door("POST", "/conversations/{conversation_id}/messages", TALKERS, "conversation", new_message(), 201, stores=True),
    Door("PUT", "/conversations/{conversation_id}/read-marker", TALKERS, "conversation", {"seq": 1}, stores=True),
    Door("POST", FILES, TALKERS, "conversation", FILE_BODY, 201, stores=True),
    Door("GET", FILES + "/{attachment_id}", TALKERS, "conversation"),
    Door("POST", FILES + "/{attachment_id}/complete", TALKERS, "own file"),
    Door("GET", FILES + "/{attachment_id}/content", TALKERS, "conversation"),
    Door("PUT", "/directory/people/{person_id}", KEEPERS, "new", PATIENT_BODY, 201, stores=True),
    Door("GET", "/directory/people/{person_id}", KEEPERS, "person"),
    Door("DELETE", "/directory/people/{person_id}", KEEPERS, "person", stores=True),
    Door("PUT", "/directory/care-teams/{care_team_id}", KEEPERS, "new", TEAM_BODY, 201, stores=True),
    Door("GET", "/directory/care-teams/{care_team_id}", KEEPERS, "care team"),
    Door("DELETE", "/directory/care-teams/{care_team_id}", KEEPERS, "care team", stores=True),
    Door("PUT", "/directory/cases/{case_id}", KEEPERS, "new", CASE_BODY, 201, stores=True),
    Door("GET", "/directory/cases/{case_id}", KEEPERS, "case"),
    Door("DELETE", "/directory/cases/{case_id}", KEEPERS, "case", stores=True),
    Door("PUT", "/directory/appointments/{appointment_id}", KEEPERS, "new", VISIT_BODY, 201, stores=True),
    Door("GET", "/directory/appointments/{appointment_id}", KEEPERS, "appointment"),
    Door("DELETE", "/directory/appointments/{appointment_id}", KEEPERS, "appointment", stores=True),
    Door("PUT", "/directory/invoices/{invoice_id}", KEEPERS, "new", INVOICE_BODY, 201, stores=True),
    Door("GET", "/directory/invoices/{invoice_id}", KEEPERS, "invoice"),
    Door("DELETE", "/directory/invoices/{invoice_id}", KEEPERS, "invoice", stores=True),
    Door("PUT", "/directory/prescriptions/{prescription_id}", KEEPERS, "new", RX_BODY, 201, stores=True),
    Door("GET", "/directory/prescriptions/{prescription_id}", KEEPERS, "prescription"),
    Door("DELETE", "/directory/prescriptions/{prescription_id}", KEEPERS, "prescription", stores=True),
    Door("POST", "/directory/fhir", "ehr", content=BUNDLE, stores=True),
)
KNOWN = {"held patient": "ada", "person": "ada", "account": "ada", "care team": "meds", "case": "refill"}
KNOWN |= {"appointment": "checkup", "invoice": "bill", "prescription": "tablets"}
"""What the small clinic has of each kind of thing in the directory."""
WITH_BODY = tuple(door for door in DOORS if door.content not in (None, BUNDLE))
"""Those that say problem details of what is wrong with it; the one for FHIR has an outcome of its own."""
TO_CONVERSATIONS = tuple(door for door in DOORS if door.of == "conversation")


def named(door: Door) -> str:
    """How a test's output calls a route."""
    return door.name
