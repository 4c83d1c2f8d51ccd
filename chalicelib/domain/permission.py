"""Who may read, and who may write: membership decides content."""

from collections.abc import Iterable, Mapping

from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.person import STAFF, Person, Role


def may_read(person: Person, conversation: Conversation) -> bool:
    """Whether this person is a member today. Nobody is by role: an administrator reads no content."""
    if not person.active:
        return False
    match conversation.kind:
        case Kind.DIRECT:
            return person.id in (conversation.patient_id, conversation.provider_id)
        case Kind.TOPIC:
            of_the_team = person.is_staff and conversation.care_team_id in person.care_team_ids
            return of_the_team or person.id == conversation.patient_id
        case Kind.CASE:
            return person.is_staff and person.id in (conversation.requester_id, conversation.provider_id)


def may_mark_sensitive(role: Role) -> bool:
    """Whether somebody may lock what they write until the patient signs in afresh: staff."""
    return role in STAFF


def is_related(patient: Person, staff: Person) -> bool:
    """Whether a care team joins them: one that serves this patient, or one that serves everybody."""
    return staff.serves_all or bool(patient.care_team_ids & staff.care_team_ids)


def may_know(reader: Person, patient: Person) -> bool:
    """Whether this person is shown a patient's profile: the patient, and the staff related to them."""
    if not (reader.active and patient.active and patient.is_patient):
        return False
    return reader.id == patient.id or (reader.is_staff and is_related(patient, reader))


def hears_of(listener: Person, other: Person) -> bool:
    """Whether one is told when the other comes and goes: colleagues in a care team, staff and patients it joins."""
    if listener.id == other.id or not listener.active:
        return False
    if listener.is_staff and other.is_staff:
        return bool(listener.care_team_ids & other.care_team_ids)
    if listener.is_patient and other.is_staff:
        return is_related(listener, other)
    return listener.is_staff and other.is_patient and is_related(other, listener)


def reason_against_chat(patient: Person, *, is_related: bool) -> str | None:
    """Why nobody may write to (or as) this patient, in the contract's order; None: all may go ahead."""
    if not (patient.active and is_related):
        return "NO_RELATIONSHIP"
    if not patient.portal_account:
        return "NO_PORTAL_ACCOUNT"
    return None if patient.chat_opt_in else "OPTED_OUT"


def reason_against_writing(
    conversation: Conversation, known: Mapping[str, Person], team: CareTeam | None
) -> str | None:
    """Why a member may not write here at present. `known`: the people whom the conversation names, by id."""
    if conversation.kind is Kind.CASE:
        pair = [known.get(member or "") for member in (conversation.requester_id, conversation.provider_id)]
        return reason_against_case(pair, is_closed=conversation.is_closed)
    patient = known.get(conversation.patient_id)
    if patient is None:
        return "NO_RELATIONSHIP"
    if conversation.kind is Kind.TOPIC:
        is_read = team is not None and may_be_written_to(team)
        is_served = team is not None and (team.serves_all or team.id in patient.care_team_ids)
        return reason_against_chat(patient, is_related=is_read and is_served)
    provider = known.get(conversation.provider_id or "")
    related = provider is not None and may_hold_direct(provider) and is_related(patient, provider)
    return reason_against_chat(patient, is_related=related)


def reason_against_case(pair: Iterable[Person | None], *, is_closed: bool) -> str | None:
    """Why the two of a case may not write to each other at present."""
    if is_closed:
        return "CASE_CLOSED"
    members = [member for member in pair if member and member.active and member.is_staff]
    if len(members) < 2:
        return "NO_RELATIONSHIP"
    return None if all(member.portal_account for member in members) else "NO_PORTAL_ACCOUNT"


def may_hold_direct(person: Person) -> bool:
    """Whether the staff side of a direct conversation can be this person."""
    return person.active and person.portal_account and person.role is Role.PROVIDER


def may_be_written_to(team: CareTeam) -> bool:
    """Whether anybody would read what a patient writes to this care team."""
    return team.active and bool(team.members)


def is_locked(sensitive: bool, reader_id: str, patient_id: str) -> bool:
    """Whether the reader must sign in afresh first: the patient, for what staff marked sensitive."""
    return sensitive and reader_id == patient_id
