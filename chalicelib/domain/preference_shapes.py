"""Shapes of what people choose themselves, and of what stands against it."""

from typing import TypedDict


class NotifyShape(TypedDict):
    email: bool
    web: bool
    emailSnippet: bool


class PreferencesShape(TypedDict):
    chatOptIn: bool
    notify: NotifyShape
    locale: str
    timeZone: str


class MailProblemShape(TypedDict):
    kind: str
    at: str
