"""Sending and reading messages."""

from concurrent.futures import Future
from dataclasses import replace

from chalicelib import clock, together
from chalicelib.adapters import audiences, consent, messages, people, seats
from chalicelib.adapters.audiences import Audience
from chalicelib.adapters.table import Overtaken, until_settled
from chalicelib.domain import showing
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.errors import IdReused
from chalicelib.domain.message import Draft, Message, Origin, Type
from chalicelib.domain.permission import reason_against_chat, reason_against_writing
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.seat import Seat
from chalicelib.domain.shapes import MessageShape
from chalicelib.observability import count, logger
from chalicelib.usecases import access, telling
from chalicelib.usecases.access import Visit


def send(caller: Caller, conversation_id: str, draft: Draft) -> tuple[MessageShape, bool]:
    """Store a message once and tell the members; the flag is False if it was stored before.

    Two round trips to the table: what is needed is read together, and written together. Raises `IdReused`,
    `Conflict` if nobody may write here now, `Busy` if others were faster for three seconds.
    """
    return until_settled(Sending(caller, conversation_id, draft).attempt)


class Sending:
    """One message on its way, over all the tries it takes."""

    def __init__(self, caller: Caller, conversation_id: str, draft: Draft) -> None:
        self.caller, self.conversation_id, self.draft = caller, conversation_id, draft
        self.listening: Future[Audience | None] | None = None
        self.visit: Visit | None = None

    def attempt(self) -> tuple[MessageShape, bool]:
        """Take the next place of the conversation, or raise `Overtaken`."""
        visit = self.visit or access.enter(
            self.caller, self.conversation_id, "message.send", self.draft.client_message_id
        )
        if visit.named:
            return repeated(visit, self.draft), False
        is_first_try, self.visit = self.listening is None, None
        if is_first_try:
            self.listening = together.start(audiences.gather, self.conversation_id)
        message = next_message(visit.conversation, visit.person, self.draft, self.caller)
        try:
            store(visit, message)
        except messages.MovedOn as others:
            self.visit = replace(visit, conversation=others.conversation)
            raise
        self.tell(visit.conversation.followed_by(message), message, is_first_try)
        return showing.message(message, self.caller.person_id, "sent"), True

    def tell(self, conversation: Conversation, message: Message, is_first_try: bool) -> None:
        """Who listens was read while the message was stored; after further tries it is read again."""
        logger.info("message sent", conversation_id=conversation.id, seq=message.seq)
        count("MessagesSent")
        if self.listening is None or not is_first_try:
            self.listening = together.start(audiences.gather, conversation.id)
        audience = within_reach(self.listening)
        if audience:
            telling.message_created(self.caller, audience, conversation, message)


def within_reach(listening: "Future[Audience | None]") -> Audience | None:
    """Who is listening; nobody if that cannot be read now: what is stored is acknowledged, and the stream tells it."""
    try:
        return listening.result(timeout=telling.PATIENCE)
    except Exception as error:
        logger.warning("nobody told", error=type(error).__name__)
        return None


def next_message(conversation: Conversation, sender: Person, draft: Draft, caller: Caller) -> Message:
    """The draft in the next place of the conversation."""
    return Message(
        conversation_id=conversation.id,
        seq=conversation.last_seq + 1,
        client_message_id=draft.client_message_id,
        type=Type.TEXT,
        sender=sender.author,
        sent_at=clock.timestamp(),
        text=draft.text,
        texts=conversation.texts + 1,
        patient_id=conversation.patient_id,
        fingerprint=draft.fingerprint(sender.id),
        origin=Origin(caller.session, caller.address, caller.request_id),
    )


def repeated(visit: Visit, draft: Draft) -> MessageShape:
    """The message that was stored under this name before. Raises `IdReused` if it said something else."""
    assert visit.named is not None
    if visit.named.fingerprint != draft.fingerprint(visit.person.id):
        raise IdReused
    message = messages.at(visit.conversation.id, visit.named.seq)
    _, present = seats.gathering(visit.conversation.id)
    return shown(message, visit, present)


def store(visit: Visit, message: Message) -> None:
    """Append the message, on the condition that the other side may be written to at that very moment."""
    try:
        if visit.person.is_patient and reason_against_chat(visit.person, is_related=is_served(visit)):
            raise messages.Refused
        messages.append(visit.conversation, message, consent.needed_by(visit.person, visit.conversation))
    except messages.Refused as refused:
        conversation = visit.conversation
        known = people.find(filter(None, (conversation.patient_id, conversation.provider_id)))
        patient, provider = known.get(conversation.patient_id), known.get(conversation.provider_id or "")
        reason = reason_against_writing(conversation, patient, provider) if patient else "NO_RELATIONSHIP"
        if reason is None:
            raise Overtaken from refused
        access.refuse(visit, "message.send", reason)


def is_served(visit: Visit) -> bool:
    """Whether the patient's own row allows for the relation; a provider's is checked in the transaction."""
    conversation = visit.conversation
    by_team = conversation.team_serves_all or conversation.care_team_id in visit.person.care_team_ids
    return by_team or conversation.provider_id is not None


def read(
    caller: Caller, conversation_id: str, *, after: int | None, before: int | None, limit: int
) -> tuple[list[MessageShape], bool]:
    """A page of the thread in ascending order, and whether there is more in that direction."""
    visit = access.enter(caller, conversation_id, "messages.read")
    entry = access.being_read(
        visit, "messages.read", after=after, before=before, limit=limit, lastSeq=visit.conversation.last_seq
    )
    present = together.start(seats.gathering, conversation_id)
    page, more = messages.page(conversation_id, after=after, before=before, limit=limit)
    _, everybody = present.result()
    entry.result()
    return [shown(message, visit, everybody) for message in page], more


def shown(message: Message, visit: Visit, present: list[Seat]) -> MessageShape:
    """A message as the visitor sees it; their own with how far it has come."""
    own = message.type is Type.TEXT and message.sender.id == visit.person.id
    others = showing.other_side(visit.person.id, message.patient_id, present)
    return showing.message(message, visit.person.id, showing.status_for_sender(message.seq, others) if own else None)
