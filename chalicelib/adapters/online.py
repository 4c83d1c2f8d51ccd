"""The list of who is online: whom somebody's coming and going concerns is found without reading through all people."""

from collections.abc import Iterable
from dataclasses import dataclass

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.adapters import keys, people, sockets
from chalicelib.adapters.people import PersonRow
from chalicelib.adapters.sockets import PresenceRow
from chalicelib.adapters.table import Record, get_all
from chalicelib.domain.person import Person, Role


class OnlineRow(Record, discriminator="online"):
    """Points to somebody with an open socket; holds what related them to others when it was opened."""

    role = UnicodeAttribute()
    care_teams = UnicodeSetAttribute(null=True, attr_name="careTeams")
    serves_all = BooleanAttribute(attr_name="servesAll")

    def person(self) -> Person:
        """As much of the person as tells whom they are related to."""
        person_id = self.SK.partition("#")[2]
        teams = frozenset(self.care_teams or ())
        return Person(person_id, Role(self.role), person_id, care_team_ids=teams, serves_all=self.serves_all)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody of the directory, and the sockets they have open at this moment."""

    person: Person
    connection_ids: frozenset[str]

    @property
    def is_online(self) -> bool:
        return bool(self.connection_ids)


def look(person_ids: Iterable[str]) -> dict[str, Present]:
    """Those of these people who are in the directory, as of now: one round trip for each fifty."""
    asked = list(person_ids)
    places = [place(person_id) for person_id in asked for place in (people.key, sockets.presence_key)]
    rows = get_all(places)
    found = {}
    for person_id in asked:
        row, presence = rows.get(people.key(person_id)), rows.get(sockets.presence_key(person_id))
        open_now = presence.connection_ids if isinstance(presence, PresenceRow) else None
        if isinstance(row, PersonRow):
            found[person_id] = Present(row.person(), frozenset(open_now or ()))
    return found


def enlist(person: Person) -> None:
    """Put somebody on the list, in the place of what it said of them before."""
    teams = set(person.care_team_ids) or None
    OnlineRow(
        keys.ONLINE, keys.person(person.id), role=person.role.value, care_teams=teams, serves_all=person.serves_all
    ).save()


def strike(person_id: str) -> None:
    """Take somebody off the list; harmless if they are not on it."""
    OnlineRow(keys.ONLINE, keys.person(person_id)).delete()


def listed() -> list[Person]:
    """Everybody on the list, as far as it tells (see `OnlineRow.person`): one query."""
    return [row.person() for row in OnlineRow.query(keys.ONLINE, consistent_read=True)]
