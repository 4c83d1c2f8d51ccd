"""What clients may send. Unknown fields are refused, types are taken literally."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.domain.conversation import TOPIC_LENGTH
from chalicelib.domain.message import TEXT_LENGTH, is_blank
from chalicelib.transport.identifiers import ClientMessageId, Identifier


def seen(name: str) -> str:
    """The name, if there is anything to see."""
    if is_blank(name):
        raise ValueError("is empty")
    return name


ONE_LINE = r"^[^\x00-\x1f\x7f]+$"
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=ONE_LINE), AfterValidator(seen)]
Topic = Annotated[str, StringConstraints(min_length=1, max_length=TOPIC_LENGTH, pattern=ONE_LINE)]
ADDRESS = r"^[^@\s<>\"\x00-\x1f]+@[^@\s<>\"\x00-\x1f]+\.[^@\s<>\"\x00-\x1f]+$"
Email = Annotated[str, StringConstraints(max_length=254, pattern=ADDRESS)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True, defer_build=True)


class NewMessage(Body):
    """A message, named by its sender: sent twice, it is stored once."""

    clientMessageId: ClientMessageId
    text: Annotated[str, StringConstraints(max_length=TEXT_LENGTH)]


class NewConversation(Body):
    """A conversation with its first message. Staff name the patient, patients the care team or the provider."""

    kind: Literal["direct", "topic"]
    topic: Topic | None = None
    patientId: Identifier | None = None
    careTeamId: Identifier | None = None
    providerId: Identifier | None = None
    message: NewMessage


class ReadMarker(Body):
    """The entry up to which the caller has read; `force` moves the marker back as well (mark unread)."""

    seq: Annotated[int, Field(ge=0, lt=10**12)]
    force: bool = False


class DirectoryPerson(Body):
    """A person as the EHR has them. `careTeams`: for patients the teams that serve them; for staff see care teams."""

    role: Literal["patient", "provider", "front_desk", "admin"]
    name: Name
    title: Name | None = None
    email: Email | None = None
    portalAccount: bool = False
    chatOptIn: bool = False
    locale: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    timeZone: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+/-]{1,64}$")] = "UTC"
    careTeams: Annotated[list[Identifier], Field(max_length=6)] = []


class DirectoryCareTeam(Body):
    """A care team with everybody who works in it."""

    name: Name
    servesAll: bool = False
    members: Annotated[list[Identifier], Field(max_length=90)] = []
