"""What concerns the caller alone."""

from chalice.app import Blueprint, Response

from chalicelib.domain.person import Role
from chalicelib.transport.callers import TALKERS, caller
from chalicelib.transport.http import PEOPLE, answer, speaks_http
from chalicelib.usecases import people, reading, realtime

routes = Blueprint(__name__)


@routes.route("/me", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_me() -> Response:
    return answer(people.me(caller("me.read", *TALKERS, Role.ADMIN)))


@routes.route("/me/unread", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_unread() -> Response:
    return answer(reading.unread(caller("unread.read")))


@routes.route("/me/realtime-tickets", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_realtime_ticket() -> Response:
    return answer(realtime.issue_ticket(caller("realtime-ticket.issue")), status=201)
