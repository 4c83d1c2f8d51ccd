"""For administrators: what the archive's next run would do, and legal holds on patients."""

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import Invalid
from chalicelib.domain.hold import Ground
from chalicelib.domain.person import Role
from chalicelib.transport.appointments import moment_given
from chalicelib.transport.bodies import HoldWanted
from chalicelib.transport.callers import caller
from chalicelib.transport.http import PEOPLE, answer, body, page_size, query, speaks_http
from chalicelib.transport.identifiers import cursor, known_form, place
from chalicelib.usecases import archive_preview, holds

routes = Blueprint(__name__)
PLACE = r"[0-7]/((?a:\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\.\d{3}Z)?)#[A-Za-z0-9._-]{1,64})?"
"""A part of the list and a place in it: by the day where it is not archived, else by the moment."""
PLANS = tuple(archive_preview.PLANS)


@routes.route("/archive/preview", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_archive_preview() -> Response:
    who, plan = caller("archive.preview", Role.ADMIN), query("plan") or PLANS[0]
    if plan not in PLANS:
        raise Invalid(errors=[("plan", f"must be one of: {', '.join(PLANS)}")])
    before, start = moment_given("before"), place(query("cursor"), PLACE)
    found = archive_preview.preview(who, plan, before, start, page_size())
    content = {"items": found.items, "next": cursor(found.following), "before": found.before or None, "due": found.due}
    return answer(content)


@routes.route("/patients/{patient_id}/hold", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_hold(patient_id: str) -> Response:
    who = caller("hold.read", Role.ADMIN)
    return answer({"hold": holds.read(who, known_form(patient_id))})


@routes.route("/patients/{patient_id}/hold", methods=["PUT"], authorizer=PEOPLE)
@speaks_http
def put_hold(patient_id: str) -> Response:
    who, wanted = caller("hold.set", Role.ADMIN), body(HoldWanted)
    hold, is_new = holds.put(who, known_form(patient_id), Ground(wanted.ground))
    return answer({"hold": hold}, status=201 if is_new else 200)


@routes.route("/patients/{patient_id}/hold", methods=["DELETE"], authorizer=PEOPLE)
@speaks_http
def delete_hold(patient_id: str) -> Response:
    who = caller("hold.lifted", Role.ADMIN)
    holds.lift(who, known_form(patient_id))
    return answer({"hold": None})
