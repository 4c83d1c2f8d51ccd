"""What the API's gateway says when it refuses a request itself: the same problem documents that the functions write."""

import json
from typing import Any, NamedTuple


class Refusal(NamedTuple):
    """One answer of the gateway's own. `retry_after` is in seconds."""

    status: int
    code: str
    title: str
    detail: str
    retry_after: int | None = None


_INVALID = Refusal(400, "INVALID", "The request is not valid", "The request is malformed.")
_UNAUTHENTICATED = Refusal(401, "UNAUTHENTICATED", "Not signed in", "Sign in to continue.")
_FORBIDDEN = Refusal(403, "FORBIDDEN", "Not allowed", "This access token does not allow this.")
_NOT_FOUND = Refusal(404, "NOT_FOUND", "Not found", "There is no such thing, or it is not yours to see.")
_TOO_LARGE = Refusal(413, "TOO_LARGE", "Too large", "The request is larger than the gateway takes.")
_NOT_JSON = Refusal(415, "UNSUPPORTED_MEDIA_TYPE", "Not JSON", "Send application/json.")
_TOO_MANY = Refusal(429, "TOO_MANY_REQUESTS", "Too many requests", "Wait a little and try again.", 1)
_FAILED = Refusal(500, "INTERNAL", "Something went wrong on our side", "Report this with the request id.")
_BUSY = Refusal(503, "BUSY", "Busy", "Nothing answered in time; try again.", 1)

REFUSALS = {
    "ACCESS_DENIED": _FORBIDDEN,
    "API_CONFIGURATION_ERROR": _FAILED,
    "AUTHORIZER_CONFIGURATION_ERROR": _FAILED,
    "AUTHORIZER_FAILURE": _FAILED,
    "BAD_REQUEST_BODY": _INVALID,
    "BAD_REQUEST_PARAMETERS": _INVALID,
    "DEFAULT_5XX": _BUSY,
    "EXPIRED_TOKEN": _UNAUTHENTICATED,
    "INTEGRATION_FAILURE": _BUSY,
    "INTEGRATION_TIMEOUT": _BUSY,
    "INVALID_API_KEY": _FORBIDDEN,
    # No route of ours takes AWS signatures: the gateway says these three of routes that do not exist, the first one
    # when a bearer token came along.
    "DEFAULT_4XX": _NOT_FOUND,
    "INVALID_SIGNATURE": _NOT_FOUND,
    "MISSING_AUTHENTICATION_TOKEN": _NOT_FOUND,
    "QUOTA_EXCEEDED": _TOO_MANY,
    "REQUEST_TOO_LARGE": _TOO_LARGE,
    "RESOURCE_NOT_FOUND": _NOT_FOUND,
    "THROTTLED": _TOO_MANY,
    "UNAUTHORIZED": _UNAUTHENTICATED,
    "UNSUPPORTED_MEDIA_TYPE": _NOT_JSON,
    "WAF_FILTERED": _FORBIDDEN,
}


def gateway_responses() -> dict[str, Any]:
    """The value of `x-amazon-apigateway-gateway-responses` in the API's definition."""
    return {kind: _response(refusal) for kind, refusal in REFUSALS.items()}


def _response(refusal: Refusal) -> dict[str, Any]:
    headers = {
        "Cache-Control": "'no-store'",
        "Content-Type": "'application/problem+json'",
        "X-Request-Id": "context.requestId",
    }
    if refusal.status == 401:
        headers["WWW-Authenticate"] = "'Bearer'"
    if refusal.retry_after is not None:
        headers["Retry-After"] = f"'{refusal.retry_after}'"
    return {
        "statusCode": str(refusal.status),
        "responseParameters": {f"gatewayresponse.header.{name}": value for name, value in headers.items()},
        "responseTemplates": {"application/json": json.dumps(_problem(refusal))},
    }


def _problem(refusal: Refusal) -> dict[str, Any]:
    return {
        "type": f"urn:clinic-messaging:problem:{refusal.code.lower().replace('_', '-')}",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "code": refusal.code,
        "requestId": "$context.requestId",
    }
