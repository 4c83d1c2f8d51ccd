"""Care teams, and the short list of those that serve everybody."""

from collections.abc import Iterable, Sequence

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.adapters import keys
from chalicelib.adapters.people import PersonRow, person_row
from chalicelib.adapters.table import Record, commit, get_all, get_one, transaction
from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.person import Person


class TeamRow(Record, discriminator="care-team"):
    """A care team with its members of today."""

    name = UnicodeAttribute()
    serves_all = BooleanAttribute(attr_name="servesAll")
    members = JSONAttribute()
    active = BooleanAttribute()
    version = NumberAttribute()

    def team(self) -> CareTeam:
        return CareTeam(self.PK.partition("#")[2], self.name, self.serves_all, self.members or {}, self.active)


class OpenTeamRow(Record, discriminator="open-team"):
    """Points to a care team that serves every patient."""


def key(care_team_id: str) -> tuple[str, str]:
    return keys.care_team(care_team_id), keys.TEAM


def find(care_team_ids: Iterable[str]) -> dict[str, CareTeam]:
    """The care teams with these ids that exist."""
    rows = get_all([key(care_team_id) for care_team_id in care_team_ids])
    teams = (row.team() for row in rows.values() if isinstance(row, TeamRow))
    return {team.id: team for team in teams}


def serving_all() -> list[str]:
    """The ids of the care teams that serve every patient."""
    rows = OpenTeamRow.query(keys.CLINIC, OpenTeamRow.SK.startswith(keys.care_team("")), consistent_read=True)
    return [row.SK.partition("#")[2] for row in rows]


def read(care_team_id: str) -> tuple[CareTeam | None, int]:
    """A care team and the version of its row; (None, 0) if there is none."""
    row = get_one(key(care_team_id))
    return (row.team(), int(row.version)) if isinstance(row, TeamRow) else (None, 0)


def replace(version: int, new: CareTeam, members: Sequence[tuple[Person, int]]) -> None:
    """Put a care team in the place of the one with that version (0: of none), with its changed members' rows.

    `members`: people as they should be, each with the version their row had. Raises `Overtaken` if any changed.
    """
    write = transaction()
    pointer = OpenTeamRow(keys.CLINIC, keys.care_team(new.id))
    if not (new.serves_all and new.active):
        write.delete(pointer)
    else:
        write.save(pointer)
    row = TeamRow(
        *key(new.id),
        name=new.name,
        serves_all=new.serves_all,
        members=dict(new.members),
        active=new.active,
        version=version + 1,
    )
    write.save(row, condition=TeamRow.version == version if version else TeamRow.PK.does_not_exist())
    for person, person_version in members:
        write.save(person_row(person, person_version + 1), condition=PersonRow.version == person_version)
    commit(write)
