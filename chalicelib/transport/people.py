"""Who may be written to: patients for staff, care teams and providers for patients."""

from chalice.app import Blueprint, Response

from chalicelib.domain.card import CardType
from chalicelib.domain.errors import Invalid
from chalicelib.domain.person import Role
from chalicelib.transport.callers import caller
from chalicelib.transport.http import PEOPLE, answer, listing, page_size, query, speaks_http
from chalicelib.transport.identifiers import INBOX_PLACE, cursor, known_form, place
from chalicelib.usecases import cards, conversations, people

HISTORY_PLACE = rf"(active|archived)/({INBOX_PLACE})?"
routes = Blueprint(__name__)
LONGEST_QUERY = 200
KINDS = tuple(kind.value for kind in CardType)
ITEM_PLACE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[0-9T:.Z]{0,14}#[A-Za-z0-9._-]{1,64}"
PATIENT_PLACE = r"[wn]#[^\x00-\x1f]{0,300}#[A-Za-z0-9._-]{1,64}"


@routes.route("/patients", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_patients() -> Response:
    who = caller("patients.search", Role.PROVIDER, Role.FRONT_DESK)
    wanted = query("q") or ""
    if len(wanted) > LONGEST_QUERY:
        raise Invalid(errors=[("q", f"must have at most {LONGEST_QUERY} characters")])
    after = place(query("cursor"), PATIENT_PLACE)
    found, following = people.search_patients(who, wanted, after=after, limit=page_size())
    return listing(found, cursor(following))


@routes.route("/patients/{patient_id}", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_patient(patient_id: str) -> Response:
    who = caller("patient.read")
    return answer(people.profile(who, known_form(patient_id)))


@routes.route("/patients/{patient_id}/conversations", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_patient_conversations(patient_id: str) -> Response:
    who, about = caller("patient.conversations"), known_form(patient_id)
    before = place(query("cursor"), HISTORY_PLACE)
    found, following = conversations.of_patient(who, about, before=before, limit=page_size())
    return listing(found, cursor(following))


@routes.route("/patients/{patient_id}/artifacts", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_patient_artifacts(patient_id: str) -> Response:
    who, about = caller("patient.artifacts"), known_form(patient_id)
    before, kind = place(query("cursor"), ITEM_PLACE), query("type")
    if kind not in KINDS:
        raise Invalid("Say which kind of items.", [("type", f"must be one of: {', '.join(KINDS)}")])
    found, following = cards.of_patient(who, about, CardType(kind), before=before, limit=page_size())
    return listing(found, cursor(following))


@routes.route("/contacts", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_contacts() -> Response:
    care_teams, providers = people.contacts(caller("contacts.read", Role.PATIENT))
    return answer({"careTeams": care_teams, "providers": providers})
