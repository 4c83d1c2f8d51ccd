"""What concerns the caller alone."""

from chalice.app import Blueprint, Response

from chalicelib.domain.person import Role
from chalicelib.domain.preferences import Choices
from chalicelib.transport.bodies import MeChanges, NotifyChanges
from chalicelib.transport.callers import TALKERS, agent, caller, caller_by_password, token_issued_at
from chalicelib.transport.http import PEOPLE, answer, body, speaks_http
from chalicelib.usecases import people, preferences, reading, realtime, statistics

routes = Blueprint(__name__)


@routes.route("/me", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_me() -> Response:
    return answer(people.me(caller_by_password("me.read", *TALKERS, Role.ADMIN)))


@routes.route("/me", methods=["PATCH"], authorizer=PEOPLE)
@speaks_http
def patch_me() -> Response:
    who, wanted = caller("preferences.change", *TALKERS, Role.ADMIN), body(MeChanges).preferences
    notify = wanted.notify or NotifyChanges()
    choices = Choices(
        chat_opt_in=wanted.chatOptIn,
        notify_email=notify.email,
        notify_web=notify.web,
        email_snippet=notify.emailSnippet,
        locale=wanted.locale,
        time_zone=wanted.timeZone,
    )
    return answer(preferences.change(who, choices))


@routes.route("/me/unread", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_unread() -> Response:
    return answer(reading.unread(caller("unread.read")))


@routes.route("/me/realtime-tickets", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_realtime_ticket() -> Response:
    who = caller("realtime-ticket.issue")
    return answer(realtime.issue_ticket(who, agent(), token_issued_at()), status=201)


@routes.route("/stats", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_stats() -> Response:
    return answer(statistics.stats(caller("stats.read", *TALKERS, Role.ADMIN)))
