"""The directory's door for FHIR R4: a transaction bundle in, what became of it out."""

from decimal import Decimal

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import Invalid
from chalicelib.domain.person import Role
from chalicelib.transport.callers import caller
from chalicelib.transport.http import EHR, answer, content, speaks_http

routes = Blueprint(__name__)
FHIR = "application/fhir+json"
KINDS = ["application/json", FHIR]
LARGEST_BUNDLE = 1_048_576


@routes.route("/directory/fhir", methods=["POST"], authorizer=EHR, content_types=KINDS)
@speaks_http
def post_fhir() -> Response:
    from chalicelib.transport import fhir_transaction  # which no other route waits for

    who = caller("directory.fhir", Role.INTEGRATION)
    try:
        said = fhir_transaction.carry_out(who, content(LARGEST_BUNDLE, KINDS, Decimal))
    except Invalid as error:
        return answer(fhir_transaction.outcome(error), 400, FHIR)
    return answer(said, content_type=FHIR)
