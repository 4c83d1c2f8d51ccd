"""The next entries of a conversation: what people write, and what happens to it."""

from collections.abc import Callable, Sequence

from chalicelib import clock
from chalicelib.adapters import appending, conversations, messages
from chalicelib.adapters.appending import MovedOn
from chalicelib.adapters.table import until_settled
from chalicelib.domain.attachment import Attached
from chalicelib.domain.card import Card
from chalicelib.domain.conversation import Conversation, Status
from chalicelib.domain.message import SENTENCES, Act, Draft, Message, Origin, Type
from chalicelib.domain.person import Author, Caller, Person

BY_ITSELF = Origin(session="", address="", request_id="")
"""Where entries come from that no request made."""


def following(
    conversation: Conversation,
    sender: Person,
    draft: Draft,
    caller: Caller,
    files: Sequence[Attached] = (),
    card: Card | None = None,
) -> list[Message]:
    """The draft in the next place of the conversation, after the note that this opens it again, if it was not open."""
    if conversation.status is Status.OPEN:
        return [text(conversation, sender, draft, caller, files, card)]
    reopened = system(conversation, Act.REOPENED, sender.author, origin_of(caller))
    return [reopened, text(conversation.followed_by(reopened), sender, draft, caller, files, card)]


def text(
    conversation: Conversation,
    sender: Person,
    draft: Draft,
    caller: Caller,
    files: Sequence[Attached] = (),
    card: Card | None = None,
) -> Message:
    """The draft, with the files and the card that it names, in the next place of the conversation."""
    now = clock.now()
    return Message(
        conversation_id=conversation.id,
        seq=conversation.last_seq + 1,
        client_message_id=draft.client_message_id,
        type=Type.TEXT,
        sender=sender.author,
        sent_at=clock.timestamp(now),
        text=draft.text,
        texts=conversation.texts + 1,
        patient_id=conversation.patient_id,
        fingerprint=draft.fingerprint(sender.id),
        correction_of=draft.correction_of,
        sensitive=draft.sensitive,
        attachments=tuple(files),
        card=card,
        origin=origin_of(caller),
        day=clock.day(now),
    )


def system(conversation: Conversation, act: Act, about: Author, origin: Origin, name: str | None = None) -> Message:
    """A system entry in the next place of the conversation, about what that person did or what became of them."""
    now = clock.now()
    return Message(
        conversation_id=conversation.id,
        seq=conversation.last_seq + 1,
        client_message_id=name or clock.new_id(),
        type=Type.SYSTEM,
        sender=about,
        sent_at=clock.timestamp(now),
        text=SENTENCES[act].format(name=about.name),
        texts=conversation.texts,
        patient_id=conversation.patient_id,
        fingerprint=act.value,
        origin=origin,
        act=act,
        day=clock.day(now),
    )


def origin_of(caller: Caller) -> Origin:
    return Origin(caller.session, caller.address, caller.request_id)


def note(conversation_id: str, act: Act, about: Author, name: str) -> Message | None:
    """Append a system entry under a name, once however often this runs, and return it; None if it was there before.

    Raises `Busy` if others were in the way for three seconds.
    """

    def look() -> Conversation | None:
        found = conversations.find([conversation_id]).get(conversation_id)
        return None if found is None or messages.is_taken(conversation_id, name) else found

    return append(look, lambda conversation: system(conversation, act, about, BY_ITSELF, name))


def append(
    look: Callable[[], Conversation | None], following_on: Callable[[Conversation], Message | None]
) -> Message | None:
    """Append what is to follow on the conversation that `look` finds, and return it; None if there is nothing to.

    Decided anew on where the conversation stands whenever others were first. Raises `Busy` as above.
    """
    known: list[Conversation] = []

    def attempt() -> Message | None:
        conversation = known.pop() if known else look()
        entry = following_on(conversation) if conversation else None
        if conversation is None or entry is None:
            return None
        try:
            appending.append(conversation, [entry], None)
        except MovedOn as others:
            known.append(others.conversation)
            raise
        return entry

    return until_settled(attempt)
