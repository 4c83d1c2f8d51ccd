"""The directory's doors for the clinic's EHR and its administrators."""

from chalice.app import Blueprint, Response

from chalicelib.domain.care_team import CareTeam
from chalicelib.domain.case import Case
from chalicelib.domain.errors import Invalid
from chalicelib.domain.person import Given, Person, Role
from chalicelib.transport.bodies import DirectoryCareTeam, DirectoryCase, DirectoryPerson
from chalicelib.transport.callers import caller
from chalicelib.transport.http import DIRECTORY, answer, body, speaks_http
from chalicelib.transport.identifiers import known_form
from chalicelib.usecases import directory, directory_cases, endings
from chalicelib.usecases.directory import TeamChange

routes = Blueprint(__name__)
KEEPERS = (Role.INTEGRATION, Role.ADMIN)


@routes.route("/directory/people/{person_id}", methods=["PUT"], authorizer=DIRECTORY)
@speaks_http
def put_person(person_id: str) -> Response:
    who, wanted = caller("directory.person.put", *KEEPERS), body(DirectoryPerson)
    person, is_new = directory.put_person(who, person_from(known_form(person_id), wanted))
    return answer(person_shape(person), status=201 if is_new else 200)


@routes.route("/directory/people/{person_id}", methods=["GET"], authorizer=DIRECTORY)
@speaks_http
def get_person(person_id: str) -> Response:
    caller("directory.person.read", *KEEPERS)
    return answer(person_shape(directory.get_person(known_form(person_id))))


@routes.route("/directory/people/{person_id}", methods=["DELETE"], authorizer=DIRECTORY)
@speaks_http
def delete_person(person_id: str) -> Response:
    who = caller("directory.person.end", *KEEPERS)
    return answer(person_shape(endings.end_person(who, known_form(person_id))))


@routes.route("/directory/care-teams/{care_team_id}", methods=["PUT"], authorizer=DIRECTORY)
@speaks_http
def put_care_team(care_team_id: str) -> Response:
    who, wanted = caller("directory.care-team.put", *KEEPERS), body(DirectoryCareTeam)
    change = TeamChange(known_form(care_team_id), wanted.name, wanted.servesAll, frozenset(wanted.members))
    team, is_new = directory.put_care_team(who, change)
    return answer(team_shape(team), status=201 if is_new else 200)


@routes.route("/directory/care-teams/{care_team_id}", methods=["GET"], authorizer=DIRECTORY)
@speaks_http
def get_care_team(care_team_id: str) -> Response:
    caller("directory.care-team.read", *KEEPERS)
    return answer(team_shape(directory.get_care_team(known_form(care_team_id))))


@routes.route("/directory/care-teams/{care_team_id}", methods=["DELETE"], authorizer=DIRECTORY)
@speaks_http
def delete_care_team(care_team_id: str) -> Response:
    who = caller("directory.care-team.end", *KEEPERS)
    return answer(team_shape(endings.end_care_team(who, known_form(care_team_id))))


@routes.route("/directory/cases/{case_id}", methods=["PUT"], authorizer=DIRECTORY)
@speaks_http
def put_case(case_id: str) -> Response:
    who, wanted = caller("directory.case.put", *KEEPERS), body(DirectoryCase)
    case = Case(known_form(case_id), wanted.title, wanted.patientId, wanted.requesterId, wanted.providerId)
    stored, is_new = directory_cases.put_case(who, case)
    return answer(case_shape(stored), status=201 if is_new else 200)


@routes.route("/directory/cases/{case_id}", methods=["GET"], authorizer=DIRECTORY)
@speaks_http
def get_case(case_id: str) -> Response:
    caller("directory.case.read", *KEEPERS)
    return answer(case_shape(directory_cases.get_case(known_form(case_id))))


@routes.route("/directory/cases/{case_id}", methods=["DELETE"], authorizer=DIRECTORY)
@speaks_http
def delete_case(case_id: str) -> Response:
    who = caller("directory.case.end", *KEEPERS)
    return answer(case_shape(endings.end_case(who, known_form(case_id))))


def person_from(person_id: str, wanted: DirectoryPerson) -> Person:
    if wanted.portalAccount and not wanted.email:
        raise Invalid(errors=[("email", "is needed for a portal account: the invitation goes there")])
    if wanted.careTeams and wanted.role != "patient":
        raise Invalid(errors=[("careTeams", "belong to patients; name staff as members of the care team")])
    return Person(
        id=person_id,
        role=Role(wanted.role),
        name=wanted.name,
        title=wanted.title,
        email=wanted.email,
        portal_account=wanted.portalAccount,
        given=Given(wanted.chatOptIn, wanted.locale, wanted.timeZone),
        care_team_ids=frozenset(wanted.careTeams),
    )


def person_shape(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "role": person.role.value,
        "name": person.name,
        "title": person.title,
        "email": person.email,
        "portalAccount": person.portal_account,
        "chatOptIn": person.chat_opt_in,
        "locale": person.locale,
        "timeZone": person.time_zone,
        "careTeams": sorted(person.care_team_ids),
        "active": person.active,
    }


def team_shape(team: CareTeam) -> dict[str, object]:
    return {
        "id": team.id,
        "name": team.name,
        "servesAll": team.serves_all,
        "members": sorted(team.members),
        "active": team.active,
    }


def case_shape(case: Case) -> dict[str, object]:
    return {
        "id": case.id,
        "title": case.title,
        "patientId": case.patient_id,
        "requesterId": case.requester_id,
        "providerId": case.provider_id,
        "active": case.active,
    }
