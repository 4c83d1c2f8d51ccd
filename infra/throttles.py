"""What the API's gateway lets through, route by route, of all callers together; beyond that it answers 429.

Routes that are open, that cost much or that somebody may want to try out many times get less than the rest. The limits
hold for a whole clinic, so they lie well above what its people need in their busiest minute.
"""

from typing import Any, NamedTuple


class Throttle(NamedTuple):
    """`rate`: requests a second. `burst`: how many may come at once."""

    rate: int
    burst: int


EVERY_ROUTE = Throttle(200, 400)
OPEN = Throttle(20, 40)  # to anybody, without a token
MANY_SOCKETS = Throttle(50, 150)  # a clinic that opens its windows in the morning
TRIES = Throttle(10, 40)  # what somebody might guess at
FILES = Throttle(20, 80)  # each begins an upload, a check or a download
LONG_READS = Throttle(10, 30)  # many rows, or a whole conversation
WORDS = Throttle(50, 100)  # a search for each letter that is typed
MEETINGS = Throttle(10, 40)  # each may make a meeting that is paid for
LOADS = Throttle(10, 40)  # a bundle of many changes

THROTTLES: dict[tuple[str, str], Throttle] = {
    ("GET", "/health"): OPEN,
    ("GET", "/openapi.json"): Throttle(5, 20),
    ("POST", "/unsubscribe/{token}"): OPEN,
    ("POST", "/me/realtime-tickets"): MANY_SOCKETS,
    ("POST", "/me/step-up"): TRIES,
    ("POST", "/me/step-up/{step_up_id}"): TRIES,
    ("POST", "/me/sign-out"): TRIES,
    ("POST", "/me/second-factor"): TRIES,
    ("POST", "/me/second-factor/{enrolment_id}"): TRIES,
    ("PUT", "/me/second-factor/{enrolment_id}"): TRIES,
    ("DELETE", "/people/{person_id}/second-factor"): TRIES,
    ("PUT", "/me/push-subscriptions"): FILES,
    ("GET", "/me/access-log"): LONG_READS,
    ("GET", "/patients"): WORDS,
    ("GET", "/conversations"): Throttle(100, 200),
    ("GET", "/conversations/{conversation_id}/export"): LONG_READS,
    ("POST", "/conversations/{conversation_id}/attachments"): FILES,
    ("POST", "/conversations/{conversation_id}/attachments/{attachment_id}/complete"): FILES,
    ("GET", "/conversations/{conversation_id}/attachments/{attachment_id}/content"): MANY_SOCKETS,
    ("POST", "/appointments/{appointment_id}/call/start"): MEETINGS,
    ("POST", "/appointments/{appointment_id}/call/join"): FILES,
    ("GET", "/audit"): LONG_READS,
    ("GET", "/archive/preview"): LONG_READS,
    ("POST", "/directory/fhir"): LOADS,
}
"""By method and path; all other routes share the stage's own limit."""


def method_settings() -> list[dict[str, Any]]:
    """`MethodSettings` of the stage. A route's own settings take nothing over from those of all, so each says all."""
    return [_settings("*", "/*", EVERY_ROUTE), *(_settings(*route, it) for route, it in THROTTLES.items())]


def _settings(method: str, path: str, throttle: Throttle) -> dict[str, Any]:
    return {
        "HttpMethod": method,
        # As CloudFormation wants a path: its inner slashes written as in a JSON pointer.
        "ResourcePath": path if path == "/*" else "/" + path.replace("/", "~1"),
        "DataTraceEnabled": False,
        "MetricsEnabled": False,  # by route: they cost more than all else of a small clinic; access logs tell the same
        "ThrottlingBurstLimit": throttle.burst,
        "ThrottlingRateLimit": throttle.rate,
    }
