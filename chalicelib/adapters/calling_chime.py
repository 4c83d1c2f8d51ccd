"""Calls through Amazon Chime: a meeting for each call, made when it is first joined and deleted when it is over."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import clock
from chalicelib.adapters.calling import UNAVAILABLE, Session
from chalicelib.domain.call import Call
from chalicelib.domain.call_shapes import ChimeSessionShape
from chalicelib.domain.errors import Busy
from chalicelib.domain.item import Item
from chalicelib.domain.person import Person
from chalicelib.observability import logger
from chalicelib.settings import settings

FEATURES = {
    "Audio": {"EchoReduction": "UNAVAILABLE"},
    "Video": {"MaxResolution": "HD"},
    "Content": {"MaxResolution": "FHD"},
}
CAPABILITIES = {"Audio": "SendReceive", "Video": "SendReceive", "Content": "SendReceive"}
PATIENCE = 12.0
"""Seconds after which nothing more is begun: a request is given up by the gateway after 29."""
PAUSES = (0.2, 0.5)
"""Seconds to wait while somebody else makes the same meeting at the same moment."""


TRIES = 3
"""How many meetings in a row may turn out to have ended."""


class Gone(Exception):
    """There is no such meeting (any more): Chime ends one that nobody has been in for some minutes."""


class Twice(Busy):
    """The same request is being carried out at this moment."""

    detail = UNAVAILABLE


class Refused(Busy):
    """Repeating does not help: somebody must mend it."""

    detail = UNAVAILABLE


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an error of the service stands for here."""

    error: type[Exception] = Busy
    detail: str = UNAVAILABLE


PASSING = Meaning()
WRONG = Meaning(Refused)
MEANINGS: Mapping[str, Meaning] = {
    "BadRequestException": WRONG,
    "ConflictException": Meaning(Twice),
    "ForbiddenException": WRONG,
    "LimitExceededException": Meaning(
        Refused, "More video visits are under way than the clinic may hold at once. Try again in some minutes."
    ),
    "NotFoundException": Meaning(Gone),
    "ServiceFailureException": PASSING,
    "ServiceUnavailableException": PASSING,
    "ThrottlingException": PASSING,
    "UnauthorizedException": WRONG,
    "UnprocessableEntityException": WRONG,
}
"""Of every error that the four operations name. Any other counts by its status: it passes, or a right is missing."""


@cache
def meetings() -> Any:
    """Chime's API of meetings; made at the first call. One request, tried twice, takes nine seconds at most."""
    config = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 2, "mode": "standard"})
    region = settings().chime_region
    return botocore.session.get_session().create_client("chime-sdk-meetings", region_name=region, config=config)


def session(call: Call, appointment: Item, person: Person, until: str) -> Session:
    """The meeting of this call, made if there is none (any more), and this person's attendee in it.

    Raises `Busy` if Chime gives none now.
    """
    begun, ended = time.monotonic(), call.meeting_id
    meeting = standing(call, begun) if call.meeting_id else None
    for _ in range(TRIES):
        meeting = meeting or made(call, ended, begun)
        try:
            attendee = attendee_in(meeting, call, person, begun)
        except Gone:
            ended, meeting = meeting["MeetingId"], None
        else:
            content: ChimeSessionShape = {"provider": "chime", "meeting": meeting, "attendee": attendee}
            return Session(content, until, meeting["MeetingId"])
    raise Busy(UNAVAILABLE)


def close(call: Call) -> None:
    """Delete the meeting, and put everybody out of it. Raises `Busy` if Chime does not do it now; where it refuses to,
    the log says so and nothing is tried again: Chime ends a meeting itself once nobody is in it.
    """
    if call.meeting_id:
        try:
            carried_out("delete_meeting", time.monotonic(), MeetingId=call.meeting_id)
        except (Gone, Refused):
            return


def standing(call: Call, begun: float) -> dict[str, Any] | None:
    """The meeting that the call is known to have; None if it has ended."""
    try:
        found: dict[str, Any] = carried_out("get_meeting", begun, MeetingId=call.meeting_id)["Meeting"]
    except Gone:
        return None
    return found


def made(call: Call, ended: str | None, begun: float) -> dict[str, Any]:
    """The meeting of this call, made once however often it is asked for. `ended`: the one that it replaces."""
    call_id = call.call_id or call.appointment_id
    meeting: dict[str, Any] = carried_out(
        "create_meeting",
        begun,
        ClientRequestToken=clock.id_of("meeting", call_id, ended or ""),
        MediaRegion=settings().chime_region,
        ExternalMeetingId=call_id,
        MeetingFeatures=FEATURES,
        Tags=[{"Key": "stack", "Value": settings().stack_name}],
    )["Meeting"]
    return meeting


def attendee_in(meeting: Mapping[str, Any], call: Call, person: Person, begun: float) -> dict[str, Any]:
    """This person's place in the meeting, under a name that tells nothing of them."""
    attendee: dict[str, Any] = carried_out(
        "create_attendee",
        begun,
        MeetingId=meeting["MeetingId"],
        ExternalUserId=clock.id_of("attendee", call.call_id or call.appointment_id, person.id),
        Capabilities=CAPABILITIES,
    )["Attendee"]
    return attendee


def carried_out(operation: str, begun: float, **request: Any) -> dict[str, Any]:
    """What the service answers. Raises `Gone` or `Busy`; `begun`: when all that this is part of began."""
    for pause in PAUSES:
        try:
            return answered(operation, begun, request)
        except Twice:
            time.sleep(pause)
    return answered(operation, begun, request)


def answered(operation: str, begun: float, request: Mapping[str, Any]) -> dict[str, Any]:
    if time.monotonic() - begun > PATIENCE:
        logger.warning("Chime is slow", operation=operation)
        raise Busy(UNAVAILABLE)
    try:
        answer: dict[str, Any] = getattr(meetings(), operation)(**request)
        return answer
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        raise meant_by(operation, str(error.response["Error"]["Code"]), status) from error
    except BotoCoreError as error:
        logger.warning("Chime not reached", operation=operation, reason=type(error).__name__)
        raise Busy(UNAVAILABLE) from error


def meant_by(operation: str, code: str, status: int) -> Exception:
    """The error of ours for one of the service's; what we do not expect is logged."""
    meaning = MEANINGS.get(code) or (PASSING if status == 429 or status >= 500 else WRONG)
    if meaning.error is Refused:
        logger.error("Chime refuses", operation=operation, reason=code)
    elif meaning is PASSING:
        logger.warning("Chime is busy", operation=operation, reason=code)
    return meaning.error(meaning.detail)
