"""The directory: the clinic's EHR keeps people and care teams current; doing it twice is doing it once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chalicelib import clock
from chalicelib.adapters import care_teams, identity, people, sockets
from chalicelib.adapters.table import until_settled
from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.errors import Invalid, NotFound
from chalicelib.domain.person import Caller, Person
from chalicelib.usecases import access

MOST_MEMBERS_CHANGED = 90


def put_person(caller: Caller, person: Person) -> tuple[Person, bool]:
    """Add or change a person; the flag is False if they were known. For staff, care teams come from the teams.

    Raises `Invalid` for care teams that are not known, and for a change of role.
    """

    def attempt() -> tuple[Person, bool]:
        old, version = people.read(person.id)
        if old and old.role is not person.role:
            raise Invalid("A person keeps their role.", [("role", f"is {old.role.value} already")])
        new = person if person.is_patient else keep_teams(person, old)
        check_teams(new)
        if new != old:
            people.replace(old, version, new)
        return new, old is None

    stored, is_new = until_settled(attempt)
    about = stored.id if stored.is_patient else None
    access.write_down(caller, "directory.person.put", patient_id=about, detail={"personId": stored.id})
    if stored.portal_account and stored.active:
        identity.invite(stored)
    else:
        sockets.forget_all(stored.id)
        identity.withdraw(stored.id)
    return stored, is_new


def keep_teams(person: Person, old: Person | None) -> Person:
    if old is None:
        return person
    return replace(person, care_team_ids=old.care_team_ids, serves_all=old.serves_all)


def check_teams(person: Person) -> None:
    if not person.is_patient:
        return
    unknown = person.care_team_ids - care_teams.find(person.care_team_ids).keys()
    if unknown:
        raise Invalid("Add the care teams first.", [("careTeams", f"unknown: {', '.join(sorted(unknown))}")])


def get_person(person_id: str) -> Person:
    """A person of the directory, or `NotFound`."""
    person, _ = people.read(person_id)
    if person is None:
        raise NotFound
    return person


@dataclass(frozen=True, slots=True)
class TeamChange:
    """A care team as the EHR wants it."""

    id: str
    name: str
    serves_all: bool
    member_ids: frozenset[str]


def put_care_team(caller: Caller, change: TeamChange) -> tuple[CareTeam, bool]:
    """Add or change a care team and who works in it, wholly or not at all; the flag is False if it was known.

    Raises `Invalid` for members who are not staff of the directory, or for more than 90 changed members at once.
    """

    def attempt() -> tuple[CareTeam, bool]:
        old, version = care_teams.read(change.id)
        new = CareTeam(change.id, change.name, change.serves_all, members_after(old, change))
        staff = staff_after(old, new)
        if new != old or staff:
            care_teams.replace(version, new, staff)
        return new, old is None

    team, is_new = until_settled(attempt)
    access.write_down(
        caller, "directory.care-team.put", detail={"careTeamId": team.id, "members": sorted(team.members)}
    )
    return team, is_new


def members_after(old: CareTeam | None, change: TeamChange) -> Mapping[str, str]:
    """Those who stay keep the time they joined."""
    before = old.members if old else {}
    return {member: before.get(member, clock.timestamp()) for member in sorted(change.member_ids)}


def staff_after(old: CareTeam | None, new: CareTeam) -> list[tuple[Person, int]]:
    """The rows of everybody who comes, goes, or serves more or fewer patients by this change, with their versions."""
    before = old.members.keys() if old else set()
    concerned = sorted(before | new.members.keys())
    known = {person_id: people.read(person_id) for person_id in concerned}
    strangers = [member for member in new.members if not ((person := known[member][0]) and person.is_staff)]
    if strangers:
        raise Invalid("Add the staff first.", [("members", f"not staff: {', '.join(strangers)}")])
    open_teams = set(care_teams.serving_all()) - {new.id} | ({new.id} if new.serves_all else set())
    changed = []
    for person, version in known.values():
        if person and (after := in_team(person, new, open_teams)) != person:
            changed.append((after, version))
    if len(changed) > MOST_MEMBERS_CHANGED:
        raise Invalid("Change fewer members at once.", [("members", f"at most {MOST_MEMBERS_CHANGED} changes")])
    return changed


def in_team(person: Person, team: CareTeam, open_teams: set[str]) -> Person:
    """A member of staff as they are after their place in that team was settled."""
    without = person.care_team_ids - {team.id}
    team_ids = without | {team.id} if person.id in team.members else without
    return replace(person, care_team_ids=team_ids, serves_all=bool(team_ids & open_teams))


def get_care_team(care_team_id: str) -> CareTeam:
    """A care team of the directory, or `NotFound`."""
    team, _ = care_teams.read(care_team_id)
    if team is None:
        raise NotFound
    return team
