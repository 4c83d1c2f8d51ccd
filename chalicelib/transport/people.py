"""Who may be written to: patients for staff, care teams and providers for patients."""

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import Invalid
from chalicelib.domain.person import Role
from chalicelib.transport.callers import caller
from chalicelib.transport.http import PEOPLE, answer, listing, page_size, query, speaks_http
from chalicelib.transport.identifiers import cursor, place
from chalicelib.usecases import people

routes = Blueprint(__name__)
LONGEST_QUERY = 200
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


@routes.route("/contacts", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_contacts() -> Response:
    care_teams, providers = people.contacts(caller("contacts.read", Role.PATIENT))
    return answer({"careTeams": care_teams, "providers": providers})
