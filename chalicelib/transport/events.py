"""What goes over a socket: a row for each action and event. `asyncapi` makes the document of it."""

from dataclasses import dataclass

from chalicelib.transport import event_shapes, frames
from chalicelib.transport.bodies import Body


@dataclass(frozen=True, slots=True)
class Action:
    """What the client asks for, and the model of its fields, if it has any."""

    summary: str
    fields: type[Body] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What the server tells: when, and the shape of its `data`."""

    summary: str
    data: type


ACTIONS = {
    "ping": Action(
        "Keeps the socket open; answered by `pong`. The gateway closes sockets that are silent for ten minutes."
    ),
    "typing": Action(
        "The sender is typing in a conversation, or no longer: told to its other members, and kept nowhere. While it "
        "goes on at most one `on` in three seconds.",
        frames.Typing,
    ),
    "call.here": Action(
        "The sender's window is at a video visit, or no longer: said once joined, every 20 seconds and after each new "
        "socket. A window that has not said so for 90 seconds, or whose socket closed, is taken for gone.",
        frames.CallHere,
    ),
    "call.signal": Action(
        "For the other side's windows at a live call, as it is: at most 16 KB of JSON, kept nowhere. The sender must "
        "have joined the call within the last 15 minutes.",
        frames.CallSignal,
    ),
}

EVENTS = {
    "pong": Event("The answer to `ping`.", event_shapes.PongShape),
    "error": Event("A frame was not understood, or refused; the socket stays open.", event_shapes.SocketErrorShape),
    "message.created": Event(
        "Somebody wrote, the reader's own other windows included. A text too large for a frame is null: fetch it.",
        event_shapes.MessageCreatedShape,
    ),
    "attachment.updated": Event(
        "It stands otherwise with a file: told to its uploader until it is sent, then to the members.",
        event_shapes.AttachmentUpdatedShape,
    ),
    "conversation.updated": Event(
        "A conversation as it is now for the reader: its status, claim or people changed, or they joined it.",
        event_shapes.ConversationUpdatedShape,
    ),
    "conversation.removed": Event(
        "The reader is no member of that conversation any more.",
        event_shapes.ConversationRemovedShape,
    ),
    "unread.updated": Event(
        "The reader's totals, and where the conversation stands that changed them: a `lastSeq` beyond what the "
        "client has is a gap to fetch.",
        event_shapes.UnreadUpdatedShape,
    ),
    "receipt.updated": Event(
        "How far the other side has come: delivered to their inbox, read by them.", event_shapes.ReceiptUpdatedShape
    ),
    "typing": Event(
        "Another member is typing, or no longer. Forget it six seconds after the last `on`, and with their message.",
        event_shapes.TypingShape,
    ),
    "session.ended": Event(
        "Somebody signed out of the session of this socket, or (`everywhere`) of all of theirs; then it is closed.",
        event_shapes.SessionEndedShape,
    ),
    "call.waiting": Event("The patient has come to the waiting room of a video visit.", event_shapes.CallToldShape),
    "call.started": Event("The provider has started a video visit: join it.", event_shapes.CallToldShape),
    "call.ended": Event("A video visit has ended.", event_shapes.CallToldShape),
    "call.cancelled": Event("The appointment of a video visit was called off.", event_shapes.CallToldShape),
    "call.updated": Event(
        "Something else of a video visit: somebody came or went, the provider runs late, nobody waits any more. Of two "
        "tellings of a call the one with the larger `revision` counts, and one already told changes nothing. If only "
        "`revision` is new, fetch the appointment: it was moved.",
        event_shapes.CallToldShape,
    ),
    "call.signal": Event(
        "What a browser of the other side has to say; signals may overtake each other.", event_shapes.CallSignalShape
    ),
    "presence": Event(
        "Somebody related to the reader opened their first socket or closed their last. The latest `time` counts; how "
        "it is to begin with, the members of a conversation tell.",
        event_shapes.PresenceShape,
    ),
}
