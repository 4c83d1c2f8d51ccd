"""Care teams, and the short list of those that serve everybody."""

from collections.abc import Iterable, Sequence

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.adapters import keys
from chalicelib.adapters.parts import Part, commit_in_order
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


def read_all(care_team_ids: Iterable[str]) -> list[tuple[CareTeam, int]]:
    """Those of these care teams that exist, each with the version of its row."""
    rows = get_all([key(care_team_id) for care_team_id in sorted(care_team_ids)])
    return [(row.team(), int(row.version)) for row in rows.values() if isinstance(row, TeamRow)]


def replace(version: int, new: CareTeam, members: Sequence[tuple[Person, int]]) -> None:
    """Put a care team in the place of the one with that version (0: of none), with its changed members' rows.

    `members`: people as they should be, each with the version their row had. Raises `Overtaken` if any changed.
    """
    part = replacing(version, new)
    for person, person_version in members:
        part.save(person_row(person, person_version + 1), PersonRow.version == person_version)
    commit_in_order([part])


def replacing(version: int, new: CareTeam) -> Part:
    """The rows to write for a care team in the place of the one with that version, but for its members' own."""
    part = Part()
    pointer = OpenTeamRow(keys.CLINIC, keys.care_team(new.id))
    if new.is_open:
        part.save(pointer)
    else:
        part.delete(pointer)
    save(part, new, version)
    return part


def leave(person: Person, version: int, teams: Iterable[tuple[CareTeam, int]]) -> None:
    """Put a member of staff in the place of the one with that version, and these care teams as they are without them.

    Raises `Overtaken` if the person or any of the teams changed.
    """
    write = transaction()
    write.save(person_row(person, version + 1), condition=PersonRow.version == version)
    for team, team_version in teams:
        save(write, team, team_version)
    commit(write)


def save(write: TransactWrite | Part, team: CareTeam, version: int) -> None:
    """Let a transaction (or a part of one) put a care team in the place of the one with that version (0: of none)."""
    row = TeamRow(
        *key(team.id),
        name=team.name,
        serves_all=team.serves_all,
        members=dict(team.members),
        active=team.active,
        version=version + 1,
    )
    write.save(row, condition=TeamRow.version == version if version else TeamRow.PK.does_not_exist())
