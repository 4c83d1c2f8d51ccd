"""Care teams: who reads what patients write on a topic."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from chalicelib.domain.person import Person


@dataclass(frozen=True, slots=True)
class CareTeam:
    """`members` maps each member's id to the time they joined; `serves_all`: any patient may write to it."""

    id: str
    name: str
    serves_all: bool = False
    members: Mapping[str, str] = field(default_factory=dict)
    active: bool = True

    def without(self, person_id: str) -> "CareTeam":
        """This care team after that person left it."""
        return replace(self, members={member: at for member, at in self.members.items() if member != person_id})

    @property
    def is_open(self) -> bool:
        """Whether any patient may write to it."""
        return self.serves_all and self.active


def in_team(person: Person, team: CareTeam, open_teams: Collection[str]) -> Person:
    """A member of staff as they are after their place in that team was settled."""
    without = person.care_team_ids - {team.id}
    team_ids = without | {team.id} if person.id in team.members else without
    return replace(person, care_team_ids=team_ids, serves_all=not team_ids.isdisjoint(open_teams))
