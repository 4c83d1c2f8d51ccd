"""Who a new conversation joins: people and teams of the directory who are the starter's to write to."""

from dataclasses import dataclass

from chalicelib.adapters import care_teams, cases, people
from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.case import Case
from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.errors import Forbidden, Invalid, NotFound
from chalicelib.domain.permission import is_related, may_be_written_to, may_hold_direct
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.start import Start


@dataclass(frozen=True, slots=True)
class Parties:
    """Who a new conversation joins. `case_version`: that of the case's row."""

    sender: Person
    patient: Person
    provider: Person | None = None
    care_team: CareTeam | None = None
    requester: Person | None = None
    case: Case | None = None
    case_version: int = 0

    @property
    def people(self) -> dict[str, Person]:
        return {person.id: person for person in (self.patient, self.provider, self.requester) if person}

    @property
    def pair(self) -> tuple[str, str] | None:
        """Patient and provider of a direct conversation."""
        return (self.patient.id, self.provider.id) if self.provider and not self.case else None

    def conversation(self, conversation_id: str, topic: str, now: str) -> Conversation:
        """A conversation that joins them, with nothing in it yet."""
        case, team = self.case, self.care_team
        return Conversation(
            id=conversation_id,
            kind=Kind.CASE if case else Kind.TOPIC if team else Kind.DIRECT,
            topic=case.title if case else topic,
            patient_id=self.patient.id,
            care_team_id=team.id if team else None,
            provider_id=case.provider_id if case else self.provider.id if self.provider else None,
            requester_id=case.requester_id if case else None,
            case_id=case.id if case else None,
            is_closed=bool(case and not case.active),
            team_serves_all=bool(team and team.serves_all),
            created_at=now,
            last_activity_at=now,
        )


def find(caller: Caller, wanted: Start) -> Parties:
    """The people and the care team of a start, or `NotFound` if they are not the caller's to write to."""
    known = people.find(filter(None, (caller.person_id, wanted.patient_id, wanted.provider_id)))
    teams = care_teams.find([wanted.care_team_id]) if wanted.care_team_id else {}
    sender = known.get(caller.person_id)
    if sender is None or not sender.active:
        raise NotFound
    if wanted.kind is Kind.CASE:
        return cases_parties(sender, wanted.case_id or "")
    if sender.is_patient:
        return patients_parties(sender, wanted, known, teams)
    return staffs_parties(sender, wanted, known, teams)


def patients_parties(sender: Person, wanted: Start, known: dict[str, Person], teams: dict[str, CareTeam]) -> Parties:
    if wanted.patient_id not in (None, sender.id):
        raise NotFound
    if wanted.kind is Kind.TOPIC:
        team = teams.get(wanted.care_team_id or "")
        if team is None or not may_be_written_to(team) or not (team.serves_all or team.id in sender.care_team_ids):
            raise NotFound
        return Parties(sender, sender, care_team=team)
    if not wanted.provider_id:
        raise Invalid("Choose a provider.", [("providerId", "is needed for a direct conversation")])
    provider = known.get(wanted.provider_id)
    if provider is None or not may_hold_direct(provider) or not is_related(sender, provider):
        raise NotFound
    return Parties(sender, sender, provider)


def staffs_parties(sender: Person, wanted: Start, known: dict[str, Person], teams: dict[str, CareTeam]) -> Parties:
    if not wanted.patient_id:
        raise Invalid("Choose a patient.", [("patientId", "is needed from staff")])
    patient = known.get(wanted.patient_id)
    if patient is None or not patient.is_patient or not is_related(patient, sender):
        raise NotFound
    if wanted.kind is Kind.TOPIC:
        team = teams.get(wanted.care_team_id or "")
        if team is None or not team.active or team.id not in sender.care_team_ids:
            raise NotFound
        return Parties(sender, patient, care_team=team)
    if not may_hold_direct(sender):
        raise Forbidden("Direct conversations are between a patient and a provider. Use a care team's topic.")
    if wanted.provider_id not in (None, sender.id):
        raise NotFound
    return Parties(sender, patient, sender)


def cases_parties(sender: Person, case_id: str) -> Parties:
    case, version = cases.read(case_id)
    if case is None or sender.id not in case.staff_ids or not sender.is_staff:
        raise NotFound
    known = people.find(case.person_ids)
    patient = known.get(case.patient_id)
    if patient is None:
        raise NotFound
    requester, provider = known.get(case.requester_id), known.get(case.provider_id)
    return Parties(sender, patient, provider, requester=requester, case=case, case_version=version)
