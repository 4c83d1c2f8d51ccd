"""Socket events. Nothing is returned but refusals at the door: the gateway would send it to the client."""

import json
from collections.abc import Callable
from typing import Any

from chalice.app import Response, WebsocketEvent

from chalicelib.domain.errors import Unauthenticated
from chalicelib.observability import logger
from chalicelib.usecases import realtime

LARGEST_FRAME = 32_768


def connect(event: WebsocketEvent) -> Response | None:
    """Open a socket for whoever holds a good ticket; refuse everybody else."""
    raw = event.to_dict()
    ticket = (raw.get("queryStringParameters") or {}).get("ticket", "")
    headers = {name.lower(): value for name, value in (raw.get("headers") or {}).items()}
    try:
        realtime.connect(event.connection_id, ticket, headers.get("origin"))
    except Unauthenticated as refusal:
        logger.info("socket refused", reason=refusal.detail)
        return Response(body="", status_code=401)
    return None


def frame(event: WebsocketEvent) -> None:
    """Do what a frame asks for; answer anything else with an `error` event, and keep the socket open."""
    content = parsed(event.body)
    act = ACTIONS.get(str(content.get("action")), unknown)
    act(event.connection_id, content)


def disconnect(event: WebsocketEvent) -> None:
    """Forget a socket that closed."""
    realtime.disconnect(event.connection_id)


def parsed(text: str) -> dict[str, Any]:
    """The frame's JSON object; an empty one if it is something else."""
    if len(text.encode(errors="surrogatepass")) > LARGEST_FRAME:
        return {}
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def ping(connection_id: str, content: dict[str, Any]) -> None:
    realtime.reply(connection_id, "pong", {})


def unknown(connection_id: str, content: dict[str, Any]) -> None:
    detail = f"Send one JSON object of at most 32 KB whose action is one of: {', '.join(ACTIONS)}."
    realtime.reply(connection_id, "error", {"code": "INVALID", "detail": detail})


ACTIONS: dict[str, Callable[[str, dict[str, Any]], None]] = {"ping": ping}
