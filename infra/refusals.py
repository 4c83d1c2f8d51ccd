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


_INVALID = Refusal(400, "INVALID", "Bad Request", "The request is malformed.")
_UNAUTHENTICATED = Refusal(401, "UNAUTHENTICATED", "Unauthorized", "Sign in and send a valid access token.")
_FORBIDDEN = Refusal(403, "FORBIDDEN", "Forbidden", "This access token may not do that.")
_NOT_FOUND = Refusal(404, "NOT_FOUND", "Not Found", "There is nothing here, or not for you.")
_TOO_LARGE = Refusal(413, "TOO_LARGE", "Content Too Large", "The request is larger than the gateway takes.")
_NOT_JSON = Refusal(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type", "Send application/json.")
_TOO_MANY = Refusal(429, "TOO_MANY_REQUESTS", "Too Many Requests", "Too many requests at once; try again.", 1)
_FAILED = Refusal(500, "INTERNAL", "Internal Server Error", "Something failed on our side.")
_UNAVAILABLE = Refusal(503, "UNAVAILABLE", "Service Unavailable", "The service did not answer; try again.", 1)

REFUSALS = {
    "ACCESS_DENIED": _FORBIDDEN,
    "API_CONFIGURATION_ERROR": _FAILED,
    "AUTHORIZER_CONFIGURATION_ERROR": _FAILED,
    "AUTHORIZER_FAILURE": _FAILED,
    "BAD_REQUEST_BODY": _INVALID,
    "BAD_REQUEST_PARAMETERS": _INVALID,
    "DEFAULT_5XX": _UNAVAILABLE,
    "EXPIRED_TOKEN": _UNAUTHENTICATED,
    "INTEGRATION_FAILURE": _UNAVAILABLE,
    "INTEGRATION_TIMEOUT": _UNAVAILABLE,
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
        "type": "about:blank",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "code": refusal.code,
        "requestId": "$context.requestId",
    }
