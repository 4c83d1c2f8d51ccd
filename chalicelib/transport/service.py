"""The two doors that are open to anyone: they touch no data."""

from chalice.app import Blueprint, Response

from chalicelib.settings import settings
from chalicelib.transport.http import answer, speaks_http

routes = Blueprint(__name__)


@routes.route("/health", methods=["GET"])
@speaks_http
def get_health() -> Response:
    return answer({"status": "ok", "version": settings().version})


@routes.route("/openapi.json", methods=["GET"])
@speaks_http
def get_openapi() -> Response:
    from chalicelib.transport.openapi import document

    return answer(document())
