"""A bundle of the directory: checked against the directory as it would be afterwards, then written."""

from dataclasses import dataclass, field
from itertools import chain

from chalicelib import clock, together
from chalicelib.adapters import care_teams, items, people
from chalicelib.adapters.parts import Part, commit_in_order
from chalicelib.adapters.table import until_settled
from chalicelib.domain.card import CardReference
from chalicelib.domain.errors import Busy, Invalid
from chalicelib.domain.importing import Directory, Wanted
from chalicelib.domain.item import Fault
from chalicelib.domain.person import Caller
from chalicelib.usecases import access, directory, directory_items


@dataclass(slots=True)
class Known:
    """What the directory holds of all that a bundle is about, and the version of each row."""

    it: Directory
    people: dict[str, int] = field(default_factory=dict)
    teams: dict[str, int] = field(default_factory=dict)
    items: dict[CardReference, int] = field(default_factory=dict)


def take_in(caller: Caller, wanted: Wanted) -> Known:
    """Put all that a bundle wants into the directory, and return what it held of it before.

    Raises `Invalid`, which names every fault, before anything is written. What does not fit into one transaction is
    written in several: staff, care teams, patients, items. The same again completes what was broken off; `Busy` says
    so. That it begins is written down first.
    """
    before: list[Known] = []
    after: list[Directory] = []
    counts = {"people": len(wanted.people), "careTeams": len(wanted.teams), "items": len(wanted.items)}

    def attempt() -> None:
        known = read(wanted)
        new, faults = known.it.after(wanted, clock.timestamp())
        written = parts(known, new, wanted, faults)
        if faults and before:
            raise Busy("Part of it was taken in before somebody else changed the directory. Send the same again.")
        if faults:
            raise Invalid("Nothing was taken in. Mend these places and send it again.", faults)
        if not before:
            access.write_down(caller, "directory.fhir", detail=counts)
        before.append(known)
        after.append(new)
        commit_in_order(written)

    until_settled(attempt)
    tell_of(caller, wanted, after[-1])
    return before[0]


def read(wanted: Wanted) -> Known:
    """The part of the directory that a bundle is about; who leaves a care team by it is part of that."""
    open_ids = together.start(care_teams.serving_all)
    found = together.start(items.read_all, [each.item.reference for each in wanted.items])
    teams = {team.id: (team, version) for team, version in care_teams.read_all(wanted.team_ids)}
    changed = {each.id for each in wanted.teams} & teams.keys()
    everybody = people.read_all(wanted.person_ids.union(*(teams[team_id][0].members for team_id in changed)))
    return Known(
        Directory(
            people={each: person for each, (person, _) in everybody.items()},
            teams={each: team for each, (team, _) in teams.items()},
            items={each: item for each, (item, _) in found.result().items()},
            open_team_ids=frozenset(open_ids.result()),
        ),
        people={each: version for each, (_, version) in everybody.items()},
        teams={each: version for each, (_, version) in teams.items()},
        items={each: version for each, (_, version) in found.result().items()},
    )


def parts(known: Known, new: Directory, wanted: Wanted, faults: list[Fault]) -> list[Part]:
    """All rows to write, in order; people who cannot be written are added to `faults`."""
    old, staff, patients = known.it, list[Part](), list[Part]()
    places = {each.id: each.places["name"] for each in wanted.people}
    for person_id, person in new.people.items():
        before = old.people.get(person_id)
        if person != before:
            try:
                part = people.replacing(before, known.people.get(person_id, 0), person)
            except Invalid as error:
                faults += [(places.get(person_id, person_id), message) for _, message in error.errors]
            else:
                (patients if person.is_patient else staff).append(part)
    teams = [
        care_teams.replacing(known.teams.get(team.id, 0), team)
        for team in new.teams.values()
        if team != old.teams.get(team.id)
    ]
    found = [
        items.replacing(old.items.get(item.reference), known.items.get(item.reference, 0), item)
        for item in new.items.values()
        if item != old.items.get(item.reference)
    ]
    return list(chain(staff, teams, patients, found))


def tell_of(caller: Caller, wanted: Wanted, new: Directory) -> None:
    """Write everything down, then let people sign in or no more: whatever the bundle names, changed or not.

    So the same bundle makes up for what was broken off after the writing.
    """
    put = [new.people[each.id] for each in wanted.people]
    told = [together.start(directory.write_person_down, caller, person) for person in put]
    told += [together.start(directory.write_team_down, caller, new.teams[each.id]) for each in wanted.teams]
    told += [
        together.start(directory_items.write_down, caller, "directory.item.put", each.item) for each in wanted.items
    ]
    for call in told:
        call.result()
    for call in [together.start(directory.admit, person) for person in put]:
        call.result()
