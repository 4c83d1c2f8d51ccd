"""What each route of the directory promises: a row for each."""

from chalicelib.domain import errors
from chalicelib.transport import answers, bodies
from chalicelib.transport.callers import DIRECTORY_SCOPE, PORTAL_SCOPE
from chalicelib.transport.operation import KEEPERS, Operation, Operations

BOTH = (DIRECTORY_SCOPE, PORTAL_SCOPE)
ID, TEAM_ID = "/directory/people/{person_id}", "/directory/care-teams/{care_team_id}"
CASE_ID = "/directory/cases/{case_id}"

DIRECTORY: Operations = {
    ("PUT", ID): Operation(
        "putPerson",
        "Add or change a person; doing it twice is doing it once.",
        KEEPERS,
        {201: answers.StoredPersonShape, 200: answers.StoredPersonShape},
        scopes=BOTH,
        body=bodies.DirectoryPerson,
        refusals=(errors.NotFound,),
    ),
    ("GET", ID): Operation(
        "getPerson", "A person.", KEEPERS, {200: answers.StoredPersonShape}, scopes=BOTH, refusals=(errors.NotFound,)
    ),
    ("PUT", TEAM_ID): Operation(
        "putCareTeam",
        "Add or change a care team with everybody who works in it.",
        KEEPERS,
        {201: answers.StoredCareTeamShape, 200: answers.StoredCareTeamShape},
        scopes=BOTH,
        body=bodies.DirectoryCareTeam,
        refusals=(errors.NotFound,),
    ),
    ("GET", TEAM_ID): Operation(
        "getCareTeam",
        "A care team.",
        KEEPERS,
        {200: answers.StoredCareTeamShape},
        scopes=BOTH,
        refusals=(errors.NotFound,),
    ),
    ("PUT", CASE_ID): Operation(
        "putCase",
        "Add or change a case of a patient between two members of staff.",
        KEEPERS,
        {201: answers.StoredCaseShape, 200: answers.StoredCaseShape},
        scopes=BOTH,
        body=bodies.DirectoryCase,
        refusals=(errors.NotFound,),
    ),
    ("GET", CASE_ID): Operation(
        "getCaseOfDirectory",
        "A case.",
        KEEPERS,
        {200: answers.StoredCaseShape},
        scopes=BOTH,
        refusals=(errors.NotFound,),
    ),
    ("DELETE", ID): Operation(
        "endPerson",
        "End the clinic's relation with a person: no sign-in, no sockets, no care teams. Erases nothing.",
        KEEPERS,
        {200: answers.StoredPersonShape},
        scopes=BOTH,
        refusals=(errors.NotFound,),
    ),
    ("DELETE", TEAM_ID): Operation(
        "endCareTeam",
        "End a care team: nobody works in it any more. Erases nothing.",
        KEEPERS,
        {200: answers.StoredCareTeamShape},
        scopes=BOTH,
        refusals=(errors.NotFound,),
    ),
    ("DELETE", CASE_ID): Operation(
        "endCase",
        "Close a case. Erases nothing.",
        KEEPERS,
        {200: answers.StoredCaseShape},
        scopes=BOTH,
        refusals=(errors.NotFound,),
    ),
}
