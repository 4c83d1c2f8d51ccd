"""The directory: the clinic's EHR keeps people and care teams current; doing it twice is doing it once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chalicelib import clock
from chalicelib.adapters import care_teams, identity, people, sockets
from chalicelib.adapters.table import until_settled
from chalicelib.domain.care_team import CareTeam, in_team
from chalicelib.domain.errors import Invalid, NotFound
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.preferences import carried_over
from chalicelib.usecases import access

MOST_MEMBERS_CHANGED = 90
Known = Mapping[str, tuple[Person, int]]
"""People by id, each with the version of their row."""


def put_person(caller: Caller, person: Person) -> tuple[Person, bool]:
    """Add or change a person; the flag is False if they were known. For staff, care teams come from the teams.

    Of what people choose themselves only `person.given` counts, and only where it is not what was given before.

    Raises `Invalid` for care teams that are not known, and for a change of role.
    """

    def attempt() -> tuple[Person, bool]:
        old, version = people.read(person.id)
        if old and old.role is not person.role:
            raise Invalid("A person keeps their role.", [("role", f"is {old.role.value} already")])
        new = carried_over(person if person.is_patient else keep_teams(person, old), old)
        check_teams(new)
        if new != old:
            people.replace(old, version, new)
        return new, old is None

    stored, is_new = until_settled(attempt)
    write_person_down(caller, stored)
    admit(stored)
    return stored, is_new


def write_person_down(caller: Caller, stored: Person) -> None:
    """Add an audit entry about a person who was put."""
    about = stored.id if stored.is_patient else None
    access.write_down(caller, "directory.person.put", patient_id=about, detail={"personId": stored.id})


def admit(stored: Person) -> None:
    """Let a person who was put sign in, or no more."""
    if stored.portal_account and stored.active:
        identity.invite(stored)
    else:
        sockets.forget_all(stored.id)
        identity.withdraw(stored.id)


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


def known_person(person_id: str) -> tuple[Person, int]:
    """A person of the directory and the version of their row, or `NotFound`."""
    person, version = people.read(person_id)
    if person is None:
        raise NotFound
    return person, version


def get_person(person_id: str) -> Person:
    """A person of the directory, or `NotFound`."""
    return known_person(person_id)[0]


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
        known = people.read_all({*(old.members if old else ()), *new.members})
        check_members(new, known)
        staff = staff_after(new, known)
        if len(staff) > MOST_MEMBERS_CHANGED:
            raise Invalid("Change fewer members at once.", [("members", f"at most {MOST_MEMBERS_CHANGED} changes")])
        if new != old or staff:
            care_teams.replace(version, new, staff)
        return new, old is None

    team, is_new = until_settled(attempt)
    write_team_down(caller, team)
    return team, is_new


def write_team_down(caller: Caller, team: CareTeam) -> None:
    """Add an audit entry about a care team that was put."""
    detail = {"careTeamId": team.id, "members": sorted(team.members)}
    access.write_down(caller, "directory.care-team.put", detail=detail)


def members_after(old: CareTeam | None, change: TeamChange) -> Mapping[str, str]:
    """Those who stay keep the time they joined."""
    before = old.members if old else {}
    return {member: before.get(member, clock.timestamp()) for member in sorted(change.member_ids)}


def check_members(team: CareTeam, known: Known) -> None:
    strangers = [member for member in team.members if member not in known or not is_of_the_staff(known[member][0])]
    if strangers:
        raise Invalid("Add the staff first.", [("members", f"not staff: {', '.join(strangers)}")])


def staff_after(new: CareTeam, known: Known) -> list[tuple[Person, int]]:
    """Who of its members before and after comes, goes, or serves more or fewer patients by this, with versions."""
    open_teams = set(care_teams.serving_all()) - {new.id} | ({new.id} if new.is_open else set())
    after = [(person, in_team(person, new, open_teams), version) for person, version in known.values()]
    return [(now, version) for before, now, version in after if now != before]


def is_of_the_staff(person: Person) -> bool:
    return person.active and person.is_staff


def known_care_team(care_team_id: str) -> tuple[CareTeam, int]:
    """A care team of the directory and the version of its row, or `NotFound`."""
    team, version = care_teams.read(care_team_id)
    if team is None:
        raise NotFound
    return team, version


def get_care_team(care_team_id: str) -> CareTeam:
    """A care team of the directory, or `NotFound`."""
    return known_care_team(care_team_id)[0]
