"""What clients may send over a socket, a model for each action that has fields. Types are taken literally."""

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator

from chalicelib.transport.bodies import Body
from chalicelib.transport.identifiers import Identifier

LARGEST_SIGNAL = 16_384


def sendable(data: dict[str, Any]) -> dict[str, Any]:
    """The same, if it can be sent on as it is: as JSON that everybody reads, and no larger than a signal may be."""
    try:
        size = len(json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode())
    except (ValueError, RecursionError):
        raise ValueError("is not JSON that can be sent on") from None
    if size > LARGEST_SIGNAL:
        raise ValueError("is larger than 16 KB")
    return data


Signal = Annotated[dict[str, Any], AfterValidator(sendable)]


class Typing(Body):
    """Whether the sender is typing in a conversation at this moment."""

    action: Literal["typing"]
    conversationId: Identifier
    on: bool


class CallHere(Body):
    """Whether the sender's window is on the page of a video visit."""

    action: Literal["call.here"]
    appointmentId: Identifier
    here: bool


class CallSignal(Body):
    """What the sender's browser has to say to the other side's, to come to a call between the two."""

    action: Literal["call.signal"]
    appointmentId: Identifier
    data: Signal
