"""The caller's sessions: signing in afresh, signing out, and what else is signed in."""

from chalice.app import Blueprint, Response

from chalicelib.domain.person import Role
from chalicelib.transport.bodies import FreshSignIn, SigningOut
from chalicelib.transport.callers import TALKERS, caller, caller_by_password
from chalicelib.transport.http import PEOPLE, answer, body, listing, speaks_http
from chalicelib.transport.identifiers import known_form
from chalicelib.usecases import sessions, step_up

routes = Blueprint(__name__)


@routes.route("/me/step-up", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_step_up() -> Response:
    return answer(step_up.begin(caller("step-up.begun", Role.PATIENT)), status=201)


@routes.route("/me/step-up/{step_up_id}", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_fresh_sign_in(step_up_id: str) -> Response:
    who, which = caller("step-up.completed", Role.PATIENT), known_form(step_up_id)
    return answer(step_up.complete(who, which, body(FreshSignIn).code))


@routes.route("/me/sessions", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_sessions() -> Response:
    return listing(sessions.mine(caller("sessions.read", *TALKERS, Role.ADMIN)), None)


@routes.route("/me/sign-out", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_sign_out() -> Response:
    who, wanted = caller_by_password("session.ended", *TALKERS, Role.ADMIN), body(SigningOut)
    return answer(sessions.sign_out(who, everywhere=wanted.everywhere, keep_push=wanted.keepPush))
