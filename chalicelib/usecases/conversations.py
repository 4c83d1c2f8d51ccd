"""Opening and listing conversations."""

from chalicelib import together
from chalicelib.adapters import audiences, care_teams, people, seats
from chalicelib.domain import showing
from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.errors import NotFound
from chalicelib.domain.permission import may_read, reason_against_writing
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.seat import Seat
from chalicelib.domain.shapes import ConversationShape
from chalicelib.usecases import access, telling


def open_one(caller: Caller, conversation_id: str) -> ConversationShape:
    """One conversation as the caller sees it."""
    visit = access.enter(caller, conversation_id, "conversation.read")
    entry = access.being_read(visit, "conversation.read", lastSeq=visit.conversation.last_seq)
    audience = audiences.gather(conversation_id)
    entry.result()
    if audience is None:
        raise NotFound
    return telling.summary(audience, visit.seat)


def inbox(caller: Caller, *, before: str | None, limit: int) -> tuple[list[ConversationShape], str | None]:
    """A page of the caller's conversations, and the place to go on from, if any."""
    reader_now = together.start(people.find, [caller.person_id])
    page, place = seats.inbox_page(caller.person_id, before, limit)
    reader = reader_now.result().get(caller.person_id)
    seen = [seat for seat in page if reader and may_read(reader, seat.conversation)]
    shown = [seat.conversation for seat in seen]
    entry = access.list_being_read(caller, "inbox.read", conversations=[conversation.id for conversation in shown])
    people_ids = {it.patient_id for it in shown} | {it.provider_id for it in shown}
    known = together.start(people.find, filter(None, people_ids))
    teams = care_teams.find(filter(None, {conversation.care_team_id for conversation in shown}))
    entry.result()
    return [inbox_row(seat, known.result(), teams) for seat in seen], place


def inbox_row(seat: Seat, known: dict[str, Person], teams: dict[str, CareTeam]) -> ConversationShape:
    conversation = seat.conversation
    patient = known.get(conversation.patient_id)
    provider = known.get(conversation.provider_id or "")
    reason = reason_against_writing(conversation, patient, provider) if patient else "NO_RELATIONSHIP"
    shown = patient or showing.unknown_person(conversation.patient_id)
    team = teams.get(conversation.care_team_id or "")
    return showing.conversation(seat, shown, team, provider, reason)
