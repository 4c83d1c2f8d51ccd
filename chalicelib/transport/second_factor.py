"""An authenticator app at sign-in: setting one up, and taking it away from whoever has lost it."""

from chalice.app import Blueprint, Response

from chalicelib.domain.person import Role
from chalicelib.transport.bodies import FreshSignIn
from chalicelib.transport.callers import TALKERS, caller, caller_by_password
from chalicelib.transport.factor_bodies import AppCode
from chalicelib.transport.http import PEOPLE, answer, body, speaks_http
from chalicelib.transport.identifiers import known_form
from chalicelib.usecases import enrolling

routes = Blueprint(__name__)
EVERYBODY = (*TALKERS, Role.ADMIN)


@routes.route("/me/second-factor", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_second_factor() -> Response:
    return answer(enrolling.begin(caller_by_password(enrolling.ENROLLED, *EVERYBODY)), status=201)


@routes.route("/me/second-factor/{enrolment_id}", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_app_key(enrolment_id: str) -> Response:
    who, which = caller_by_password(enrolling.ENROLLED, *EVERYBODY), known_form(enrolment_id)
    return answer(enrolling.new_key(who, which, body(FreshSignIn).code))


@routes.route("/me/second-factor/{enrolment_id}", methods=["PUT"], authorizer=PEOPLE)
@speaks_http
def put_second_factor(enrolment_id: str) -> Response:
    who, which = caller_by_password(enrolling.ENROLLED, *EVERYBODY), known_form(enrolment_id)
    return answer(enrolling.enrol(who, which, body(AppCode).code))


@routes.route("/people/{person_id}/second-factor", methods=["DELETE"], authorizer=PEOPLE)
@speaks_http
def delete_second_factor(person_id: str) -> Response:
    return answer(enrolling.reset(caller(enrolling.RESET, Role.ADMIN), known_form(person_id)))
