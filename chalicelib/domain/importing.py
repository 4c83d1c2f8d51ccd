"""A bundle of the directory: what it wants, and the directory as it would be afterwards, with all that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from chalicelib.domain.card import CardReference
from chalicelib.domain.care_team import CareTeam, in_team
from chalicelib.domain.item import Fault, Item, faults_of
from chalicelib.domain.person import Given, Person, Role
from chalicelib.domain.preferences import carried_over

MOST_TEAMS = 6
"""How many care teams may serve a patient."""


@dataclass(frozen=True, slots=True)
class PersonWanted:
    """A person as the bundle has them; None: as they are, or to begin with. `places`: where it says what.

    `is_active`: whether it says in so many words that they are. Only that brings back whom the directory has ended.
    """

    places: Mapping[str, str]
    id: str
    is_patient: bool
    name: str
    role: Role | None = None
    title: str | None = None
    email: str | None = None
    portal_account: bool | None = None
    given: Given = field(default_factory=Given)
    care_team_ids: frozenset[str] | None = None
    is_active: bool = False

    def applied(self, old: Person | None) -> Person:
        """The person afterwards."""
        usual = Role.PATIENT if self.is_patient else Role.PROVIDER
        before = old or Person(self.id, self.role or usual, self.name)
        wanted = replace(
            before,
            role=self.role or before.role,
            name=self.name,
            title=self.title or before.title,
            email=self.email or before.email,
            portal_account=before.portal_account if self.portal_account is None else self.portal_account,
            care_team_ids=before.care_team_ids if self.care_team_ids is None else self.care_team_ids,
            given=self.given,
            active=True,
        )
        return carried_over(wanted, old)


@dataclass(frozen=True, slots=True)
class TeamWanted:
    """A care team with all its members; `patient_ids`: whom it is to serve from now on, beside those it serves.

    `is_active`: as of people.
    """

    places: Mapping[str, str]
    id: str
    name: str
    serves_all: bool | None
    member_ids: frozenset[str]
    patient_ids: frozenset[str]
    is_active: bool = False

    def applied(self, old: CareTeam | None, now: str) -> CareTeam:
        """The care team afterwards; those who stay keep the time they joined."""
        before = old.members if old else {}
        members = {member: before.get(member, now) for member in sorted(self.member_ids)}
        serves_all = bool(old and old.serves_all) if self.serves_all is None else self.serves_all
        return CareTeam(self.id, self.name, serves_all, members)


@dataclass(frozen=True, slots=True)
class ItemWanted:
    """An item as the bundle has it."""

    places: Mapping[str, str]
    item: Item


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that a bundle wants."""

    people: tuple[PersonWanted, ...] = ()
    teams: tuple[TeamWanted, ...] = ()
    items: tuple[ItemWanted, ...] = ()

    @property
    def person_ids(self) -> set[str]:
        """Everybody whom it names."""
        named = {each.id for each in self.people}.union(*(each.item.person_ids for each in self.items))
        return named.union(*(each.member_ids | each.patient_ids for each in self.teams))

    @property
    def team_ids(self) -> set[str]:
        """Every care team that it names."""
        return {each.id for each in self.teams}.union(*(each.care_team_ids or () for each in self.people))


@dataclass(slots=True)
class Directory:
    """The part of the directory that a bundle is about. `open_team_ids`: of all teams that serve everybody."""

    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, CareTeam] = field(default_factory=dict)
    items: dict[CardReference, Item] = field(default_factory=dict)
    open_team_ids: frozenset[str] = frozenset()

    def after(self, wanted: Wanted, now: str) -> "tuple[Directory, list[Fault]]":
        """This part as the bundle wants it, and what stands against that, each fault with its place in the bundle."""
        it = Directory(dict(self.people), dict(self.teams), dict(self.items), self.open_team_ids)
        faults = [fault for each in wanted.people for fault in it.take_person(each)]
        faults += [fault for each in wanted.teams for fault in it.take_team(each, now)]
        faults += [fault for each in wanted.teams for fault in it.faults_of_team(each)]
        faults += [fault for each in wanted.people for fault in it.faults_of_person(each)]
        return it, faults + [fault for each in wanted.items for fault in it.take_item(each)]

    def take_person(self, wanted: PersonWanted) -> list[Fault]:
        old = self.people.get(wanted.id)
        self.people[wanted.id] = new = wanted.applied(old)
        if old and (old.role is not new.role or old.is_patient is not wanted.is_patient):
            return [(wanted.places["role"], f"is {old.role.value} already")]
        if old and not old.active and not wanted.is_active:
            return [(wanted.places["active"], "has ended here: leave them out, or say true to bring them back")]
        return []

    def take_team(self, wanted: TeamWanted, now: str) -> list[Fault]:
        """Put the team, and let everybody who comes, goes or is served know of it."""
        old = self.teams.get(wanted.id)
        self.teams[wanted.id] = new = wanted.applied(old, now)
        self.open_team_ids = self.open_team_ids - {new.id} | ({new.id} if new.is_open else set())
        for person_id in {*(old.members if old else ()), *new.members} & self.people.keys():
            if not self.people[person_id].is_patient:
                self.people[person_id] = in_team(self.people[person_id], new, self.open_team_ids)
        for person_id in wanted.patient_ids & self.people.keys():
            person = self.people[person_id]
            self.people[person_id] = replace(person, care_team_ids=person.care_team_ids | {new.id})
        if old and not old.active and not wanted.is_active:
            return [(wanted.places["active"], "has ended here: leave it out, or say active to bring it back")]
        return []

    def faults_of_team(self, wanted: TeamWanted) -> list[Fault]:
        served = wanted.places["patients"]
        here = [person for person in self.people.values() if person.active]
        strangers = wanted.member_ids - {person.id for person in here if person.is_staff}
        patients = {person.id: person for person in here if person.is_patient and person.id in wanted.patient_ids}
        full = [each for each, person in patients.items() if len(person.care_team_ids) > MOST_TEAMS]
        return [
            *((wanted.places["members"], f"{each} is no member of the staff") for each in sorted(strangers)),
            *((served, f"{each} is no patient") for each in sorted(wanted.patient_ids - patients.keys())),
            *((served, f"{each} has {MOST_TEAMS} care teams already") for each in full),
        ]

    def faults_of_person(self, wanted: PersonWanted) -> list[Fault]:
        """What stands against a person, once all care teams are known."""
        new = self.people[wanted.id]
        unknown = sorted((wanted.care_team_ids or frozenset()) - self.teams.keys())
        faults = [(wanted.places["careTeams"], f"{team_id} is no care team") for team_id in unknown]
        if new.portal_account and not new.email:
            faults.append((wanted.places["email"], "is needed for a portal account: the invitation goes there"))
        return faults

    def take_item(self, wanted: ItemWanted) -> list[Fault]:
        item, places = wanted.item, wanted.places
        old = self.items.get(item.reference)
        self.items[item.reference] = item
        found = faults_of(item, old, self.people.get(item.patient_id), self.people.get(item.provider_id or ""))
        return [(places[name], message) for name, message in found]
