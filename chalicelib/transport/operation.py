"""What a route promises, and the words that several of them share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.domain import errors
from chalicelib.domain.errors import DomainError
from chalicelib.transport import appointments, conversations, people
from chalicelib.transport.bodies import Body
from chalicelib.transport.callers import PORTAL_SCOPE
from chalicelib.transport.item_bodies import MOMENT

PATIENTS_AND_STAFF = "Patients and staff."
STAFF = "Staff: providers and front desk."
STAFF_MEMBERS = "Staff who are members of the conversation: for other staff it does not exist."
MEMBERS = "Members of the conversation: for anyone else it does not exist."
KEEPERS = "The clinic's EHR and administrators."
MAY_WRITE = (
    errors.NoRelationship,
    errors.NoPortalAccount,
    errors.OptedOut,
    errors.CaseClosed,
    errors.IdReused,
    errors.CardNotAvailable,
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One route and method. `answers`: shape by status. `refusals`: the errors it gives beside those of every route.

    `is_named_by_header`: what it makes is named by the header `Idempotency-Key`. `outcome`: the shape of its 400s, if
    that is no problem. `content_type`: of its body, its answers and its outcomes. `is_csv_too`: it also answers in CSV.
    `formats`: what `format` may ask for. `file_types`: as what else a 200 may come, to be saved as a file.
    `by_password`: for staff too who have not shown the second factor that is asked of them.
    """

    id: str
    summary: str
    who: str
    answers: Mapping[int, type]
    scopes: tuple[str, ...] = (PORTAL_SCOPE,)
    body: type[Body] | None = None
    query: tuple[str, ...] = ()
    refusals: tuple[type[DomainError], ...] = ()
    is_named_by_header: bool = False
    outcome: type | None = None
    content_type: str = "application/json"
    is_csv_too: bool = False
    formats: tuple[str, ...] = ("csv", "json")
    file_types: tuple[str, ...] = ()
    by_password: bool = False


IDENTIFIER = {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"}
MOMENT_ASKED = {"type": "string", "pattern": MOMENT, "format": "date-time"}
QUERY: dict[str, dict[str, Any]] = {
    "limit": {
        "description": "Items of a page.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 50},
    },
    "cursor": {"description": "`next` of the page before.", "schema": {"type": "string"}},
    "filter": {"description": "Which tab.", "schema": {"enum": list(conversations.FILTERS), "default": "all"}},
    "q": {
        "description": "Beginnings of words of a name or an id; case and accents do not matter.",
        "schema": {"type": "string", "maxLength": people.LONGEST_QUERY},
    },
    "rendition": {"description": "Which one.", "schema": {"enum": ["original", "preview"], "default": "original"}},
    "inline": {
        "description": "Of a PDF: to be shown in the page rather than saved.",
        "schema": {"enum": ["false", "true"], "default": "false"},
    },
    "type": {"description": "Which kind of items.", "required": True, "schema": {"enum": list(people.KINDS)}},
    "from": {
        "description": "From this moment on. Appointments by their start, by default from "
        f"{appointments.HOURS_BACK} hours ago; needed for the audit where nobody is named.",
        "schema": MOMENT_ASKED,
    },
    "to": {
        "description": "Up to this moment. Appointments by their start, by default until in "
        f"{appointments.DAYS_AHEAD} days; the audit until now.",
        "schema": MOMENT_ASKED,
    },
    "patientId": {"description": "What was done to this patient's data.", "schema": IDENTIFIER},
    "personId": {"description": "What this person did.", "schema": IDENTIFIER},
    "conversationId": {"description": "What happened to this conversation.", "schema": IDENTIFIER},
    "format": {"description": "How to answer.", "schema": {"default": "json"}},
    "after": {"description": "Entries after this one.", "schema": {"type": "integer", "minimum": 0}},
    "before:moment": {
        "description": "What has been so since before this moment; by default what the next run takes.",
        "schema": MOMENT_ASKED,
    },
    "plan": {"description": "To do what.", "schema": {"enum": ["archive", "purge"], "default": "archive"}},
    "before": {"description": "The last entries before this one.", "schema": {"type": "integer", "minimum": 1}},
}

Operations = dict[tuple[str, str], Operation]
"""By method and path."""
