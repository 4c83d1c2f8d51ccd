"""What goes over a socket: a row for each action and event. `asyncapi` makes the document of it."""

from dataclasses import dataclass

from chalicelib.transport import answers


@dataclass(frozen=True, slots=True)
class Event:
    """What the server tells: when, and the shape of its `data`."""

    summary: str
    data: type


ACTIONS = {
    "ping": "Keeps the socket open; answered by `pong`. The gateway closes sockets that are silent for ten minutes.",
}

EVENTS = {
    "pong": Event("The answer to `ping`.", answers.PongShape),
    "error": Event("A frame was not understood; the socket stays open.", answers.SocketErrorShape),
    "message.created": Event(
        "Somebody wrote, the reader's own other windows included. A text too large for a frame is null: fetch it.",
        answers.MessageCreatedShape,
    ),
    "unread.updated": Event(
        "The reader's totals, and where the conversation stands that changed them: a `lastSeq` beyond what the "
        "client has is a gap to fetch.",
        answers.UnreadUpdatedShape,
    ),
    "receipt.updated": Event(
        "How far the other side has come: delivered to their inbox, read by them.", answers.ReceiptUpdatedShape
    ),
}
