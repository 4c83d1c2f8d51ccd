"""What a window does with what it hears: merge it, and fetch where it shows that something is missing."""

from tests.soak.ledger import Push, content_of
from tests.soak.view import Json
from tests.soak.window import Window


def follow(window: Window) -> None:
    """Take in everything that was heard since."""
    while not window.heard.empty():
        event = window.heard.get()
        data = event["data"]
        push = Push(window.name, window.person.id, event["event"], event["at"], content_of(data))
        window.ledger.note_push(push)
        window.ever_known |= push.content.conversations.keys()
        HANDLERS.get(event["event"], passed_over)(window, data, event["time"])


def message_created(window: Window, data: Json, at: str) -> None:
    conversation_id = data["conversation"]["id"]
    window.view.take_row(data["conversation"], at)
    if conversation_id in window.view.threads:
        window.view.take_messages(conversation_id, [data["message"]])
        if window.view.has_gap(conversation_id):
            window.fill(conversation_id)


def conversation_updated(window: Window, data: Json, at: str) -> None:
    window.view.take_row(data["conversation"], at)


def conversation_removed(window: Window, data: Json, at: str) -> None:
    if at >= window.view.known_at.get(data["conversationId"], ""):
        window.view.forget(data["conversationId"])


def unread_updated(window: Window, data: Json, at: str) -> None:
    """Also the second way to learn of a message: `lastSeq` shows a push that never came."""
    window.view.take_unread(data, at)
    row = window.view.rows.get(data["conversationId"])
    if row is None or any(row[name] != data[name] for name in ("lastSeq", "readSeq", "unreadCount")):
        window.reload(data["conversationId"])
    if window.view.has_gap(data["conversationId"]):
        window.fill(data["conversationId"])


def passed_over(window: Window, data: Json, at: str) -> None:
    """Receipts, typing and presence change nothing that is kept here."""


HANDLERS = {
    "message.created": message_created,
    "conversation.updated": conversation_updated,
    "conversation.removed": conversation_removed,
    "unread.updated": unread_updated,
}
