"""Sending and reading messages."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import reduce

from chalicelib import together
from chalicelib.adapters import appending, audiences, care_teams, consent, messages, people, seats
from chalicelib.adapters.audiences import Audience
from chalicelib.adapters.table import Overtaken, until_settled
from chalicelib.domain import showing_entries
from chalicelib.domain.attachment import Attachment
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.errors import IdReused, Invalid, NotFound
from chalicelib.domain.message import Draft, Message, Type
from chalicelib.domain.permission import may_mark_sensitive, reason_against_chat, reason_against_writing
from chalicelib.domain.person import Caller
from chalicelib.domain.seat import Progress
from chalicelib.domain.shapes import MessageShape
from chalicelib.observability import count, logger
from chalicelib.settings import settings
from chalicelib.usecases import access, attaching, cards, entries, serving, telling, unlocking
from chalicelib.usecases.access import Visit


def send(caller: Caller, conversation_id: str, draft: Draft) -> tuple[MessageShape, bool]:
    """Store a message once and tell the members; the flag is False if it was stored before.

    Two round trips to the table: what is needed is read together, and written together. Raises `IdReused`,
    `Conflict` if nobody may write here now, `Busy` if others were faster for three seconds.
    """
    check_mark(caller, draft)
    return until_settled(Sending(caller, conversation_id, draft).attempt)


def check_mark(caller: Caller, draft: Draft, field: str = "sensitive") -> None:
    """Refuse the mark of whoever may not give it. `field`: what the caller's request calls it."""
    if draft.sensitive and not may_mark_sensitive(caller.role):
        raise Invalid("Send it without the mark: only staff mark messages sensitive.", [(field, "is for staff")])


class Sending:
    """One message on its way, over all the tries it takes."""

    def __init__(self, caller: Caller, conversation_id: str, draft: Draft) -> None:
        self.caller, self.conversation_id, self.draft = caller, conversation_id, draft
        self.listening: Future[Audience | None] | None = None
        self.visit: Visit | None = None

    def attempt(self) -> tuple[MessageShape, bool]:
        """Take the next place of the conversation, or raise `Overtaken`."""
        visit = self.visit or access.enter(
            self.caller,
            self.conversation_id,
            "message.send",
            client_message_id=self.draft.client_message_id,
            seq=self.draft.correction_of,
            attachment_ids=self.draft.attachment_ids,
            card=self.draft.card,
        )
        draft = self.draft.in_place_of(visit.entry)
        if visit.named:
            return repeated(visit, draft), False
        is_first_try, self.visit = self.listening is None, None
        if is_first_try:
            self.listening = together.start(audiences.gather, self.conversation_id)
        check_correction(visit, draft)
        files, card = attaching.ready(visit, draft.attachment_ids), cards.of_visit(visit, draft)
        attached = [it.attached for it in files]
        written = entries.following(visit.conversation, visit.person, draft, self.caller, attached, card)
        try:
            store(visit, written, files)
        except appending.MovedOn as others:
            self.visit = replace(visit, conversation=others.conversation)
            raise
        self.tell(reduce(Conversation.followed_by, written, visit.conversation), written, is_first_try)
        return showing_entries.message(written[-1], self.caller.person_id, "sent", card_url=settings().card_url), True

    def tell(self, conversation: Conversation, written: Sequence[Message], is_first_try: bool) -> None:
        """Who listens was read while the message was stored; after further tries it is read again."""
        logger.info("message sent", conversation_id=conversation.id, seq=conversation.last_seq)
        count("MessagesSent")
        if self.listening is None or not is_first_try:
            self.listening = together.start(audiences.gather, conversation.id)
        audience = within_reach(self.listening)
        if audience:
            for entry in written:
                telling.message_created(self.caller, audience, conversation, entry)


