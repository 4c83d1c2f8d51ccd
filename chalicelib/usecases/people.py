"""Who somebody is, and whom they may write to."""

from collections.abc import Iterable
from functools import partial

from chalicelib import together
from chalicelib.adapters import care_teams, people, sockets
from chalicelib.adapters.people import Match
from chalicelib.domain import limits, shapes, showing
from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.errors import NotFound, next_step
from chalicelib.domain.message import TEXT_LENGTH
from chalicelib.domain.names import searchable_words
from chalicelib.domain.permission import is_related, may_be_written_to, may_hold_direct, may_know, reason_against_chat
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.second_factor import Standing
from chalicelib.domain.shapes import ContactShape, ContactTeamShape, PatientProfileShape, PatientShape
from chalicelib.settings import settings
from chalicelib.usecases import access, matching, second_factor


def the_caller(caller: Caller) -> Person:
    """The caller as the directory has them. Raises `NotFound` if it does not."""
    return in_directory(people.find([caller.person_id]).get(caller.person_id))


def in_directory(person: Person | None) -> Person:
    """That person, if they belong to the clinic today. Raises `NotFound` otherwise."""
    if person is None or not person.active:
        raise NotFound("The directory does not hold this person. Ask the clinic to add them.")
    return person


def me(caller: Caller) -> shapes.MeShape:
    """Everything that the portal needs to know about the one who signed in."""
    return present_me(the_caller(caller), second_factor.standing(caller))


def present_me(person: Person, factor: Standing) -> shapes.MeShape:
    teams = care_teams.find(person.care_team_ids)
    return {
        "person": {**showing.person(person), "careTeams": [showing.care_team(team) for team in by_name(teams)]},
        "preferences": {
            "chatOptIn": person.chat_opt_in,
            "notify": {
                "email": person.notify_email,
                "web": person.notify_web,
                "emailSnippet": person.email_snippet,
            },
            "locale": person.locale,
            "timeZone": person.time_zone,
        },
        "mailProblem": showing.mail_problem(person),
        "limits": {
            "textLength": TEXT_LENGTH,
            "attachmentBytes": limits.ATTACHMENT_BYTES,
            "attachmentTypes": list(limits.ATTACHMENT_TYPES),
            "attachmentsPerMessage": limits.ATTACHMENTS_PER_MESSAGE,
        },
        "callProvider": settings().call_provider,
        "call": {
            "joinMinutesBefore": settings().join_minutes_before,
            "graceMinutes": settings().call_grace_minutes,
        },
        "session": {"idleMinutes": idle_minutes(person)},
        "push": {"publicKey": settings().push.public_key} if settings().push.is_on else None,
        "secondFactor": factor.value,
    }


def idle_minutes(person: Person) -> int:
    """After how many idle minutes the portal logs somebody off."""
    return settings().idle_minutes_patients if person.is_patient else settings().idle_minutes_staff


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
    step = next_step(reason, is_own=True)
    return (
        [
            {**showing.care_team(team), "canMessage": reason is None, "reason": reason, "nextStep": step}
            for team in by_name(teams)
        ],
        [
            {**showing.person(person), "canMessage": reason is None, "reason": reason, "nextStep": step}
            for person in staff
            if may_hold_direct(person) and is_related(patient, person)
        ],
    )


def search_patients(
    caller: Caller, query: str, *, after: str | None, limit: int
) -> tuple[list[PatientShape], str | None]:
    """The patients of the caller's care teams whose name or id has words that begin so, and where to go on, if any.

    A page may hold fewer than `limit`, even none, and yet not be the last. Raises `Invalid` if `after` is a place of
    another search.
    """
    staff, words = the_caller(caller), searchable_words(query)
    look = partial(next_matches, [None] if staff.serves_all else sorted(staff.care_team_ids))
    prefix = listed_word(look, words, after, limit)
    matches, following = matching.some(look, prefix, lambda match: is_match(match, words, prefix), after, limit)
    patient_ids = [match[1] for match in matches]
    entry = access.list_being_read(caller, "patients.search", patients=patient_ids)
    found = present_patients(staff, patient_ids)
    entry.result()
    return found, following


def listed_word(look: matching.Look[Match], words: set[str], after: str | None, limit: int) -> str:
    """The word whose list is gone through; the empty one stands for the list of names."""
    if not words:
        return ""
    return matching.continued(people.word_at(after), words) if after else matching.rarest(look, words, limit)


def next_matches(audiences: Iterable[str | None], prefix: str, after: str | None, limit: int) -> list[Match]:
    """The next matches over several audiences, each place once, in order."""
    found = [together.start(people.search, audience, prefix, after, limit) for audience in audiences]
    places = {match[0]: match for call in found for match in call.result()}
    return [places[place] for place in sorted(places)][:limit]


def is_match(match: Match, words: set[str], prefix: str) -> bool:
    """Whether every word asked for begins one of the patient's; each patient counts once, at their first such word."""
    place, _, own = match
    if not words:
        return True
    first = min(word for word in own if word.startswith(prefix))
    return people.word_at(place) == first and all(any(word.startswith(asked) for word in own) for asked in words)


def profile(caller: Caller, patient_id: str) -> PatientProfileShape:
    """A patient, for themself and the staff related to them. For all others `NotFound`, with an audit entry."""
    reader, patient = let_in(caller, patient_id, "patient.read")
    entry = access.patient_being_read(caller, "patient.read", patient.id)
    online = together.start(sockets.open_sockets, [patient.id])
    teams = by_name(care_teams.find(patient.care_team_ids))
    reason = reason_against_chat(patient, is_related=True)
    entry.result()
    return {
        **showing.patient(patient, teams, reason, is_own=reader.id == patient.id),
        "locale": patient.locale,
        "timeZone": patient.time_zone,
        "online": patient.id in online.result(),
        "mailProblem": showing.mail_problem(patient),
    }


def let_in(caller: Caller, patient_id: str, act: str) -> tuple[Person, Person]:
    """The caller and the patient, if they may know of each other; for all others `NotFound`, with an audit entry."""
    known = people.find([caller.person_id, patient_id])
    reader, patient = known.get(caller.person_id), known.get(patient_id)
    if reader is None or patient is None or not may_know(reader, patient):
        about = patient_id if patient and patient.is_patient else None
        access.write_down(caller, act, outcome="refused", patient_id=about, detail={"asked": patient_id})
        raise NotFound
    return reader, patient


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
