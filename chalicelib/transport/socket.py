"""Socket events. Nothing is returned but refusals at the door: the gateway would send it to the client."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from chalice.app import Response, WebsocketEvent

from chalicelib import clock
from chalicelib.domain.door_errors import NotByPortal
from chalicelib.domain.errors import DomainError, Invalid, Unauthenticated
from chalicelib.observability import count, logger
from chalicelib.settings import settings
from chalicelib.transport import doors
from chalicelib.transport.checking import checked
from chalicelib.transport.frames import CallHere, CallSignal, Typing
from chalicelib.usecases import realtime, visiting
from chalicelib.usecases.realtime import Socket

LARGEST_FRAME = 32_768
FRAMES_A_SECOND, LARGEST_BURST = 10, 40
"""What comes faster over one socket is passed over unread: no client has a reason for it. But the two sides of a call
that begins say much at once, and it does not come about if any of it is lost: so many may come before their time.
"""


class Pace:
    """How many frames each socket is ahead of its time, as far as this process saw."""

    def __init__(self) -> None:
        self.second, self.ahead = 0, Counter[str]()

    def is_exceeded_by(self, connection_id: str) -> bool:
        """Whether a further frame of this socket is one too many; if not, it is counted."""
        second = int(clock.now().timestamp())
        if second > self.second:
            due = FRAMES_A_SECOND * (second - self.second)
            self.second, self.ahead = (
                second,
                Counter({it: ahead - due for it, ahead in self.ahead.items() if ahead > due}),
            )
        if self.ahead[connection_id] >= LARGEST_BURST:
            return True
        self.ahead[connection_id] += 1
        return False


PACE = Pace()


def connect(event: WebsocketEvent) -> Response | None:
    """Open a socket for whoever holds a good ticket; refuse everybody else."""
    raw = event.to_dict()
    ticket = (raw.get("queryStringParameters") or {}).get("ticket", "")
    headers = {name.lower(): value for name, value in (raw.get("headers") or {}).items()}
    try:
        address = doors.address_of(headers, raw["requestContext"])
        realtime.connect(event.connection_id, ticket, headers.get("origin"), address)
    except (Unauthenticated, NotByPortal) as refusal:
        logger.info("socket refused", reason=refusal.detail)
        return Response(body="", status_code=401)
    return None


def frame(event: WebsocketEvent) -> None:
    """Do what a frame asks for; answer anything else with an `error` event, and keep the socket open."""
    if PACE.is_exceeded_by(event.connection_id):
        return
    content = parsed(event.body)
    act = ACTIONS.get(str(content.get("action")), unknown)
    try:
        act(sender(event), content)
    except DomainError as refusal:
        realtime.reply(event.connection_id, "error", error_data(refusal))
    except Exception as error:
        count("FramesFailed")
        logger.error("frame failed", error=type(error).__name__)


def sender(event: WebsocketEvent) -> Socket:
    """The socket that a frame came from."""
    context = event.to_dict()["requestContext"]
    address = (context.get("identity") or {}).get("sourceIp", "")
    return Socket(event.connection_id, str(address), str(context.get("requestId", "")))


def error_data(refusal: DomainError) -> dict[str, Any]:
    """Why a frame was refused; `errors` names the fields, if it is they."""
    faults = [{"field": field, "message": message} for field, message in getattr(refusal, "errors", [])]
    return {"code": refusal.code, "detail": refusal.detail, **({"errors": faults} if faults else {})}


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


def ping(socket: Socket, content: dict[str, Any]) -> None:
    realtime.reply(socket.connection_id, "pong", {"recordId": settings().record})


def typing(socket: Socket, content: dict[str, Any]) -> None:
    wanted = checked(Typing, content)
    realtime.typing(socket, wanted.conversationId, on=wanted.on)


def call_here(socket: Socket, content: dict[str, Any]) -> None:
    wanted = checked(CallHere, content)
    visiting.here(socket, wanted.appointmentId, is_here=wanted.here)


def call_signal(socket: Socket, content: dict[str, Any]) -> None:
    wanted = checked(CallSignal, content)
    visiting.signal(socket, wanted.appointmentId, wanted.data)


def unknown(socket: Socket, content: dict[str, Any]) -> None:
    raise Invalid(f"Send one JSON object of at most 32 KB whose action is one of: {', '.join(ACTIONS)}.")


ACTIONS: dict[str, Callable[[Socket, dict[str, Any]], None]] = {
    "ping": ping,
    "typing": typing,
    "call.here": call_here,
    "call.signal": call_signal,
}
