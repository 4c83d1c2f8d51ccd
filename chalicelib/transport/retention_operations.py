"""What each route about archive and legal holds promises: a row for each."""

from chalicelib.domain import errors
from chalicelib.transport import answers, bodies
from chalicelib.transport.operation import Operation, Operations

ADMINISTRATORS = "Administrators."
HOLD = "/patients/{patient_id}/hold"

RETENTION: Operations = {
    ("GET", "/archive/preview"): Operation(
        "previewArchive",
        "What the next nightly run would archive or (`plan`) purge; nothing is done. In no particular order: page by "
        "page, each the oldest first. A page may be short and yet not the last.",
        ADMINISTRATORS,
        {200: answers.DuePageShape},
        query=("plan", "before:moment", "limit", "cursor"),
    ),
    ("GET", HOLD): Operation(
        "getHold",
        "The legal hold that a patient is under, if any.",
        ADMINISTRATORS,
        {200: answers.PatientHoldShape},
        refusals=(errors.NotFound,),
    ),
    ("PUT", HOLD): Operation(
        "putHold",
        "Set a legal hold: nothing of this patient is purged while it is there. Doing it twice is doing it once.",
        ADMINISTRATORS,
        {201: answers.PatientHoldShape, 200: answers.PatientHoldShape},
        body=bodies.HoldWanted,
        refusals=(errors.NotFound,),
    ),
    ("DELETE", HOLD): Operation(
        "liftHold",
        "Lift a legal hold; where there is none, nothing happens.",
        ADMINISTRATORS,
        {200: answers.PatientHoldShape},
        refusals=(errors.NotFound,),
    ),
}
