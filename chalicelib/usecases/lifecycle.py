"""What staff do with a conversation beside writing: resolve and open it, claim it, give it back, call it done."""

from collections.abc import Callable

from chalicelib.adapters import appending, audiences, audit, conversations
from chalicelib.adapters.audiences import Audience
from chalicelib.adapters.table import commit, transaction, until_settled
from chalicelib.domain.conversation import Conversation, Status
from chalicelib.domain.errors import Archived, Claimed, Forbidden, NotWaiting
from chalicelib.domain.message import Act, Message
from chalicelib.domain.person import Caller
from chalicelib.domain.shapes import ConversationShape
from chalicelib.usecases import access, entries, telling
from chalicelib.usecases.access import Visit

ACTS = {Status.RESOLVED: Act.RESOLVED, Status.OPEN: Act.REOPENED}


def change_status(caller: Caller, conversation_id: str, wanted: Status) -> ConversationShape:
    """Resolve a conversation, or open it again, with an entry that says so; what is so already stays as it is."""
    act = ACTS[wanted]

    def attempt() -> list[Message]:
        visit = enter(caller, conversation_id, f"conversation.{act.value}")
        it = visit.conversation
        if it.status is wanted:
            return []
        if it.status is Status.ARCHIVED and wanted is Status.RESOLVED:
            raise Archived
        entry = entries.system(it, act, visit.person.author, entries.origin_of(caller))
        appending.append(it, [entry], None)
        return [entry]

    return tell(caller, conversation_id, until_settled(attempt))


def claim(caller: Caller, conversation_id: str) -> ConversationShape:
    """Take it on to answer the patient. Raises `NotWaiting` if nobody waits, `Claimed` if a colleague was first."""

    def claimed(visit: Visit) -> Conversation:
        it = visit.conversation
        if it.waiting_since is None:
            raise NotWaiting
        if it.claimed_by and it.claimed_by.id != caller.person_id:
            raise Claimed(f"{it.claimed_by.name} has claimed this conversation. Ask them to give it back.")
        return it if it.claimed_by else it.claimed(visit.person.author)

    return change(caller, conversation_id, "conversation.claimed", claimed)


def release(caller: Caller, conversation_id: str) -> ConversationShape:
    """Give a claimed conversation back to the team, whoever had it."""

    def released(visit: Visit) -> Conversation:
        return visit.conversation.claimed(None) if visit.conversation.claimed_by else visit.conversation

    return change(caller, conversation_id, "conversation.released", released)


def done(caller: Caller, conversation_id: str) -> ConversationShape:
    """State that the patient needs no answer (any more)."""

    def answered(visit: Visit) -> Conversation:
        it = visit.conversation
        return it.claimed(None).answered() if it.waiting_since else it

    return change(caller, conversation_id, "conversation.done", answered)


def change(
    caller: Caller, conversation_id: str, act: str, changed: Callable[[Visit], Conversation]
) -> ConversationShape:
    """Change where a conversation stands, with its audit entry, wholly or not at all."""

    def attempt() -> None:
        visit = enter(caller, conversation_id, act)
        before, after = visit.conversation, changed(visit)
        if after is before:
            return
        write = transaction()
        write.save(audit.entry_row(access.entry_of(visit, act)))
        conversations.put_change(write, before, after)
        commit(write)

    until_settled(attempt)
    return tell(caller, conversation_id, [])


def enter(caller: Caller, conversation_id: str, act: str) -> Visit:
    """Let a member of staff in; the patient, who is a member too, may not do this."""
    visit = access.enter(caller, conversation_id, act)
    if not visit.person.is_staff:
        raise Forbidden("The clinic's staff does this.")
    return visit


def tell(caller: Caller, conversation_id: str, written: list[Message]) -> ConversationShape:
    """Show the members where it stands now, and the caller as the answer."""
    visit = access.enter(caller, conversation_id, "conversation.read")
    entry = access.being_read(visit, "conversation.read", lastSeq=visit.conversation.last_seq)
    audience = audiences.gather(conversation_id)
    assert audience is not None, "the caller was inside a moment ago"
    entry.result()
    telling.best_effort(lambda: announce(caller, audience, written))
    return telling.summary(audience, visit.seat)


def announce(caller: Caller, audience: Audience, written: list[Message]) -> None:
    for entry in written:
        telling.message_created(caller, audience, audience.conversation, entry)
    telling.conversation_updated(caller, audience, audience.listeners())
