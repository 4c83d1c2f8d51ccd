"""Shapes of the answers that only this floor makes; all others are in `domain/shapes.py`."""

from typing import NotRequired, TypedDict

from chalicelib.domain.archive_shapes import DueShape, HoldShape
from chalicelib.domain.audit_shapes import AccessShape, AuditEntryShape
from chalicelib.domain.call_shapes import AppointmentShape
from chalicelib.domain.session_shapes import SessionShape
from chalicelib.domain.shapes import (
    AttachmentShape,
    CardShape,
    CaseShape,
    ContactShape,
    ContactTeamShape,
    ConversationShape,
    MemberShape,
    MessageShape,
    PatientShape,
)


class HealthShape(TypedDict):
    status: str
    version: str


class UnsubscribedShape(TypedDict):
    unsubscribed: bool


class RealtimeTicketShape(TypedDict):
    url: str
    expiresAt: str


class ContactsShape(TypedDict):
    careTeams: list[ContactTeamShape]
    providers: list[ContactShape]


class PatientPageShape(TypedDict):
    items: list[PatientShape]
    next: str | None


class ConversationPageShape(TypedDict):
    items: list[ConversationShape]
    next: str | None


class MemberPageShape(TypedDict):
    items: list[MemberShape]
    next: str | None


class CardPageShape(TypedDict):
    items: list[CardShape]
    next: str | None


class AppointmentPageShape(TypedDict):
    items: list[AppointmentShape]
    next: str | None


class AuditPageShape(TypedDict):
    items: list[AuditEntryShape]
    next: str | None


class AccessPageShape(TypedDict):
    items: list[AccessShape]
    next: str | None


class DuePageShape(TypedDict):
    items: list[DueShape]
    next: str | None
    before: str | None
    due: int | None


class PatientHoldShape(TypedDict):
    hold: HoldShape | None


class CasePageShape(TypedDict):
    items: list[CaseShape]
    next: str | None


class MessagePageShape(TypedDict):
    items: list[MessageShape]
    next: str | None


class StoredPersonShape(TypedDict):
    id: str
    role: str
    name: str
    title: str | None
    email: str | None
    portalAccount: bool
    chatOptIn: bool
    locale: str
    timeZone: str
    careTeams: list[str]
    active: bool


class StoredCareTeamShape(TypedDict):
    id: str
    name: str
    servesAll: bool
    members: list[str]
    active: bool


class StoredCaseShape(TypedDict):
    id: str
    title: str
    patientId: str
    requesterId: str
    providerId: str
    active: bool


class SessionPageShape(TypedDict):
    items: list[SessionShape]
    next: str | None


class AmountShape(TypedDict):
    value: str
    currency: str


class StoredItemShape(TypedDict):
    id: str
    patientId: str
    title: str
    status: str
    active: bool


class StoredAppointmentShape(StoredItemShape):
    providerId: str
    startsAt: str
    endsAt: str


class StoredInvoiceShape(StoredItemShape):
    date: str
    amount: AmountShape


class StoredPrescriptionShape(StoredItemShape):
    date: str


class FaultShape(TypedDict):
    field: str
    message: str


class ProblemShape(TypedDict):
    type: str
    title: str
    status: int
    detail: str
    code: str
    requestId: str
    errors: NotRequired[list[FaultShape]]


class UploadShape(TypedDict):
    url: str
    fields: dict[str, str]
    expiresAt: str


class AddedAttachmentShape(TypedDict):
    attachment: AttachmentShape
    upload: UploadShape | None


class LinkShape(TypedDict):
    url: str
    expiresAt: str
