"""What each route about the audit promises: a row for each."""

from chalicelib.domain import errors
from chalicelib.transport import answers
from chalicelib.transport.operation import Operation, Operations

AUDIT: Operations = {
    ("GET", "/audit"): Operation(
        "searchAudit",
        "Who did what, the latest first: of a patient, a person, a conversation, or of at most 24 hours. A page may be "
        "short and yet not the last. As JSON, or (`format`, or the header `Accept`) as CSV, safe for spreadsheets.",
        "Administrators.",
        {200: answers.AuditPageShape},
        query=("patientId", "personId", "conversationId", "from", "to", "format", "limit", "cursor"),
        is_csv_too=True,
    ),
    ("GET", "/me/access-log"): Operation(
        "getAccessLog",
        "Who opened the caller's messages and files, the latest first. A page may be short and yet not the last.",
        "Patients.",
        {200: answers.AccessPageShape},
        query=("limit", "cursor"),
        refusals=(errors.NotFound,),
    ),
}
