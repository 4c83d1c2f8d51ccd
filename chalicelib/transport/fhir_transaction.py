"""Carrying out a FHIR transaction, and saying so in FHIR's own shapes."""

from chalicelib.domain.errors import Invalid
from chalicelib.domain.person import Caller
from chalicelib.transport import fhir_bundle
from chalicelib.transport.fhir_mapping import ITEM_TYPES
from chalicelib.usecases import importing

TYPES = {item_type: kind for kind, item_type in ITEM_TYPES.items()}
MOST_ISSUES = 100


def carry_out(who: Caller, content: object) -> dict[str, object]:
    """A Bundle that says of each entry, in its order, whether it was there before. Raises `Invalid`."""
    wanted, names = fhir_bundle.read(content)
    known = known_names(importing.take_in(who, wanted))
    said = [{"status": "200 OK" if name in known else "201 Created", "location": name} for name in names]
    return {"resourceType": "Bundle", "type": "transaction-response", "entry": [{"response": each} for each in said]}


def known_names(known: importing.Known) -> set[str]:
    """What was there before, as the bundle names it."""
    people = known.it.people.items()
    return {
        *(f"{'Patient' if person.is_patient else 'Practitioner'}/{each}" for each, person in people),
        *(f"CareTeam/{each}" for each in known.teams),
        *(f"{TYPES[reference.type]}/{reference.id}" for reference in known.items),
    }


def outcome(error: Invalid) -> dict[str, object]:
    """An OperationOutcome with an issue for each fault, or one for the whole."""
    issues: list[dict[str, object]] = [
        {"severity": "error", "code": "invalid", "diagnostics": message, "expression": [place]}
        for place, message in error.errors[:MOST_ISSUES]
    ]
    whole = [{"severity": "error", "code": "structure", "diagnostics": error.detail}]
    return {"resourceType": "OperationOutcome", "issue": issues or whole}
