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
    """A conversation, its seats, the people whom it names (by id), and the members' open sockets."""

    conversation: Conversation
    seats: Mapping[str, Seat]
    people: Mapping[str, Person]
    care_team: CareTeam | None
    sockets: Mapping[str, frozenset[str]]

    @property
    def member_ids(self) -> frozenset[str]:
        """Who belongs to the conversation today, whether they have a seat yet or not."""
        return members_of(self.conversation, self.care_team)

    def joined_at(self, person_id: str) -> str:
        """Since when a member belongs here: from the start, or since they joined its team or took its case over."""
        members = self.care_team.members if self.care_team else self.conversation.since
        created_at = self.conversation.created_at
        return max(members.get(person_id, created_at), created_at)

    def listeners(self) -> dict[str, frozenset[str]]:
        """The open sockets of the members of today who have a seat."""
        return {
            person_id: sockets
            for person_id, sockets in self.sockets.items()
            if person_id in self.member_ids and person_id in self.seats
        }


def member_ids(conversation: Conversation) -> frozenset[str]:
    """Who belongs to this conversation today: one round trip for a care team's, none for any other's."""
    team_id = conversation.care_team_id
    team = care_teams.find([team_id]).get(team_id) if team_id else None
    return members_of(conversation, team)


def members_of(conversation: Conversation, team: CareTeam | None) -> frozenset[str]:
    """Those whom it names, and whoever works in its care team today."""
    return conversation.named_members | (team.members.keys() if team else set())


def gather(conversation_id: str) -> Audience | None:
    """The audience of a conversation; None if there is no such conversation."""
    conversation, present = seats.gathering(conversation_id)
    if conversation is None:
        return None
    named = [people.key(person_id) for person_id in conversation.named_people]
    team_key = care_teams.key(conversation.care_team_id or "")
    presence = [sockets.presence_key(seat.person_id) for seat in present]
    rows = get_all([*named, *([team_key] if conversation.care_team_id else []), *presence])
    known = (row.person() for row in rows.values() if isinstance(row, PersonRow))
    team = rows.get(team_key)
    open_now = (row for row in rows.values() if isinstance(row, PresenceRow) and row.connection_ids)
    return Audience(
        conversation=conversation,
        seats={seat.person_id: seat for seat in present},
        people={person.id: person for person in known},
        care_team=team.team() if isinstance(team, TeamRow) else None,
        sockets={row.PK.partition("#")[2]: frozenset(row.connection_ids) for row in open_now},
    )
