"""Telling people with open sockets. Best effort: whatever is missed here, clients fetch by `seq`."""

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import wait

from chalicelib import clock, together
from chalicelib.adapters import sockets
from chalicelib.adapters.audiences import Audience
from chalicelib.domain import shapes, showing, showing_entries
from chalicelib.domain.attachment import Attached
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.message import Message
from chalicelib.domain.person import Caller
from chalicelib.domain.seat import Seat
from chalicelib.observability import count, logger
from chalicelib.settings import settings
from chalicelib.usecases import access

PATIENCE = 1.0
"""Seconds that one act may spend on telling others about it."""
OPENING = 0.3
"""Seconds within which a socket that is being opened can usually be written to."""
GIVEN_UP = 15
"""Seconds after which a socket that cannot be written to will not open any more: its window waits no longer."""
LARGEST_FRAME = 32_000
Frame = Mapping[str, object]


def frame(event: str, data: object, at: str | None = None) -> Frame:
    """One event as it goes over a socket. `at`: since when it is known, if not since now."""
    return {"id": clock.new_id(), "event": event, "time": at or clock.timestamp(), "data": data}


def best_effort(tell: Callable[[], None]) -> None:
    """Tell, or leave it: what is stored counts, and clients fetch it."""
    try:
        tell()
    except Exception as error:
        logger.warning("nobody told", error=type(error).__name__)


def push(frames: Iterable[tuple[str, str, Frame]]) -> None:
    """Send (person id, connection id, frame) all at once, for at most a second; sockets that are gone are forgotten."""
    calls = [together.start(push_one, *target) for target in frames]
    if not calls:
        return
    _, late = wait(calls, timeout=PATIENCE)
    count("FramesPushed", len(calls) - len(late))
    if late:
        count("FramesLeftBehind", len(late))
        logger.warning("frames left behind", count=len(late))


def push_to_people(open_sockets: Mapping[str, Iterable[str]], told: Iterable[tuple[Iterable[str], Frame]]) -> None:
    """Send each frame to every open socket of the people it is for."""
    push(
        (person_id, connection_id, content)
        for person_ids, content in told
        for person_id in person_ids
        for connection_id in open_sockets.get(person_id, ())
    )


def push_one(person_id: str, connection_id: str, content: Frame) -> None:
    """A socket is listed a moment before it is open, so one that seems gone is tried once more.

    One that takes longer stays on the list: its window fetches what it has missed, and hears what comes next.
    """
    try:
        if sockets.send(connection_id, content):
            return
        time.sleep(OPENING)
        if not sockets.send(connection_id, content):
            sockets.forget_gone(person_id, connection_id, int(clock.now().timestamp()) - GIVEN_UP)
    except sockets.Unreachable as unreachable:
        logger.warning("frame not sent", reason=type(unreachable.__cause__).__name__)


def message_created(caller: Caller, audience: Audience, conversation: Conversation, message: Message) -> None:
    """Show a new message to all members with open sockets, after writing down to whom."""
    listeners = audience.listeners()
    if not listeners:
        return
    try:
        access.write_down(
            caller,
            "message.pushed",
            patient_id=message.patient_id,
            conversation_id=conversation.id,
            detail={"seq": message.seq, "to": sorted(listeners)},
        )
    except Exception:
        logger.warning("message not pushed: the audit does not take entries", conversation_id=conversation.id)
        return
    push(
        (person_id, connection_id, announcement(audience, conversation, message, person_id))
        for person_id, connection_ids in listeners.items()
        for connection_id in connection_ids
    )


def announcement(audience: Audience, conversation: Conversation, message: Message, reader_id: str) -> Frame:
    """`message.created` as one reader sees it; without the text if that does not fit into a frame."""
    status = "sent" if reader_id == message.sender.id else None
    shape = showing_entries.message(message, reader_id, status, card_url=settings().card_url)
    seat = audience.seats[reader_id].settled(conversation)
    content = frame("message.created", {"conversation": summary(audience, seat), "message": shape})
    if len(sockets.encoded(content)) > LARGEST_FRAME:
        shape["text"] = None
    return content


def summary(audience: Audience, seat: Seat) -> shapes.ConversationShape:
    """The conversation as the person of that seat sees it."""
    return showing.conversation(seat, audience.people, audience.care_team)


def conversation_updated(caller: Caller, audience: Audience, listeners: Mapping[str, Iterable[str]]) -> None:
    """Show a conversation, as it is now, to these people with open sockets, after writing down to whom.

    `listeners` have seats. Raises if that cannot be written down: then nobody is shown anything.
    """
    if not listeners:
        return
    it = audience.conversation
    told_to = {"lastSeq": it.last_seq, "to": sorted(listeners)}
    access.write_down(caller, "conversation.pushed", patient_id=it.patient_id, conversation_id=it.id, detail=told_to)
    told = [([person_id], conversation_as_seen(audience, audience.seats[person_id])) for person_id in listeners]
    push_to_people(listeners, told)


def conversation_as_seen(audience: Audience, seat: Seat) -> Frame:
    """Where the conversation stands now, for the person of that seat."""
    return frame("conversation.updated", {"conversation": summary(audience, seat.settled(audience.conversation))})


def attachment_updated(conversation_id: str, it: Attached) -> Frame:
    """How it stands with a file now."""
    return frame(
        "attachment.updated", {"conversationId": conversation_id, "attachment": showing_entries.attachment(it)}
    )


def conversation_removed(conversation_id: str) -> Frame:
    """Somebody is no member of a conversation any more."""
    return frame("conversation.removed", {"conversationId": conversation_id})


def unread_updated(seat: Seat, unread: shapes.UnreadShape, counted_at: str) -> Frame:
    """A person's totals, and where the conversation that changed them stands. The latest count wins with clients."""
    return frame(
        "unread.updated",
        {
            **unread,
            "conversationId": seat.conversation.id,
            "lastSeq": seat.conversation.last_seq,
            "readSeq": seat.marker.seq,
            "unreadCount": seat.unread,
        },
        counted_at,
    )


def receipt_updated(seat: Seat) -> Frame:
    """How far a person's inbox and eyes have come in a conversation."""
    return frame(
        "receipt.updated",
        {
            "conversationId": seat.conversation.id,
            "personId": seat.person_id,
            "deliveredSeq": seat.delivered_seq,
            "readSeq": seat.read_seq,
        },
    )
