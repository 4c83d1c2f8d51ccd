"""People, and the words by which staff find patients."""

from collections.abc import Iterable
from dataclasses import asdict

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from chalicelib.adapters import keys, search_keys
from chalicelib.adapters.parts import MOST_WRITES, Part, commit_in_order
from chalicelib.adapters.table import Record, commit, get_all, get_one, transaction
from chalicelib.domain.errors import Invalid
from chalicelib.domain.names import folded, searchable_words
from chalicelib.domain.person import Given, MailProblem, MailTrouble, Person, Role

LONGEST_NAME = 120
"""Letters of a name that its place in a list depends on."""


class PersonRow(Record, discriminator="person"):
    """Somebody in the directory; `version` keeps two changes at once from mixing."""

    role = UnicodeAttribute()
    name = UnicodeAttribute()
    title = UnicodeAttribute(null=True)
    email = UnicodeAttribute(null=True)
    portal_account = BooleanAttribute(attr_name="portalAccount")
    chat_opt_in = BooleanAttribute(attr_name="chatOptIn")
    locale = UnicodeAttribute()
    time_zone = UnicodeAttribute(attr_name="timeZone")
    notify_email = BooleanAttribute(default=True, attr_name="notifyEmail")
    notify_web = BooleanAttribute(default=True, attr_name="notifyWeb")
    email_snippet = BooleanAttribute(default=False, attr_name="emailSnippet")
    mail_problem = JSONAttribute(null=True, attr_name="mailProblem")
    mails_on_since = UnicodeAttribute(null=True, attr_name="mailsOnSince")
    given = JSONAttribute(null=True)
    care_teams = UnicodeSetAttribute(null=True, attr_name="careTeams")
    serves_all = BooleanAttribute(attr_name="servesAll")
    active = BooleanAttribute()
    version = NumberAttribute()

    def person(self) -> Person:
        return Person(
            id=self.PK.partition("#")[2],
            role=Role(self.role),
            name=self.name,
            title=self.title,
            email=self.email,
            portal_account=self.portal_account,
            chat_opt_in=self.chat_opt_in,
            locale=self.locale,
            time_zone=self.time_zone,
            notify_email=self.notify_email,
            notify_web=self.notify_web,
            email_snippet=self.email_snippet,
            mail_problem=mail_problem(self.mail_problem),
            mails_on_since=self.mails_on_since,
            given=Given(**(self.given or {})),
            care_team_ids=frozenset(self.care_teams or ()),
            serves_all=self.serves_all,
            active=self.active,
        )


def mail_problem(kept: dict[str, str] | None) -> MailProblem | None:
    return MailProblem(MailTrouble(kept["kind"]), kept["address"], kept["at"]) if kept else None


class FindRow(Record, discriminator="find"):
    """One word of one patient, in the list of one audience; `words` are all of them, for searches by several."""

    person_id = UnicodeAttribute(attr_name="personId")
    words = UnicodeSetAttribute()


def key(person_id: str) -> tuple[str, str]:
    return keys.person(person_id), keys.PERSON


def find(person_ids: Iterable[str]) -> dict[str, Person]:
    """The people with these ids who are in the directory."""
    rows = get_all([key(person_id) for person_id in person_ids])
    people = (row.person() for row in rows.values() if isinstance(row, PersonRow))
    return {person.id: person for person in people}


def person_row(person: Person, version: int) -> PersonRow:
    return PersonRow(
        *key(person.id),
        role=person.role.value,
        name=person.name,
        title=person.title,
        email=person.email,
        portal_account=person.portal_account,
        chat_opt_in=person.chat_opt_in,
        locale=person.locale,
        time_zone=person.time_zone,
        notify_email=person.notify_email,
        notify_web=person.notify_web,
        email_snippet=person.email_snippet,
        mail_problem=asdict(person.mail_problem) if person.mail_problem else None,
        mails_on_since=person.mails_on_since,
        given=asdict(person.given),
        care_teams=set(person.care_team_ids) or None,
        serves_all=person.serves_all,
        active=person.active,
        version=version,
    )


def find_rows(person: Person | None) -> dict[tuple[str, str], FindRow]:
    """The search rows that a patient should have: for each audience one for each word, and one for the name."""
    if person is None or not person.is_patient or not person.active:
        return {}
    words = searchable_words(person.name) | searchable_words(person.id)
    places = [search_keys.patient_word(word, person.id) for word in words]
    places.append(search_keys.patient_name(folded(person.name)[:LONGEST_NAME], person.id))
    audiences = [search_keys.patients_of(team) for team in (None, *person.care_team_ids)]
    return {
        (audience, place): FindRow(audience, place, person_id=person.id, words=words)
        for audience in audiences
        for place in places
    }


def read(person_id: str) -> tuple[Person | None, int]:
    """A person and the version of their row; (None, 0) if there is none."""
    row = get_one(key(person_id))
    return (row.person(), int(row.version)) if isinstance(row, PersonRow) else (None, 0)


def read_all(person_ids: Iterable[str]) -> dict[str, tuple[Person, int]]:
    """Those of these people who are in the directory, each with the version of their row."""
    rows = get_all([key(person_id) for person_id in sorted(person_ids)])
    found = [(row.person(), int(row.version)) for row in rows.values() if isinstance(row, PersonRow)]
    return {person.id: (person, version) for person, version in found}


def replace(old: Person | None, version: int, new: Person) -> None:
    """Put `new` in the place of `old`, with the words to find them by. Raises `Overtaken` if `old` changed."""
    part = replacing(old, version, new)
    commit_in_order([part])


def replacing(old: Person | None, version: int, new: Person) -> Part:
    """The rows to write for that. Raises `Invalid` if they are too many."""
    part = Part()
    wanted, present = find_rows(new), find_rows(old)
    for place in present.keys() - wanted.keys():
        part.delete(present[place])
    part.save(person_row(new, version + 1), PersonRow.version == version if old else PersonRow.PK.does_not_exist())
    for place, row in wanted.items():
        if place not in present or present[place].words != row.words:
            part.save(row)
    if len(part) > MOST_WRITES:
        raise Invalid("Shorten the name.", [("name", "has too many words to be found by in so many care teams")])
    return part


def end(old: Person, version: int, gone: Person) -> None:
    """Put `gone`, whom nobody finds, in the place of `old`. Raises `Overtaken` if `old` changed."""
    write = transaction()
    for row in find_rows(old).values():
        write.delete(row)
    write.save(person_row(gone, version + 1), condition=PersonRow.version == version)
    commit(write)


Match = tuple[str, str, frozenset[str]]
"""Place in the list, id of the patient, all words they are found by."""


def search(audience: str | None, prefix: str, after: str | None, limit: int) -> list[Match]:
    """One audience's patients after a place, by the words that begin so; without a prefix all of them, by name.

    Raises `Invalid` if the place is one of another list.
    """
    beginning = search_keys.FIND_WORD + prefix if prefix else search_keys.FIND_NAME
    if after and not after.startswith(beginning):
        raise Invalid("Use a cursor of this very search.", [("cursor", "comes from another search")])
    within = FindRow.SK.between(after + "\0", beginning + "\U0010ffff") if after else FindRow.SK.startswith(beginning)
    rows = FindRow.query(search_keys.patients_of(audience), within, limit=limit)
    return [(row.SK, row.person_id, frozenset(row.words)) for row in rows]


def word_at(place: str) -> str:
    """The word that a place in such a list stands for."""
    return place.removeprefix(search_keys.FIND_WORD).partition("#")[0]
