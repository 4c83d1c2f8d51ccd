"""Who somebody is, and whom they may write to."""

from collections.abc import Iterable

from chalicelib import together
from chalicelib.adapters import care_teams, people
from chalicelib.adapters.people import Match
from chalicelib.domain import limits, shapes, showing
from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.errors import NotFound
from chalicelib.domain.message import TEXT_LENGTH
from chalicelib.domain.names import searchable_words
from chalicelib.domain.permission import is_related, may_be_written_to, may_hold_direct, reason_against_chat
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.shapes import ContactShape, ContactTeamShape, PatientShape


def the_caller(caller: Caller) -> Person:
    """The caller as the directory has them. Raises `NotFound` if it does not."""
    person = people.find([caller.person_id]).get(caller.person_id)
    if person is None or not person.active:
        raise NotFound("The directory does not hold this person. Ask the clinic to add them.")
    return person


def me(caller: Caller) -> shapes.MeShape:
    """Everything that the portal needs to know about the one who signed in."""
    person = the_caller(caller)
    teams = care_teams.find(person.care_team_ids)
    return {
        "person": {**showing.person(person), "careTeams": [showing.care_team(team) for team in by_name(teams)]},
        "preferences": {
            "chatOptIn": person.chat_opt_in,
            "notify": {"email": True, "web": True, "emailSnippet": False},
            "locale": person.locale,
            "timeZone": person.time_zone,
        },
        "limits": {
            "textLength": TEXT_LENGTH,
            "attachmentBytes": limits.ATTACHMENT_BYTES,
            "attachmentTypes": list(limits.ATTACHMENT_TYPES),
            "attachmentsPerMessage": limits.ATTACHMENTS_PER_MESSAGE,
        },
        "callProvider": "p2p",
    }


def by_name(teams: dict[str, CareTeam]) -> list[CareTeam]:
    return sorted((team for team in teams.values() if team.active), key=lambda team: (team.name, team.id))


def contacts(caller: Caller) -> tuple[list[ContactTeamShape], list[ContactShape]]:
    """The care teams and the providers that a patient may write to, with the reason where they may not now."""
    patient = the_caller(caller)
    found = care_teams.find({*patient.care_team_ids, *care_teams.serving_all()})
    teams = {team.id: team for team in found.values() if may_be_written_to(team)}
    staff_ids = {member for team in teams.values() for member in team.members}
    staff = sorted(people.find(staff_ids).values(), key=lambda person: (person.name, person.id))
    reason = reason_against_chat(patient, is_related=True)
    return (
        [{**showing.care_team(team), "canMessage": reason is None, "reason": reason} for team in by_name(teams)],
        [
            {**showing.person(person), "canMessage": reason is None, "reason": reason}
            for person in staff
            if may_hold_direct(person) and is_related(patient, person)
        ],
    )


def search_patients(
    caller: Caller, query: str, *, after: str | None, limit: int
) -> tuple[list[PatientShape], str | None]:
    """The patients of the caller's care teams whose name or id has words that begin so, and where to go on, if any."""
    staff = the_caller(caller)
    words = sorted(searchable_words(query), key=len, reverse=True)
    audiences = [None] if staff.serves_all else sorted(staff.care_team_ids)
    matches: list[Match] = []
    place = after
    while len(matches) <= limit:
        batch = next_matches(audiences, words[0] if words else "", place, limit + 1)
        matches += [match for match in batch if is_match(match, words)]
        if len(batch) <= limit:
            break
        place = batch[-1][0]
    shown, more = matches[:limit], len(matches) > limit
    return present_patients(staff, [match[1] for match in shown]), shown[-1][0] if more else None


def next_matches(audiences: Iterable[str | None], prefix: str, after: str | None, limit: int) -> list[Match]:
    """The next matches over several audiences, each place once, in order."""
    found = [together.start(people.search, audience, prefix, after, limit) for audience in audiences]
    places = {match[0]: match for call in found for match in call.result()}
    return [places[place] for place in sorted(places)][:limit]


def is_match(match: Match, words: list[str]) -> bool:
    """Whether every word asked for begins one of the patient's; each patient counts once, at their first such word."""
    place, _, own = match
    if not words:
        return True
    first = min(word for word in own if word.startswith(words[0]))
    return place.split("#")[1] == first and all(any(word.startswith(asked) for word in own) for asked in words)


def present_patients(staff: Person, patient_ids: list[str]) -> list[PatientShape]:
    known = people.find(patient_ids)
    teams = care_teams.find({team_id for patient in known.values() for team_id in patient.care_team_ids})
    return [
        showing.patient(
            patient,
            by_name({team_id: teams[team_id] for team_id in patient.care_team_ids if team_id in teams}),
            reason_against_chat(patient, is_related=is_related(patient, staff)),
        )
        for patient in (known[patient_id] for patient_id in patient_ids if patient_id in known)
    ]
