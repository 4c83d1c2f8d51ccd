"""Appointments, and the calls of those that are visits by video."""

import re
from datetime import timedelta

from chalice.app import Blueprint, Response

from chalicelib import clock
from chalicelib.domain.errors import Invalid
from chalicelib.domain.person import Role
from chalicelib.transport.call_bodies import Delay
from chalicelib.transport.callers import caller
from chalicelib.transport.http import PEOPLE, answer, body, listing, page_size, query, speaks_http
from chalicelib.transport.identifiers import cursor, known_form, place
from chalicelib.transport.item_bodies import MOMENT, moment
from chalicelib.usecases import appointments, calls

routes = Blueprint(__name__)
HOURS_BACK, DAYS_AHEAD = 12, 60
"""Between which moments appointments are listed if nobody says so."""
PLACE = r"(?a:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)#[A-Za-z0-9._-]{1,64}"
STAFF = (Role.PROVIDER, Role.FRONT_DESK)


@routes.route("/appointments", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_appointments() -> Response:
    who, after = caller("appointments.read"), place(query("cursor"), PLACE)
    first = moment_asked("from", timedelta(hours=-HOURS_BACK))
    last = moment_asked("to", timedelta(days=DAYS_AHEAD))
    found, following = appointments.mine(who, first=first, last=last, after=after, limit=page_size())
    return listing(found, cursor(following))


@routes.route("/appointments/{appointment_id}", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_appointment(appointment_id: str) -> Response:
    who = caller("appointment.read")
    return answer(appointments.open_one(who, known_form(appointment_id)))


@routes.route("/appointments/{appointment_id}/call/join", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_join(appointment_id: str) -> Response:
    who = caller("call.join")
    joined = calls.join(who, known_form(appointment_id))
    return answer(joined, status=202 if joined["state"] == "waiting" else 200)


@routes.route("/appointments/{appointment_id}/call/start", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_start(appointment_id: str) -> Response:
    who = caller("call.start", *STAFF)
    return answer(calls.start(who, known_form(appointment_id)))


@routes.route("/appointments/{appointment_id}/call/late", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_late(appointment_id: str) -> Response:
    who, wanted = caller("call.late", *STAFF), body(Delay)
    return answer(calls.late(who, known_form(appointment_id), wanted.minutes))


@routes.route("/appointments/{appointment_id}/call/end", methods=["POST"], authorizer=PEOPLE)
@speaks_http
def post_end(appointment_id: str) -> Response:
    who = caller("call.end", *STAFF)
    return answer(calls.end(who, known_form(appointment_id)))


def moment_asked(name: str, default: timedelta) -> str:
    """A moment in the query, in UTC; by default one that far from now."""
    return moment_given(name) or clock.timestamp(clock.now() + default)


def moment_given(name: str) -> str | None:
    """A moment in the query, in UTC, if there is one."""
    given = query(name)
    if given is None:
        return None
    try:
        if re.fullmatch(MOMENT, given):
            return moment(given)
    except ValueError as error:
        raise Invalid(errors=[(name, str(error))]) from error
    raise Invalid(errors=[(name, "must be a moment such as 2026-11-21T09:30:00Z")])
