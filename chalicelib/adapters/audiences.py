"""Who is listening to a conversation at this moment: two round trips, whatever the size of the care team."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.adapters import care_teams, people, seats, sockets
from chalicelib.adapters.care_teams import TeamRow
from chalicelib.adapters.people import PersonRow
from chalicelib.adapters.sockets import PresenceRow
from chalicelib.adapters.table import get_all
from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.person import Person
from chalicelib.domain.seat import Seat


@dataclass(frozen=True, slots=True)
class Audience:
    """A conversation, its seats, the people its summary names, and the members' open sockets."""

    conversation: Conversation
    seats: Mapping[str, Seat]
    patient: Person | None
    provider: Person | None
    care_team: CareTeam | None
    sockets: Mapping[str, frozenset[str]]

    @property
    def member_ids(self) -> frozenset[str]:
        """Who belongs to the conversation today, whether they have a seat yet or not."""
        staff = self.care_team.members if self.care_team else (self.conversation.provider_id,)
        return frozenset(filter(None, (self.conversation.patient_id, *staff)))

    def listeners(self) -> dict[str, frozenset[str]]:
        """The open sockets of the members of today who have a seat."""
        return {
            person_id: sockets
            for person_id, sockets in self.sockets.items()
            if person_id in self.member_ids and person_id in self.seats
        }


def gather(conversation_id: str) -> Audience | None:
    """The audience of a conversation; None if there is no such conversation."""
    conversation, present = seats.gathering(conversation_id)
    if conversation is None:
        return None
    patient_key = people.key(conversation.patient_id)
    provider_key = people.key(conversation.provider_id or "")
    team_key = care_teams.key(conversation.care_team_id or "")
    presence = [sockets.presence_key(seat.person_id) for seat in present]
    staff = [team_key] if conversation.care_team_id else [provider_key]
    rows = get_all([patient_key, *staff, *presence])
    patient, provider, team = rows.get(patient_key), rows.get(provider_key), rows.get(team_key)
    open_now = (row for row in rows.values() if isinstance(row, PresenceRow) and row.connection_ids)
    return Audience(
        conversation=conversation,
        seats={seat.person_id: seat for seat in present},
        patient=patient.person() if isinstance(patient, PersonRow) else None,
        provider=provider.person() if isinstance(provider, PersonRow) else None,
        care_team=team.team() if isinstance(team, TeamRow) else None,
        sockets={row.PK.partition("#")[2]: frozenset(row.connection_ids) for row in open_now},
    )
