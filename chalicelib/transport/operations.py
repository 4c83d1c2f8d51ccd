"""What each route promises: a row for each. `openapi` makes the document of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.domain import errors, shapes
from chalicelib.domain.errors import DomainError
from chalicelib.transport import answers, bodies, conversations, people
from chalicelib.transport.bodies import Body
from chalicelib.transport.callers import DIRECTORY_SCOPE, PORTAL_SCOPE

PATIENTS_AND_STAFF = "Patients and staff."
STAFF = "Staff: providers and front desk."
MEMBERS = "Members of the conversation: for anyone else it does not exist."
KEEPERS = "The clinic's EHR and administrators."
MAY_WRITE = (errors.NoRelationship, errors.NoPortalAccount, errors.OptedOut, errors.IdReused)


@dataclass(frozen=True, slots=True)
class Operation:
    """One route and method. `answers`: shape by status. `refusals`: the errors it gives beside those of every route."""

    id: str
    summary: str
    who: str
    answers: Mapping[int, type]
    scopes: tuple[str, ...] = (PORTAL_SCOPE,)
    body: type[Body] | None = None
    query: tuple[str, ...] = ()
    refusals: tuple[type[DomainError], ...] = ()


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
    "after": {"description": "Entries after this one.", "schema": {"type": "integer", "minimum": 0}},
    "before": {"description": "The last entries before this one.", "schema": {"type": "integer", "minimum": 1}},
}

BOTH = (DIRECTORY_SCOPE, PORTAL_SCOPE)
ID, TEAM_ID = "/directory/people/{person_id}", "/directory/care-teams/{care_team_id}"
THREAD = "/conversations/{conversation_id}"

OPERATIONS: dict[tuple[str, str], Operation] = {
    ("GET", "/health"): Operation(
        "getHealth", "Whether the API answers; touches no data.", "Anyone.", {200: answers.HealthShape}, scopes=()
    ),
    ("GET", "/openapi.json"): Operation("getOpenApi", "This document.", "Anyone.", {200: dict}, scopes=()),
    ("GET", "/me"): Operation(
        "getMe",
        "Who signed in, with preferences and limits.",
        "Patients, staff and administrators.",
        {200: shapes.MeShape},
        refusals=(errors.NotFound,),
    ),
    ("GET", "/me/unread"): Operation(
        "getUnread", "What is unread over all conversations.", PATIENTS_AND_STAFF, {200: shapes.UnreadShape}
    ),
    ("POST", "/me/realtime-tickets"): Operation(
        "createRealtimeTicket",
        "A one-use address for the socket, good for 30 seconds.",
        PATIENTS_AND_STAFF,
        {201: answers.RealtimeTicketShape},
        refusals=(errors.NotFound,),
    ),
    ("GET", "/patients"): Operation(
        "searchPatients",
        "The patients that the caller may write to, by name or id.",
        STAFF,
        {200: answers.PatientPageShape},
        query=("q", "limit", "cursor"),
        refusals=(errors.NotFound,),
    ),
    ("GET", "/contacts"): Operation(
        "getContacts",
        "The care teams and providers that the caller may write to.",
        "Patients.",
        {200: answers.ContactsShape},
        refusals=(errors.NotFound,),
    ),
    ("GET", "/conversations"): Operation(
        "listConversations",
        "The caller's inbox: pinned first, then latest activity.",
        PATIENTS_AND_STAFF,
        {200: answers.ConversationPageShape},
        query=("filter", "limit", "cursor"),
    ),
    ("POST", "/conversations"): Operation(
        "startConversation",
        "Start a conversation with its first message, wholly or not at all; 200 if it stood already.",
        PATIENTS_AND_STAFF,
        {201: shapes.ConversationShape, 200: shapes.ConversationShape},
        body=bodies.NewConversation,
        refusals=(errors.NotFound, *MAY_WRITE),
    ),
    ("GET", THREAD): Operation(
        "getConversation",
        "One conversation as the caller sees it.",
        MEMBERS,
        {200: shapes.ConversationShape},
        refusals=(errors.NotFound,),
    ),
    ("GET", f"{THREAD}/messages"): Operation(
        "listMessages",
        "A page of the thread in ascending order: after an entry, before one, or the latest.",
        MEMBERS,
        {200: answers.MessagePageShape},
        query=("after", "before", "limit", "cursor"),
        refusals=(errors.NotFound,),
    ),
    ("POST", f"{THREAD}/messages"): Operation(
        "sendMessage",
        "Send a message; under a name that was used before, the first message again (200).",
        MEMBERS,
        {201: shapes.MessageShape, 200: shapes.MessageShape},
        body=bodies.NewMessage,
        refusals=(errors.NotFound, *MAY_WRITE),
    ),
    ("PUT", f"{THREAD}/read-marker"): Operation(
        "moveReadMarker",
        "Mark as read up to an entry: forward only, unless forced. Answers with the caller's totals.",
        MEMBERS,
        {200: shapes.UnreadShape},
        body=bodies.ReadMarker,
        refusals=(errors.NotFound,),
    ),
    ("PUT", ID): Operation(
        "putPerson",
        "Add or change a person; doing it twice is doing it once.",
        KEEPERS,
        {201: answers.StoredPersonShape, 200: answers.StoredPersonShape},
        scopes=BOTH,
        body=bodies.DirectoryPerson,
        refusals=(errors.NotFound,),
    ),
    ("GET", ID): Operation(
        "getPerson", "A person.", KEEPERS, {200: answers.StoredPersonShape}, scopes=BOTH, refusals=(errors.NotFound,)
    ),
    ("PUT", TEAM_ID): Operation(
        "putCareTeam",
        "Add or change a care team with everybody who works in it.",
        KEEPERS,
        {201: answers.StoredCareTeamShape, 200: answers.StoredCareTeamShape},
        scopes=BOTH,
        body=bodies.DirectoryCareTeam,
        refusals=(errors.NotFound,),
    ),
    ("GET", TEAM_ID): Operation(
        "getCareTeam",
        "A care team.",
        KEEPERS,
        {200: answers.StoredCareTeamShape},
        scopes=BOTH,
        refusals=(errors.NotFound,),
    ),
}
