"""Starting conversations."""

import hashlib
import json
from dataclasses import dataclass

from chalicelib import clock, together
from chalicelib.adapters import audiences, beginnings, care_teams, consent, people
from chalicelib.adapters.table import until_settled
from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.conversation import Conversation, Kind
from chalicelib.domain.errors import REASONS, Forbidden, IdReused, Invalid, NotFound
from chalicelib.domain.message import Draft, is_blank
from chalicelib.domain.permission import is_related, may_be_written_to, may_hold_direct, reason_against_writing
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.seat import Seat
from chalicelib.domain.shapes import ConversationShape
from chalicelib.usecases import access, conversations, messages, telling


@dataclass(frozen=True, slots=True)
class Start:
    """A conversation as somebody wants to start it; the side of the caller is left out."""

    kind: Kind
    message: Draft
    topic: str | None = None
    patient_id: str | None = None
    care_team_id: str | None = None
    provider_id: str | None = None

    def __post_init__(self) -> None:
        if self.kind is Kind.TOPIC and not self.care_team_id:
            raise Invalid("Choose a care team.", [("careTeamId", "is needed for a topic")])
        if self.kind is Kind.TOPIC and (self.topic is None or is_blank(self.topic)):
            raise Invalid("Say what it is about.", [("topic", "is empty")])
        if self.kind is Kind.DIRECT and (self.topic or self.care_team_id):
            raise Invalid("A direct conversation has neither.", [("topic", "belongs to a topic conversation")])
        if self.kind is Kind.TOPIC and self.provider_id:
            raise Invalid("A topic goes to a care team.", [("providerId", "belongs to a direct conversation")])

    def fingerprint(self) -> str:
        content = [self.kind, self.topic, self.patient_id, self.care_team_id, self.provider_id, self.message.text]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Parties:
    """Who a new conversation joins, read from the directory."""

    sender: Person
    patient: Person
    provider: Person | None
    care_team: CareTeam | None


def start(caller: Caller, wanted: Start) -> tuple[ConversationShape, bool]:
    """Start a conversation with its first message; the flag is False if it stood already (its message is sent then).

    Raises `NotFound` for people and teams who are not the caller's to write to, `Conflict` if they may not be
    written to now, `IdReused` if the first message's name was used for something else.
    """

    def attempt() -> tuple[str, bool]:
        parties = let_in(caller, wanted)
        pair = (parties.patient.id, parties.provider.id) if parties.provider else None
        earlier = beginnings.earlier(caller.person_id, wanted.message.client_message_id, pair)
        stands = named_before(earlier.by_name, wanted) if earlier.by_name else earlier.of_pair
        if stands is None:
            return begin(caller, wanted, parties), True
        if earlier.by_name is None:
            beginnings.keep_name(caller.person_id, wanted.message.client_message_id, stands, wanted.fingerprint())
        messages.send(caller, stands, wanted.message)
        return stands, False

    conversation_id, is_new = until_settled(attempt)
    return conversations.open_one(caller, conversation_id), is_new


def named_before(named: tuple[str, str], wanted: Start) -> str:
    """The conversation that was started under this name. Raises `IdReused` if it was another start."""
    conversation_id, fingerprint = named
    if fingerprint != wanted.fingerprint():
        raise IdReused
    return conversation_id


def begin(caller: Caller, wanted: Start, parties: Parties) -> str:
    """Store a new conversation, tell the starter's other windows, and return its id.

    The other members hear of it when it is settled: they have no seats yet.
    """
    now = clock.timestamp()
    empty = Conversation(
        id=clock.new_id(),
        kind=wanted.kind,
        topic=(wanted.topic or "").strip(),
        patient_id=parties.patient.id,
        care_team_id=parties.care_team.id if parties.care_team else None,
        provider_id=parties.provider.id if parties.provider else None,
        team_serves_all=bool(parties.care_team and parties.care_team.serves_all),
        created_at=now,
        last_activity_at=now,
    )
    reason = reason_against_writing(empty, parties.patient, parties.provider)
    if reason:
        write_refusal(caller, wanted, parties.patient.id)
        raise REASONS[reason]
    first = messages.next_message(empty, parties.sender, wanted.message, caller)
    conversation = empty.followed_by(first)
    seat = Seat(caller.person_id, conversation, now)
    beginnings.begin(conversation, first, seat, wanted.fingerprint(), consent.needed_by(parties.sender, empty))
    audience = messages.within_reach(together.start(audiences.gather, conversation.id))
    if audience:
        telling.message_created(caller, audience, conversation, first)
    return conversation.id


def let_in(caller: Caller, wanted: Start) -> Parties:
    """The parties of a start; a refusal is written down with what was asked for."""
    try:
        return find_parties(caller, wanted)
    except (NotFound, Forbidden):
        write_refusal(caller, wanted, wanted.patient_id)
        raise


def write_refusal(caller: Caller, wanted: Start, patient_id: str | None) -> None:
    asked = {"patientId": wanted.patient_id, "careTeamId": wanted.care_team_id, "providerId": wanted.provider_id}
    access.write_down(caller, "conversation.start", outcome="refused", patient_id=patient_id, detail=asked)


def find_parties(caller: Caller, wanted: Start) -> Parties:
    """The people and the care team of a start, or `NotFound` if they are not the caller's to write to."""
    known = people.find(filter(None, (caller.person_id, wanted.patient_id, wanted.provider_id)))
    teams = care_teams.find([wanted.care_team_id]) if wanted.care_team_id else {}
    sender = known.get(caller.person_id)
    if sender is None or not sender.active:
        raise NotFound
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
        return Parties(sender, sender, None, team)
    if not wanted.provider_id:
        raise Invalid("Choose a provider.", [("providerId", "is needed for a direct conversation")])
    provider = known.get(wanted.provider_id)
    if provider is None or not may_hold_direct(provider) or not is_related(sender, provider):
        raise NotFound
    return Parties(sender, sender, provider, None)


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
        return Parties(sender, patient, None, team)
    if not may_hold_direct(sender):
        raise Forbidden("Direct conversations are between a patient and a provider. Use a care team's topic.")
    if wanted.provider_id not in (None, sender.id):
        raise NotFound
    return Parties(sender, patient, sender, None)
