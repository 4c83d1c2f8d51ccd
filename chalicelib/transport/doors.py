"""By which door a request came, and from where: what CloudFront tells is believed if it proves to be CloudFront."""

import hmac
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any

from chalice.app import Request, Response

from chalicelib.domain.address import without_port
from chalicelib.domain.door_errors import NotByPortal
from chalicelib.observability import logger
from chalicelib.settings import settings
from chalicelib.transport import http

VIEWER_ADDRESS, PROOF = "cloudfront-viewer-address", "x-portal-proof"
"""Headers in which CloudFront tells who called it (address and port), and shows that it is the clinic's own."""


_address: ContextVar[str] = ContextVar("address", default="")


def address() -> str:
    """Where the request came from that is being answered."""
    return _address.get()


def watched(event: Request, get_response: Callable[[Request], Response]) -> Response:
    """Chalice middleware, behind `http.in_hand`: keeps at hand where a request came from, and refuses some ways."""
    try:
        _address.set(address_of(event.headers, event.context))
    except NotByPortal as error:
        logger.warning("request past the portal", request_id=http.request_id())
        return http.refusal(error)
    return get_response(event)


def address_of(headers: Mapping[str, str], context: Mapping[str, Any]) -> str:
    """The caller's own address, without port. `headers`: by names in small letters. `context`: the gateway's.

    What callers write into headers themselves, such as `X-Forwarded-For`, counts for nothing. Raises `NotByPortal` for
    requests that came past CloudFront, where the clinic does not serve those.
    """
    if is_proven(headers.get(PROOF, "")):
        return without_port(headers.get(VIEWER_ADDRESS, ""))
    if not settings().doors.serves_direct:
        raise NotByPortal(f"Requests are taken at {settings().portal_origin}/v1 alone. Send this one there.")
    return str((context.get("identity") or {}).get("sourceIp", ""))


def is_proven(proof: str) -> bool:
    expected = settings().doors.proof
    return bool(expected) and hmac.compare_digest(proof.encode(errors="replace"), expected.encode())
