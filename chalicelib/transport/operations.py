"""What each route promises: a row for each. `openapi` makes the document of it."""

from chalicelib.domain import errors, shapes
from chalicelib.transport import answers, bodies
from chalicelib.transport.appointment_operations import APPOINTMENTS
from chalicelib.transport.attachment_operations import ATTACHMENTS
from chalicelib.transport.audit_operations import AUDIT
from chalicelib.transport.conversation_operations import CONVERSATIONS
from chalicelib.transport.directory_operations import DIRECTORY
from chalicelib.transport.factor_operations import SECOND_FACTOR
from chalicelib.transport.item_operations import ITEMS
from chalicelib.transport.operation import PATIENTS_AND_STAFF, STAFF, Operation, Operations
from chalicelib.transport.retention_operations import RETENTION
from chalicelib.transport.session_operations import SESSIONS

OPERATIONS: Operations = {
    ("GET", "/health"): Operation(
        "getHealth", "Whether the API answers; touches no data.", "Anyone.", {200: answers.HealthShape}, scopes=()
    ),
    ("GET", "/openapi.json"): Operation("getOpenApi", "This document.", "Anyone.", {200: dict}, scopes=()),
    ("POST", "/unsubscribe/{token}"): Operation(
        "unsubscribe",
        "Turn off the mails of whom this token was sent to, as mail programs do (RFC 8058); any content is ignored.",
        "Whoever holds the token, which stands in the mail and does nothing else. No sign-in.",
        {200: answers.UnsubscribedShape},
        scopes=(),
        refusals=(errors.NotFound,),
    ),
    ("GET", "/me"): Operation(
        "getMe",
        "Who signed in, with preferences and limits.",
        "Patients, staff and administrators.",
        {200: shapes.MeShape},
        refusals=(errors.NotFound,),
        by_password=True,
    ),
    ("PATCH", "/me"): Operation(
        "changePreferences",
        "Change any part of the caller's preferences, from this moment on.",
        "Patients, staff and administrators; opting into chat and snippets is for patients.",
        {200: shapes.MeShape},
        body=bodies.MeChanges,
        refusals=(errors.NotFound,),
    ),
    ("GET", "/me/unread"): Operation(
        "getUnread",
        "What is unread over all conversations.",
        PATIENTS_AND_STAFF,
        {200: shapes.UnreadShape},
        refusals=(errors.NotFound,),
    ),
    ("GET", "/stats"): Operation(
        "getStats",
        "Totals over everything the caller may see; for administrators the clinic's.",
        "Patients, staff and administrators.",
        {200: shapes.StatsShape},
        refusals=(errors.NotFound,),
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
        "The patients that the caller may write to, by name or id; a page may be short and yet not the last.",
        STAFF,
        {200: answers.PatientPageShape},
        query=("q", "limit", "cursor"),
        refusals=(errors.NotFound,),
    ),
    ("GET", "/patients/{patient_id}"): Operation(
        "getPatient",
        "A patient's profile.",
        "The patient, and the staff related to them: for anyone else there is no such patient.",
        {200: shapes.PatientProfileShape},
        refusals=(errors.NotFound,),
    ),
    ("GET", "/patients/{patient_id}/conversations"): Operation(
        "listPatientConversations",
        "The conversations of a patient that the caller may see: history in context, archived ones last.",
        "The patient, and staff related to them: for anyone else there is no such patient.",
        {200: answers.ConversationPageShape},
        query=("limit", "cursor"),
        refusals=(errors.NotFound,),
    ),
    ("GET", "/patients/{patient_id}/artifacts"): Operation(
        "listPatientArtifacts",
        "Appointments, invoices or prescriptions of a patient, which a message may show as a card; the latest first.",
        "The patient, staff related to them, and the two of an open case about them: for anyone else there is none.",
        {200: answers.CardPageShape},
        query=("type", "limit", "cursor"),
        refusals=(errors.NotFound,),
    ),
    ("GET", "/cases"): Operation(
        "listCases",
        "The cases of which the caller is requester or provider, closed ones too.",
        STAFF,
        {200: answers.CasePageShape},
        query=("limit", "cursor"),
        refusals=(errors.NotFound,),
    ),
    ("GET", "/cases/{case_id}"): Operation(
        "getCase",
        "A case, with the conversation about it.",
        "Its requester and its provider: for other staff it does not exist.",
        {200: shapes.CaseShape},
        refusals=(errors.NotFound,),
    ),
    ("GET", "/contacts"): Operation(
        "getContacts",
        "The care teams and providers that the caller may write to.",
        "Patients.",
        {200: answers.ContactsShape},
        refusals=(errors.NotFound,),
    ),
    **SESSIONS,
    **SECOND_FACTOR,
    **CONVERSATIONS,
    **ATTACHMENTS,
    **APPOINTMENTS,
    **AUDIT,
    **RETENTION,
    **DIRECTORY,
    **ITEMS,
}
