"""Reading the audit: administrators all of it, patients who opened what is theirs."""

from chalice.app import Blueprint, Response

from chalicelib import clock
from chalicelib.domain.audit_search import EARLIEST, AuditSearch
from chalicelib.domain.errors import Invalid
from chalicelib.domain.person import Role
from chalicelib.transport.appointments import moment_given
from chalicelib.transport.audit_table import table
from chalicelib.transport.callers import caller
from chalicelib.transport.http import PEOPLE, answer, listing, page_size, query, request, speaks_http
from chalicelib.transport.identifiers import ID, cursor, place
from chalicelib.transport.item_bodies import moment
from chalicelib.usecases import access_log, audit_search

routes = Blueprint(__name__)
PLACE = r"(?a:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)#[A-Za-z0-9._-]{1,140}"
CSV, JSON = "csv", "json"
CSV_TYPE = "text/csv"


@routes.route("/audit", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_audit() -> Response:
    who = caller("audit.read", Role.ADMIN)
    is_table, before = wants_table(), place_asked()
    wanted = AuditSearch(
        patient_id=id_given("patientId"),
        person_id=id_given("personId"),
        conversation_id=id_given("conversationId"),
        first=moment_given("from") or EARLIEST,
        last=moment_given("to") or clock.timestamp(),
    )
    found, following = audit_search.find(who, wanted, before=before, limit=page_size())
    if not is_table:
        return listing(found, cursor(following))
    response = answer(table(found), content_type=CSV_TYPE)
    if following:
        response.headers["X-Next-Cursor"] = cursor(following) or ""
    return response


@routes.route("/me/access-log", methods=["GET"], authorizer=PEOPLE)
@speaks_http
def get_access_log() -> Response:
    who = caller("access-log.read", Role.PATIENT)
    found, following = access_log.mine(who, before=place_asked(), limit=page_size())
    return listing(found, cursor(following))


def wants_table() -> bool:
    """Whether CSV is asked for: by the query, or else by what the caller would rather accept."""
    wanted = query("format")
    if wanted not in (None, CSV, JSON):
        raise Invalid(errors=[("format", f"must be one of: {CSV}, {JSON}")])
    accepted = request().headers.get("accept", "").partition(",")[0].partition(";")[0].strip().lower()
    return wanted == CSV or (wanted is None and accepted == CSV_TYPE)


def id_given(name: str) -> str | None:
    """An id in the query, if there is one."""
    given = query(name)
    if given is not None and not ID.fullmatch(given):
        raise Invalid(errors=[(name, "is no id")])
    return given


def place_asked() -> str | None:
    """The place in the order of time that the cursor stands for, if there is one."""
    found = place(query("cursor"), PLACE)
    try:
        if found:
            moment(found.partition("#")[0])
    except ValueError as error:
        raise Invalid("Use a cursor from an earlier answer.", [("cursor", "is not one of ours")]) from error
    return found
