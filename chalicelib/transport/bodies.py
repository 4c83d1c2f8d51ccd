"""What clients may send. Unknown fields are refused, types are taken literally."""

from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.domain.conversation import TOPIC_LENGTH
from chalicelib.domain.limits import ATTACHMENT_TYPES, ATTACHMENTS_PER_MESSAGE
from chalicelib.domain.message import TEXT_LENGTH, is_blank
from chalicelib.domain.upload import NAME_LENGTH
from chalicelib.transport.identifiers import ClientMessageId, Identifier


def seen(name: str) -> str:
    """The name, if there is anything to see."""
    if is_blank(name):
        raise ValueError("is empty")
    return name


def known_zone(name: str) -> str:
    """The name, if it is one of the time zone database."""
    if name not in available_timezones():
        raise ValueError("must be a name of the IANA time zone database")
    return name


ONE_LINE = r"^[^\x00-\x1f\x7f]+$"
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=ONE_LINE), AfterValidator(seen)]
Topic = Annotated[str, StringConstraints(min_length=1, max_length=TOPIC_LENGTH, pattern=ONE_LINE)]
ADDRESS = r"^[^@\s<>\"\x00-\x1f]+@[^@\s<>\"\x00-\x1f]+\.[^@\s<>\"\x00-\x1f]+$"
Locale = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
ZONE = r"^[A-Za-z0-9_+/-]{1,64}$"
TimeZone = Annotated[str, StringConstraints(pattern=ZONE), AfterValidator(known_zone)]
Email = Annotated[str, StringConstraints(max_length=254, pattern=ADDRESS)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True, defer_build=True)


class CardWanted(Body):
    """Which of the patient's items a message is to show."""

    type: Literal["appt", "invoice", "rx"]
    id: Identifier


class NewMessage(Body):
    """A message, named by its sender: sent twice, it is stored once. `correctionOf`: an earlier one of theirs.

    `sensitive`: for staff. The text may be empty where there are attachments or a card.
    """

    clientMessageId: ClientMessageId
    text: Annotated[str, StringConstraints(max_length=TEXT_LENGTH)]
    correctionOf: Annotated[int, Field(ge=1, lt=10**12)] | None = None
    sensitive: bool = False
    attachmentIds: Annotated[list[Identifier], Field(max_length=ATTACHMENTS_PER_MESSAGE)] = []
    card: CardWanted | None = None


class NewAttachment(Body):
    """A file that is going to be uploaded: at most 26,214,400 bytes. `sha256`: of its bytes, in base64."""

    fileName: Annotated[str, StringConstraints(min_length=1, max_length=NAME_LENGTH, pattern=ONE_LINE)]
    contentType: Annotated[str, Field(max_length=100, json_schema_extra={"enum": [*ATTACHMENT_TYPES]})]
    size: Annotated[int, Field(ge=1, lt=10**12)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{43}=$")]


class NewConversation(Body):
    """A conversation with its first message. Staff name the patient, patients the care team or the provider."""

    kind: Literal["direct", "topic", "case"]
    topic: Topic | None = None
    patientId: Identifier | None = None
    careTeamId: Identifier | None = None
    providerId: Identifier | None = None
    caseId: Identifier | None = None
    message: NewMessage


class ConversationChange(Body):
    """Resolve a conversation, or open it again."""

    status: Literal["resolved", "open"]


class ConversationPreferences(Body):
    """How the caller alone sees it; what is left out stays as it is."""

    pinned: bool | None = None
    muted: bool | None = None


class ReadMarker(Body):
    """The entry up to which the caller has read; `force` moves the marker back as well (mark unread)."""

    seq: Annotated[int, Field(ge=0, lt=10**12)]
    force: bool = False


class NotifyChanges(Body):
    """`emailSnippet` (patients only): the beginnings of messages may stand in mails."""

    email: bool | None = None
    web: bool | None = None
    emailSnippet: bool | None = None


class PreferenceChanges(Body):
    """Any part of the preferences; what is left out stays. `chatOptIn`: patients only."""

    chatOptIn: bool | None = None
    notify: NotifyChanges | None = None
    locale: Locale | None = None
    timeZone: TimeZone | None = None


class MeChanges(Body):
    """What somebody changes about themselves."""

    preferences: PreferenceChanges


class FreshSignIn(Body):
    """The code that the hosted page handed to the portal."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=2048, pattern=r"^[\x21-\x7e]+$")]


class SigningOut(Body):
    """Of this session, or of all of the caller's. `keepPush`: its browser is still to be woken."""

    everywhere: bool = False
    keepPush: bool = False


class HoldWanted(Body):
    """Why a patient is put under legal hold."""

    ground: Literal["litigation", "investigation", "records_request", "other"]


class DirectoryPerson(Body):
    """A person as the EHR has them. `careTeams`: for patients the teams that serve them; for staff see care teams.

    `chatOptIn`, `locale` and `timeZone` are the person's own choice too: left out or repeated, they change nothing.
    """

    role: Literal["patient", "provider", "front_desk", "admin"]
    name: Name
    title: Name | None = None
    email: Email | None = None
    portalAccount: bool = False
    chatOptIn: bool | None = None
    locale: Locale | None = None
    timeZone: TimeZone | None = None
    careTeams: Annotated[list[Identifier], Field(max_length=6)] = []


class DirectoryCase(Body):
    """A case as the EHR has it: who asks, and whom, about which patient."""

    title: Name
    patientId: Identifier
    requesterId: Identifier
    providerId: Identifier


class DirectoryCareTeam(Body):
    """A care team with everybody who works in it."""

    name: Name
    servesAll: bool = False
    members: Annotated[list[Identifier], Field(max_length=90)] = []
