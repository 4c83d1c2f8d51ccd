"""Ending a relation: nothing is erased, doing it twice is doing it once, and putting it again brings it back."""

from dataclasses import replace

from chalicelib.adapters import care_teams, cases, identity, items, people, sockets
from chalicelib.adapters.table import until_settled
from chalicelib.domain.card import CardReference
from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.case import Case
from chalicelib.domain.item import Item
from chalicelib.domain.person import Caller, Person
from chalicelib.usecases import access, directory, directory_cases, directory_items


def end_person(caller: Caller, person_id: str) -> Person:
    """Let a person read, write and sign in no more; staff leave their care teams. `NotFound` if there is nobody."""

    def attempt() -> Person:
        old, version = directory.known_person(person_id)
        if old.is_patient:
            gone = replace(old, active=False)
            if gone != old:
                people.end(old, version, gone)
            return gone
        gone = replace(old, active=False, care_team_ids=frozenset(), serves_all=False)
        if gone != old:
            teams = care_teams.read_all(old.care_team_ids)
            care_teams.leave(gone, version, [(team.without(person_id), at) for team, at in teams])
        return gone

    gone = until_settled(attempt)
    about = gone.id if gone.is_patient else None
    access.write_down(caller, "directory.person.end", patient_id=about, detail={"personId": gone.id})
    sockets.forget_all(gone.id)
    identity.withdraw(gone.id)
    return gone


def end_care_team(caller: Caller, care_team_id: str) -> CareTeam:
    """Let nobody work in a care team any more, and nobody write to it. `NotFound` if there is none."""

    def attempt() -> CareTeam:
        old, version = directory.known_care_team(care_team_id)
        ended = replace(old, members={}, active=False)
        if ended != old:
            staff = directory.staff_after(ended, people.read_all(old.members))
            care_teams.replace(version, ended, staff)
        return ended

    ended = until_settled(attempt)
    access.write_down(caller, "directory.care-team.end", detail={"careTeamId": ended.id})
    return ended


def end_case(caller: Caller, case_id: str) -> Case:
    """Close a case: its two go on reading what they wrote about it. `NotFound` if there is none."""

    def attempt() -> Case:
        old, version = directory_cases.known_case(case_id)
        closed = replace(old, active=False)
        if closed != old:
            cases.replace(old, version, closed)
        return closed

    closed = until_settled(attempt)
    directory_cases.write_down(caller, "directory.case.end", closed)
    return closed


def end_item(caller: Caller, reference: CardReference) -> Item:
    """Let nobody find an item any more; cards of it that were sent stay. `NotFound` if there is none."""

    def attempt() -> Item:
        old, version = directory_items.known_item(reference)
        ended = replace(old, active=False)
        if ended != old:
            items.replace(old, version, ended)
        return ended

    ended = until_settled(attempt)
    directory_items.write_down(caller, "directory.item.end", ended)
    return ended
