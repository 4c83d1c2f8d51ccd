"""What each route about appointments, invoices and prescriptions promises: a row for each."""

from chalicelib.domain import errors
from chalicelib.transport import answers, fhir_answers, fhir_bodies, item_bodies
from chalicelib.transport.bodies import Body
from chalicelib.transport.callers import DIRECTORY_SCOPE, PORTAL_SCOPE
from chalicelib.transport.operation import KEEPERS, Operation, Operations

BOTH = (DIRECTORY_SCOPE, PORTAL_SCOPE)
KINDS: tuple[tuple[str, str, type[Body], type], ...] = (
    ("appointment", "an appointment", item_bodies.DirectoryAppointment, answers.StoredAppointmentShape),
    ("invoice", "an invoice", item_bodies.DirectoryInvoice, answers.StoredInvoiceShape),
    ("prescription", "a prescription", item_bodies.DirectoryPrescription, answers.StoredPrescriptionShape),
)


def operations_on(kind: str, words: str, body: type[Body], shape: type) -> Operations:
    """Put, get and end one kind of item."""
    path, name, said = f"/directory/{kind}s/{{{kind}_id}}", kind.capitalize(), (errors.NotFound,)
    added = f"Add or change {words} of a patient, who stays the same; doing it twice is doing it once."
    ended = f"End {words}: it is shown and offered no more. Erases nothing, and messages keep their cards."
    return {
        ("PUT", path): Operation(
            f"put{name}", added, KEEPERS, {201: shape, 200: shape}, scopes=BOTH, body=body, refusals=said
        ),
        ("GET", path): Operation(
            f"get{name}OfDirectory", f"{words.capitalize()}.", KEEPERS, {200: shape}, scopes=BOTH, refusals=said
        ),
        ("DELETE", path): Operation(f"end{name}", ended, KEEPERS, {200: shape}, scopes=BOTH, refusals=said),
    }


ITEMS: Operations = {route: row for kind in KINDS for route, row in operations_on(*kind).items()}
ITEMS["POST", "/directory/fhir"] = Operation(
    "putFhirBundle",
    "People, care teams, appointments, invoices and prescriptions as a FHIR R4 transaction, whole or not at all.",
    "The clinic's EHR.",
    {200: fhir_answers.FhirTransactionShape},
    scopes=(DIRECTORY_SCOPE,),
    body=fhir_bodies.FhirBundle,
    outcome=fhir_answers.FhirOutcomeShape,
    content_type="application/fhir+json",
)