def within_reach(listening: "Future[Audience | None]") -> Audience | None:
    """Who is listening; nobody if that cannot be read now: what is stored is acknowledged, and the stream tells it."""
    try:
        return listening.result(timeout=telling.PATIENCE)
    except Exception as error:
        logger.warning("nobody told", error=type(error).__name__)
        return None


def repeated(visit: Visit, draft: Draft) -> MessageShape:
    """The message that was stored under this name before. Raises `IdReused` if it said something else."""
    assert visit.named is not None
    if visit.named.fingerprint != draft.fingerprint(visit.person.id):
        raise IdReused
    message = messages.at(visit.conversation.id, visit.named.seq)
    assert message is not None, "a name stands for a message"
    return shown(message, visit, seats.progress(visit.conversation.id))


def check_correction(visit: Visit, draft: Draft) -> None:
    """Refuse to correct anything but an earlier text of the sender's own."""
    it = visit.entry
    is_own_text = it is not None and it.type is Type.TEXT and it.sender.id == visit.person.id
    if draft.correction_of and not is_own_text:
        raise Invalid("Correct a message of your own.", [("correctionOf", "is no message of yours in here")])


def store(visit: Visit, written: Sequence[Message], files: Sequence[Attachment]) -> None:
    """Append the message with its files, on the condition that the other side may be written to at that very moment."""
    message = written[-1]
    claims = [(it, it.sent(message.seq, message.sensitive)) for it in files]
    try:
        if visit.conversation.is_closed:
            raise appending.Refused
        if visit.person.is_patient and reason_against_chat(visit.person, is_related=True):
            raise appending.Refused
        on_condition = consent.needed_by(visit.person, visit.conversation)
        appending.append(visit.conversation, written, on_condition, claims)
    except appending.Refused as refused:
        conversation = visit.conversation
        team_id = conversation.care_team_id
        team = care_teams.find([team_id]).get(team_id) if team_id else None
        reason = reason_against_writing(conversation, people.find(conversation.named_people), team)
        if reason is None:
            serving.bring_in_line(conversation.id)
            raise Overtaken from refused
        access.refuse(visit, "message.send", reason)


def read(
    caller: Caller, conversation_id: str, *, after: int | None, before: int | None, limit: int
) -> tuple[list[MessageShape], bool]:
    """A page of the thread in ascending order, and whether there is more in that direction."""
    visit = access.enter(caller, conversation_id, "messages.read")
    entry = access.being_read(
        visit, "messages.read", after=after, before=before, limit=limit, lastSeq=visit.conversation.last_seq
    )
    progress = together.start(seats.progress, conversation_id)
    page, more = messages.page(conversation_id, after=after, before=before, limit=limit)
    unlocked = unlocking.unlocked(visit, page)
    everybody = progress.result()
    entry.result()
    return [shown(message, visit, everybody, unlocked) for message in page], more


def shown(
    message: Message, visit: Visit, everybody: list[Progress], unlocked: frozenset[int] = frozenset()
) -> MessageShape:
    """A message as the visitor sees it; their own with how far it has come. `unlocked`: see `unlocking`."""
    own = message.type is Type.TEXT and message.sender.id == visit.person.id
    status = showing_entries.status_for_sender(message, visit.conversation, everybody) if own else None
    is_unlocked = message.seq in unlocked
    return showing_entries.message(
        message, visit.person.id, status, card_url=settings().card_url, is_unlocked=is_unlocked
    )


def read_one(caller: Caller, conversation_id: str, seq: int) -> MessageShape:
    """The entry in one place of the thread. Raises `NotFound` if there is none, `StepUpNeeded` if it is locked."""
    visit = access.enter(caller, conversation_id, "messages.read", seq=seq)
    if visit.entry is None:
        raise NotFound
    unlocked = unlocking.require_unlocked(visit, visit.entry)
    entry = access.being_read(visit, "messages.read", seq=seq)
    everybody = seats.progress(conversation_id)
    entry.result()
    return shown(visit.entry, visit, everybody, unlocked)
