"""The JSON shapes of the contract: what `showing` makes and the documents describe."""

from typing import NotRequired, TypedDict

from chalicelib.domain.preference_shapes import MailProblemShape, PreferencesShape
from chalicelib.domain.session_shapes import CallRulesShape, LimitsShape, PushRulesShape, SessionRulesShape


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
    nextStep: str | None


class ContactShape(PersonShape):
    canMessage: bool
    reason: str | None
    nextStep: str | None


class PatientShape(ContactShape):
    portalAccount: bool
    chatOptIn: bool
    careTeams: list[CareTeamShape]


class PatientProfileShape(PatientShape):
    locale: str
    timeZone: str
    online: bool
    mailProblem: MailProblemShape | None


class LastMessageShape(TypedDict):
    seq: int
    sender: PersonShape
    sentAt: str
    preview: str | None
    sensitive: bool
    attachments: int
    card: str | None


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
    requester: NotRequired[PersonShape]
    caseId: NotRequired[str]
    status: str
    createdAt: str
    lastActivityAt: str
    messageCount: int
    lastSeq: int
    revision: int
    seatRevision: int
    lastMessage: LastMessageShape | None
    unreadCount: int
    readSeq: int
    pinned: bool
    muted: bool
    needsReply: NeedsReplyShape | None
    canReply: bool
    reason: str | None
    nextStep: str | None


class SystemShape(TypedDict):
    act: str
    person: PersonShape | None


class AttachmentShape(TypedDict):
    id: str
    fileName: str
    contentType: str
    size: int
    state: str
    reason: NotRequired[str]
    hasPreview: bool


class CardShape(TypedDict):
    type: str
    id: str
    title: str
    status: str
    date: str
    amount: NotRequired[str]
    url: str | None


class MessageShape(TypedDict):
    id: str
    conversationId: str
    seq: int
    clientMessageId: str
    type: str
    sender: PersonShape | None
    system: SystemShape | None
    sentAt: str
    text: str | None
    sensitive: bool
    locked: bool
    card: CardShape | None
    attachments: list[AttachmentShape]
    correctionOf: int | None
    status: str | None


class MemberShape(TypedDict):
    person: PersonShape
    joinedAt: str
    deliveredSeq: int
    readSeq: int
    online: bool


class SignedInShape(PersonShape):
    careTeams: list[CareTeamShape]


class MeShape(TypedDict):
    person: SignedInShape
    preferences: PreferencesShape
    mailProblem: MailProblemShape | None
    limits: LimitsShape
    callProvider: str
    call: CallRulesShape
    session: SessionRulesShape
    push: PushRulesShape | None
    secondFactor: str


class UnreadShape(TypedDict):
    messages: int
    conversations: int
    caseMessages: int
    needsReply: NotRequired[int]


class DayShape(TypedDict):
    date: str
    messages: int


class StatsShape(TypedDict):
    totalConversations: int
    unreadMessages: int
    uniquePatients: int
    totalMessages: int
    messagesPerDay: list[DayShape]


class CaseShape(TypedDict):
    id: str
    title: str
    status: str
    patient: PersonShape
    requester: PersonShape
    provider: PersonShape
    conversation: ConversationShape | None
    canMessage: bool
    reason: str | None
    nextStep: str | None
