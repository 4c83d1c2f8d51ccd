"""The link of a mail that turns mails off: open to whoever holds it, and good for nothing else (RFC 8058)."""

from chalice.app import Blueprint, Response

from chalicelib.transport.doors import address
from chalicelib.transport.http import answer, request_id, speaks_http
from chalicelib.usecases import unsubscribing

routes = Blueprint(__name__)
FORMS = ["application/x-www-form-urlencoded", "multipart/form-data", "application/json"]
"""What mail programs send, and how Chalice calls a request without content."""


@routes.route("/unsubscribe/{token}", methods=["POST"], content_types=FORMS)
@speaks_http
def post_unsubscribe(token: str) -> Response:
    unsubscribing.unsubscribe(token, address(), request_id())
    return answer({"unsubscribed": True})
