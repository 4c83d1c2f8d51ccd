"""What a reader is shown of a thread's entries, with their files and cards: the same over REST and sockets."""

from collections.abc import Iterable

from chalicelib.domain import showing
from chalicelib.domain.attachment import Attached
from chalicelib.domain.card import Card, page_of
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.message import BY_NOBODY, Act, Message
from chalicelib.domain.permission import is_locked
from chalicelib.domain.person import Author
from chalicelib.domain.seat import Progress
from chalicelib.domain.shapes import AttachmentShape, CardShape, MessageShape, SystemShape


def message(
    it: Message, reader_id: str, status: str | None, *, card_url: str, is_unlocked: bool = False
) -> MessageShape:
    """A message as this reader sees it. `status`: sent, delivered or read for the reader's own, else None.

    `card_url`: where the clinic's own portal shows items, see `card`. `is_unlocked`: the reader signed in afresh. Only
    threads are told so; previews and pushes stay locked.
    """
    locked = is_locked(it.sensitive, reader_id, it.patient_id) and not is_unlocked
    return {
        "id": f"{it.conversation_id}.{it.seq}",
        "conversationId": it.conversation_id,
        "seq": it.seq,
        "clientMessageId": it.client_message_id,
        "type": it.type.value,
        "sender": None if it.act else showing.person(it.sender),
        "system": system(it.act, it.sender) if it.act else None,
        "sentAt": it.sent_at,
        "text": None if locked else it.text,
        "sensitive": it.sensitive,
        "locked": locked,
        "card": None if locked or it.card is None else card(it.card, card_url),
        "attachments": [] if locked else [attachment(each) for each in it.attachments],
        "correctionOf": it.correction_of,
        "status": status,
    }


def attachment(it: Attached) -> AttachmentShape:
    shape: AttachmentShape = {
        "id": it.id,
        "fileName": it.file_name,
        "contentType": it.content_type,
        "size": it.size,
        "state": it.state.value,
        "hasPreview": it.has_preview,
    }
    if it.reason:
        shape["reason"] = it.reason
    return shape


def card(it: Card, card_url: str) -> CardShape:
    """`card_url`: where the clinic's own portal shows items, with `{type}` and `{id}`; empty if nowhere."""
    shape: CardShape = {
        "type": it.type.value,
        "id": it.id,
        "title": it.title,
        "status": it.status,
        "date": it.date,
        "url": page_of(card_url, it),
    }
    if it.amount:
        shape["amount"] = it.amount
    return shape


def system(act: Act, about: Author) -> SystemShape:
    """What became of the conversation, and through whom; time alone archives, and the clinic's IT restores."""
    return {"act": act.value, "person": None if act in BY_NOBODY else showing.person(about)}


def status_for_sender(it: Message, conversation: Conversation, everybody: Iterable[Progress]) -> str:
    """How far a message has come: the patient's with any of the staff, one of the staff's with the patient."""
    others = [each for each in everybody if conversation.is_other_side(it.sender.id, each.person_id)]
    if any(each.read_seq >= it.seq for each in others):
        return "read"
    return "delivered" if any(each.delivered_seq >= it.seq for each in others) else "sent"
