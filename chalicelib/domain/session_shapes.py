"""The JSON shapes of what concerns sessions: a part of those in `shapes`."""

from typing import TypedDict


class LimitsShape(TypedDict):
    textLength: int
    attachmentBytes: int
    attachmentTypes: list[str]
    attachmentsPerMessage: int


class SessionRulesShape(TypedDict):
    idleMinutes: int


class CallRulesShape(TypedDict):
    joinMinutesBefore: int
    graceMinutes: int


class StepUpShape(TypedDict):
    id: str
    url: str
    expiresAt: str


class UnlockedShape(TypedDict):
    unlockedUntil: str


class SessionShape(TypedDict):
    id: str
    startedAt: str
    lastSeenAt: str
    address: str
    agent: str
    isCurrent: bool


class SignedOutShape(TypedDict):
    ended: int


class PushRulesShape(TypedDict):
    publicKey: str


class SubscribedShape(TypedDict):
    id: str
    createdAt: str


class PushEndedShape(TypedDict):
    id: str
