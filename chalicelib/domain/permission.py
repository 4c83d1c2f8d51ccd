"""Who may read, and who may write: membership decides content."""

from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.person import Person, Role


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


def is_related(patient: Person, staff: Person) -> bool:
    """Whether a care team joins them: one that serves this patient, or one that serves everybody."""
    return staff.serves_all or bool(patient.care_team_ids & staff.care_team_ids)


def reason_against_chat(patient: Person, *, is_related: bool) -> str | None:
    """Why nobody may write to (or as) this patient, in the contract's order; None: all may go ahead."""
    if not (patient.active and is_related):
        return "NO_RELATIONSHIP"
    if not patient.portal_account:
        return "NO_PORTAL_ACCOUNT"
    return None if patient.chat_opt_in else "OPTED_OUT"


def reason_against_writing(conversation: Conversation, patient: Person, provider: Person | None) -> str | None:
    """Why a member may not write here at present. `provider`: the staff side of a direct conversation."""
    if conversation.kind is Kind.TOPIC:
        served = conversation.team_serves_all or conversation.care_team_id in patient.care_team_ids
        return reason_against_chat(patient, is_related=served)
    related = provider is not None and may_hold_direct(provider) and is_related(patient, provider)
    return reason_against_chat(patient, is_related=related)


def may_hold_direct(person: Person) -> bool:
    """Whether the staff side of a direct conversation can be this person."""
    return person.active and person.portal_account and person.role is Role.PROVIDER


def may_be_written_to(team: CareTeam) -> bool:
    """Whether anybody would read what a patient writes to this care team."""
    return team.active and bool(team.members)
