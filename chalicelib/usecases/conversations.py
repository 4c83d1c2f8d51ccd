"""Opening and listing conversations."""

from collections.abc import Callable, Sequence
from functools import partial

from chalicelib import clock, together
from chalicelib.adapters import audiences, care_teams, conversations, people, seats
from chalicelib.adapters import inbox as inbox_pages
from chalicelib.adapters.table import until_settled
from chalicelib.domain import showing
from chalicelib.domain.conversation import Kind
from chalicelib.domain.errors import NotFound
from chalicelib.domain.permission import may_read
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.seat import Seat, provisional
from chalicelib.domain.shapes import ConversationShape
from chalicelib.usecases import access, seating, telling
from chalicelib.usecases.access import Visit
from chalicelib.usecases.people import let_in


def open_one(caller: Caller, conversation_id: str) -> ConversationShape:
    """One conversation as the caller sees it."""
    visit = access.enter(caller, conversation_id, "conversation.read")
    entry = access.being_read(visit, "conversation.read", lastSeq=visit.conversation.last_seq)
    audience = audiences.gather(conversation_id)
    entry.result()
    if audience is None:
        raise NotFound
    return telling.summary(audience, visit.seat)


PAGES: dict[str, Callable[[str, str | None, int], inbox_pages.Page]] = {
    "all": inbox_pages.page,
    "unread": inbox_pages.unread_page,
    "read": inbox_pages.read_page,
    "archived": partial(inbox_pages.page, archived=True),
    "needs_reply": inbox_pages.waiting_page,
}
"""The tabs of the inbox: a page of each, by person, place and size."""


def inbox(caller: Caller, tab: str, *, before: str | None, limit: int) -> tuple[list[ConversationShape], str | None]:
    """A page of one tab of the caller's conversations, and the place to go on from, if any."""
    reader_now = together.start(people.find, [caller.person_id])
    page, place = PAGES[tab](caller.person_id, before, limit)
    reader = reader_now.result().get(caller.person_id)
    seen = readable(reader, page) if reader else []
    return rows(caller, seen, "inbox.read"), place


def readable(reader: Person, page: Sequence[Seat]) -> list[Seat]:
    """Those of the reader's seats that they still may read from.

    Who works in a team stands in the reader's own row; who is one of the two of a case, in the conversation itself.
    """
    heads = conversations.find(seat.conversation.id for seat in page if seat.conversation.kind is Kind.CASE)
    now = [seat.settled(heads.get(seat.conversation.id, seat.conversation)) for seat in page]
    return [seat for seat in now if may_read(reader, seat.conversation)]


def rows(caller: Caller, seen: Sequence[Seat], act: str, patient_id: str | None = None) -> list[ConversationShape]:
    """These conversations, of one patient or (None) of several, as rows of a list, once their reading is noted."""
    shown = [seat.conversation for seat in seen]
    ids = [conversation.id for conversation in shown]
    entry = access.list_being_read(caller, act, patient_id, conversations=ids)
    known = together.start(people.find, {person_id for it in shown for person_id in it.named_people})
    teams = care_teams.find(filter(None, {conversation.care_team_id for conversation in shown}))
    entry.result()
    return [
        showing.conversation(seat, known.result(), teams.get(seat.conversation.care_team_id or "")) for seat in seen
    ]


def prefer(caller: Caller, conversation_id: str, pinned: bool | None, muted: bool | None) -> ConversationShape:
    """Pin or mute a conversation for the caller alone; None leaves it as it is."""

    def attempt() -> tuple[Visit, Seat]:
        visit = seating.enter(caller, conversation_id, "conversation.prefer")
        new = visit.seat.preferring(pinned=pinned, muted=muted)
        if new != visit.stored_seat:
            seats.replace(visit.stored_seat, new)
        return visit, new

    visit, seat = until_settled(attempt)
    entry = access.being_read(visit, "conversation.read", lastSeq=visit.conversation.last_seq)
    audience = audiences.gather(conversation_id)
    assert audience is not None, "the caller was inside a moment ago"
    entry.result()
    own = {who: sockets for who, sockets in audience.listeners().items() if who == caller.person_id}
    telling.best_effort(lambda: telling.conversation_updated(caller, audience, own))
    return telling.summary(audience, audience.seats.get(caller.person_id, seat))


def of_patient(
    caller: Caller, patient_id: str, *, before: str | None, limit: int
) -> tuple[list[ConversationShape], str | None]:
    """A page of a patient's conversations that the caller may see, archived ones too, and where to go on, if any.

    A page may hold fewer than `limit`, even none, and yet not be the last. Raises `NotFound` for strangers.
    """
    reader, _ = let_in(caller, patient_id, "patient.conversations")
    page, place = inbox_pages.history_page(patient_id, before, limit)
    seen = [seat.conversation for seat in page if may_read(reader, seat.conversation)]
    kept = seats.find(reader.id, [it.id for it in seen])
    now = clock.timestamp()
    own = [kept.get(it.id) or provisional(reader.id, it, now) for it in seen]
    return rows(caller, own, "patient.conversations", patient_id), place
