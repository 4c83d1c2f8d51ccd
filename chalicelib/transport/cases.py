"""The cases of a member of staff."""

from chalice.app import Blueprint, Response

from chalicelib.domain.person import Role
from chalicelib.transport.callers import caller
from chalicelib.transport.http import PEOPLE, answer, listing, page_size, query, speaks_http
from chalicelib.transport.identifiers import cursor, known_form, place
from chalicelib.usecases import cases

routes = Blueprint(__name__)
CASE_PLACE = r"[A-Za-z0-9._-]{1,64}"


@routes.route("/cases", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_cases() -> Response:
    who = caller("cases.read", Role.PROVIDER, Role.FRONT_DESK)
    found, following = cases.mine(who, after=place(query("cursor"), CASE_PLACE), limit=page_size())
    return listing(found, cursor(following))


@routes.route("/cases/{case_id}", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_case(case_id: str) -> Response:
    who = caller("case.read", Role.PROVIDER, Role.FRONT_DESK)
    return answer(cases.open_one(who, known_form(case_id)))
