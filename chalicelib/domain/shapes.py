"""The JSON shapes of the contract: what `showing` makes and the documents describe."""

from typing import Any, NotRequired, TypedDict


class PersonShape(TypedDict):
    id: str
    role: str
    name: str
    initials: str
    title: NotRequired[str]


class CareTeamShape(TypedDict):
    id: str
    name: str


class ContactTeamShape(CareTeamShape):
    canMessage: bool
    reason: str | None


class ContactShape(PersonShape):
    canMessage: bool
    reason: str | None


class PatientShape(ContactShape):
    portalAccount: bool
    chatOptIn: bool
    careTeams: list[CareTeamShape]


class LastMessageShape(TypedDict):
    seq: int
    sender: PersonShape
    sentAt: str
    preview: str | None
    sensitive: bool


class NeedsReplyShape(TypedDict):
    since: str
    claimedBy: PersonShape | None


class ConversationShape(TypedDict):
    id: str
    kind: str
    topic: str
    patient: PersonShape
    careTeam: NotRequired[CareTeamShape]
    provider: NotRequired[PersonShape]
    status: str
    createdAt: str
    lastActivityAt: str
    messageCount: int
    lastSeq: int
    lastMessage: LastMessageShape | None
    unreadCount: int
    readSeq: int
    pinned: bool
    muted: bool
    needsReply: NeedsReplyShape | None
    canReply: bool
    reason: str | None


class MessageShape(TypedDict):
    id: str
    conversationId: str
    seq: int
    clientMessageId: str
    type: str
    sender: PersonShape | None
    sentAt: str
    text: str | None
    sensitive: bool
    locked: bool
    card: None
    attachments: list[dict[str, Any]]
    correctionOf: int | None
    status: str | None


class SignedInShape(PersonShape):
    careTeams: list[CareTeamShape]


class NotifyShape(TypedDict):
    email: bool
    web: bool
    emailSnippet: bool


class PreferencesShape(TypedDict):
    chatOptIn: bool
    notify: NotifyShape
    locale: str
    timeZone: str


class LimitsShape(TypedDict):
    textLength: int
    attachmentBytes: int
    attachmentTypes: list[str]
    attachmentsPerMessage: int


class MeShape(TypedDict):
    person: SignedInShape
    preferences: PreferencesShape
    limits: LimitsShape
    callProvider: str


class UnreadShape(TypedDict):
    messages: int
    conversations: int
