"""Who works at the demo clinic, and who is cared for there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.person import Person, Role

from infra.demo.data import content
from infra.local.settings import CLINIC_ZONE

TEAM_LETTERS = {"m": "medication-questions", "a": "appointments-and-referrals", "t": "test-results"}


@dataclass(frozen=True, slots=True)
class Team:
    """`joined` tells of each member how many days ago they came."""

    id: str
    name: str
    serves_all: bool
    joined: Mapping[str, int]

    def members(self, days_ago: float) -> list[str]:
        """Who worked in the team that long ago."""
        return [person_id for person_id, days in self.joined.items() if days > days_ago]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody. `patients` are as they were while they wrote, `changed` those of them who are otherwise today."""

    zone: ZoneInfo
    administrator: Person
    staff: tuple[Person, ...]
    teams: tuple[Team, ...]
    patients: tuple[Person, ...]
    changed: tuple[Person, ...]
    called: Mapping[str, str]
    shown_first: tuple[str, ...]

    @property
    def roles(self) -> dict[str, Role]:
        return {person.id: person.role for person in (*self.staff, *self.patients)}

    def today(self) -> list[Person]:
        """Everybody as they are today, the best known first."""
        now = {person.id: person for person in (*self.staff, self.administrator, *self.patients, *self.changed)}
        first = [now.pop(person_id) for person_id in self.shown_first if person_id in now]
        return [*first, *now.values()]

    def writing(self) -> list[Person]:
        """The patients who wrote."""
        return [patient for patient in self.patients if patient.portal_account and patient.chat_opt_in]

    def providers_for(self, patient: Person) -> list[Person]:
        """The providers who share a care team with that patient."""
        teams = [team for team in self.teams if team.id in patient.care_team_ids]
        member_ids = {person_id for team in teams for person_id in team.joined}
        return [person for person in self.staff if person.id in member_ids and person.role is Role.PROVIDER]


@cache
def everybody() -> People:
    stated, patients = content("people"), content("patients")
    staff = [staff_member(each) for each in stated["staff"]]
    return People(
        zone=ZoneInfo(CLINIC_ZONE),
        administrator=staff_member({**stated["administrator"], "role": "admin"}),
        staff=tuple(staff),
        teams=tuple(
            Team(each["id"], each["name"], each.get("serves_all", False), each["members"])
            for each in stated["care_teams"]
        ),
        patients=tuple(patient(each) for each in patients),
        changed=tuple(changed(patient(each), each["later"]) for each in patients if "later" in each),
        called={each["id"]: each.get("called", each["name"].split()[0]) for each in (*stated["staff"], *patients)},
        shown_first=tuple(stated["shown_first"]),
    )


def staff_member(stated: Mapping[str, Any]) -> Person:
    return Person(
        id=stated["id"],
        role=Role(stated.get("role", "provider")),
        name=stated["name"],
        title=stated["title"],
        email=f"{stated['id']}@clinic.example",
        portal_account=True,
        time_zone=CLINIC_ZONE,
    )


def patient(stated: Mapping[str, Any]) -> Person:
    return Person(
        id=stated["id"],
        role=Role.PATIENT,
        name=stated["name"],
        email=f"{stated['id'].lower()}@mail.example",
        portal_account=stated.get("portal", True),
        chat_opt_in=stated.get("chat", True),
        locale=stated.get("locale", "en"),
        time_zone=stated.get("zone", CLINIC_ZONE),
        care_team_ids=teams_of(stated),
    )


def changed(before: Person, later: Mapping[str, Any]) -> Person:
    """A patient after they withdrew from the portal or from chat, or left a care team."""
    return replace(
        before,
        portal_account=later.get("portal", before.portal_account),
        chat_opt_in=later.get("chat", before.chat_opt_in),
        care_team_ids=teams_of(later) or before.care_team_ids,
    )


def teams_of(stated: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(TEAM_LETTERS[letter] for letter in stated.get("teams", ""))
