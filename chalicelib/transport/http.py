"""Speaking HTTP: the request in hand, its body and its caller; answers, and problems as RFC 9457 has them."""

import functools
import json
from collections.abc import Callable, Container
from contextvars import ContextVar
from typing import Any

from chalice.app import CognitoUserPoolAuthorizer, Request, Response

from chalicelib.domain import errors
from chalicelib.domain.errors import DomainError, Invalid, TooLarge, UnsupportedMediaType
from chalicelib.observability import logger, places
from chalicelib.settings import settings
from chalicelib.transport.checking import Model, checked

POOL = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/placeholder"
"""Stands in until the template puts the stack's own user pool here."""
PEOPLE = CognitoUserPoolAuthorizer("Pool", provider_arns=[POOL], scopes=["clinic/portal"])
DIRECTORY = CognitoUserPoolAuthorizer("Pool", provider_arns=[POOL], scopes=["clinic/directory", "clinic/portal"])
EHR = CognitoUserPoolAuthorizer("Pool", provider_arns=[POOL], scopes=["clinic/directory"])

LARGEST_BODY = 262_144
STATUSES: dict[type[DomainError], int] = {
    errors.Invalid: 400,
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.TooLarge: 413,
    errors.UnsupportedMediaType: 415,
    errors.Busy: 503,
    DomainError: 500,
}
"""The nearest ancestor wins."""
CHALLENGES: dict[type[DomainError], str] = {
    errors.StepUpNeeded: 'Bearer error="insufficient_user_authentication", max_age=300',
    errors.StepUpRefused: 'Bearer error="insufficient_user_authentication", max_age=300',
}
"""What a 401 asks for (RFC 9470), where another token of the same sign-in would not help."""
TITLES = {
    400: "The request is not valid",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "No such method here",
    409: "The state forbids it",
    413: "Too large",
    415: "Not JSON",
    500: "Something went wrong on our side",
    503: "Busy",
}
CHALICE_CODES = {"UnsupportedMediaType": "UNSUPPORTED_MEDIA_TYPE", "MethodNotAllowedError": "METHOD_NOT_ALLOWED"}

_request: ContextVar[Request] = ContextVar("request")
View = Callable[..., Response]


def request() -> Request:
    """The request that is being answered."""
    return _request.get()


def request_id() -> str:
    return str(request().context.get("requestId", ""))


def in_hand(event: Request, get_response: Callable[[Request], Response]) -> Response:
    """Chalice middleware: keeps the request at hand, and turns Chalice's own refusals into problems."""
    _request.set(event)
    response = get_response(event)
    if response.status_code >= 400 and isinstance(response.body, dict):
        code = CHALICE_CODES.get(response.body.get("Code", ""), "INTERNAL")
        return problem(response.status_code, code, str(response.body.get("Message", "")))
    return response


def speaks_http(view: View) -> View:
    """Turn what use cases raise into problems. Under `@route`: Chalice makes 500s of exceptions before middleware."""

    @functools.wraps(view)
    def answered(**arguments: str) -> Response:
        try:
            return view(**arguments)
        except DomainError as error:
            return refusal(error)
        except Exception as error:
            logger.error("unhandled", error=type(error).__name__, places=places(error), request_id=request_id())
            return problem(
                500,
                "INTERNAL",
                f"Repeat the same request: it is done once. If that does not help, report request id {request_id()}.",
            )

    return answered


def body(model: type[Model]) -> Model:
    """The JSON body, checked against its model: strict types, no unknown and no repeated fields."""
    return checked(model, content())


def content(
    largest: int = LARGEST_BODY, kinds: Container[str] = ("application/json",), decimal: Callable[[str], Any] = float
) -> Any:
    """What the JSON body says. `largest`: bytes; `kinds`: of content that are JSON; `decimal`: reads decimals."""
    raw = request().raw_body
    if len(raw) > largest:
        raise TooLarge
    kind = request().headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind not in kinds:
        raise UnsupportedMediaType
    try:
        text = raw if isinstance(raw, str) else raw.decode()
        return json.loads(text, object_pairs_hook=without_repeats, parse_constant=refuse_constant, parse_float=decimal)
    except (ValueError, RecursionError) as error:
        raise Invalid("Send one well-formed JSON object.") from error


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("repeated field")
    return content


def refuse_constant(name: str) -> None:
    raise ValueError(name)


def query(name: str) -> str | None:
    """One query parameter, if it is given."""
    parameters = request().query_params
    return parameters.get(name) if parameters else None


def number(name: str, low: int, high: int, default: int | None = None) -> int | None:
    """A whole number in the query, within its bounds."""
    given = query(name)
    if given is None:
        return default
    if not (given.isascii() and given.isdigit() and len(given) <= 15 and low <= int(given) <= high):
        raise Invalid(errors=[(name, f"must be a whole number from {low} to {high}")])
    return int(given)


def page_size() -> int:
    """`?limit=`: 1 to 100, 50 if it is not given."""
    return number("limit", 1, 100, 50) or 50


def answer(content: object, status: int = 200, content_type: str = "application/json") -> Response:
    """An answer of the contract."""
    headers: dict[str, str | list[str]] = {
        "Content-Type": content_type,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Request-Id": request_id(),
        "X-Record-Id": settings().record,
    }
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status_code=status, headers=headers)


def listing(items: list[Any], following: str | None) -> Response:
    """A page of a list, with the cursor of the next."""
    return answer({"items": items, "next": following})


def problem(status: int, code: str, detail: str, faults: list[tuple[str, str]] | None = None) -> Response:
    """Problem details (RFC 9457)."""
    content: dict[str, object] = {
        "type": f"urn:clinic-messaging:problem:{code.lower().replace('_', '-')}",
        "title": TITLES.get(status, "Refused"),
        "status": status,
        "detail": detail,
        "code": code,
        "requestId": request_id(),
    }
    if faults:
        content["errors"] = [{"field": field, "message": message} for field, message in faults]
    response = answer(content, status, "application/problem+json")
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    if status in (429, 503):
        response.headers["Retry-After"] = "1"
    return response


def refusal(error: DomainError) -> Response:
    status = next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
    response = problem(status, error.code, error.detail, getattr(error, "errors", None))
    if type(error) in CHALLENGES:
        response.headers["WWW-Authenticate"] = CHALLENGES[type(error)]
    return response
