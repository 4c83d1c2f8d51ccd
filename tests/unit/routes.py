"""Every route of the app, and for each what these tests must know of it. A route that is missing here fails them."""

from dataclasses import dataclass
from typing import Any

from tests.unit.clinic import new_message

PATIENT_BODY = {"role": "patient", "name": "Cy Lane", "portalAccount": False}
TEAM_BODY = {"name": "Sleep questions", "members": []}
ANYONE = "ada bo nora omar dana root ehr nobody"
TALKERS = "ada bo nora omar dana"
KEEPERS = "root ehr"


@dataclass(frozen=True)
class Door:
    """One route. `by_role`: who is let past the role's check. `of`: the kind of thing its id names.

    `content`: a good body, where there is one; `stores`: whether a call that is let in changes anything.
    """

    method: str
    path: str
    by_role: str
    of: str | None = None
    content: Any = None
    status: int = 200
    stores: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    def at(self, identifier: str) -> str:
        """The path with an id in the place of its parameter."""
        before, _, rest = self.path.partition("{")
        return before + identifier + rest.partition("}")[2] if rest else self.path


START = {"kind": "topic", "topic": "Sleep", "careTeamId": "desk", "patientId": "ada", "message": new_message()}
DOORS = (
    Door("GET", "/health", ANYONE),
    Door("GET", "/openapi.json", ANYONE),
    Door("GET", "/me", TALKERS + " root"),
    Door("GET", "/me/unread", TALKERS),
    Door("POST", "/me/realtime-tickets", TALKERS, status=201, stores=True),
    Door("GET", "/patients", "nora omar dana"),
    Door("GET", "/contacts", "ada bo"),
    Door("GET", "/conversations", TALKERS),
    Door("POST", "/conversations", TALKERS, content=START, status=201, stores=True),
    Door("GET", "/conversations/{conversation_id}", TALKERS, "conversation"),
    Door("GET", "/conversations/{conversation_id}/messages", TALKERS, "conversation"),
    Door("POST", "/conversations/{conversation_id}/messages", TALKERS, "conversation", new_message(), 201, stores=True),
    Door("PUT", "/conversations/{conversation_id}/read-marker", TALKERS, "conversation", {"seq": 1}, stores=True),
    Door("PUT", "/directory/people/{person_id}", KEEPERS, "new", PATIENT_BODY, 201, stores=True),
    Door("GET", "/directory/people/{person_id}", KEEPERS, "person"),
    Door("PUT", "/directory/care-teams/{care_team_id}", KEEPERS, "new", TEAM_BODY, 201, stores=True),
    Door("GET", "/directory/care-teams/{care_team_id}", KEEPERS, "care team"),
)
WITH_BODY = tuple(door for door in DOORS if door.content is not None)
TO_CONVERSATIONS = tuple(door for door in DOORS if door.of == "conversation")


def named(door: Door) -> str:
    """How a test's output calls a route."""
    return door.name
