"""The JSON shapes of appointments and their calls: a part of those in `shapes`."""

from typing import Any, NotRequired, TypedDict

from chalicelib.domain.shapes import PersonShape


class CallShape(TypedDict):
    state: str
    patientWaitingSince: str | None
    lateUntil: str | None
    startedAt: str | None
    endedAt: str | None
    patientHere: bool
    providerHere: bool
    revision: int


class AppointmentShape(TypedDict):
    id: str
    title: str
    patient: PersonShape
    provider: PersonShape
    startsAt: str
    endsAt: str
    status: str
    call: CallShape
    joinableFrom: str
    joinableUntil: str


class CallHistoryShape(TypedDict):
    act: str
    at: str
    person: PersonShape | None


class OneAppointmentShape(AppointmentShape):
    history: list[CallHistoryShape]


class IceServerShape(TypedDict):
    urls: list[str]
    username: NotRequired[str]
    credential: NotRequired[str]


class P2pSessionShape(TypedDict):
    provider: str
    side: str
    iceServers: list[IceServerShape]
    iceTransportPolicy: str


class ChimeSessionShape(TypedDict):
    provider: str
    meeting: dict[str, Any]
    attendee: dict[str, Any]


class CallWaitingShape(TypedDict):
    state: str
    appointment: AppointmentShape


class CallLiveShape(TypedDict):
    state: str
    callId: str
    session: P2pSessionShape | ChimeSessionShape
    expiresAt: str
    appointment: AppointmentShape


class CallEndedShape(TypedDict):
    state: str
    appointment: AppointmentShape


class CallLateShape(TypedDict):
    appointment: AppointmentShape
