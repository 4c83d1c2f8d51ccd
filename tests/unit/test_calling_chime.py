"""Calls through Chime. Requests and answers are held to the service's own model, and every error of it is expected."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from botocore.stub import Stubber

from chalicelib.adapters import calling_chime
from chalicelib.adapters.calling import UNAVAILABLE, Session, provider
from chalicelib.adapters.calling_chime import MEANINGS, meetings
from chalicelib.domain.call import Call
from chalicelib.domain.errors import Busy
from tests.unit.calling import ADA, CALL, NORA, UNTIL, VISIT, chosen
from tests.unit.heard import listening

FIRST, SECOND, THIRD, FOURTH = (f"{number}0000000-0000-4000-8000-000000000000" for number in "1234")
OPERATIONS = {"CreateMeeting", "CreateAttendee", "GetMeeting", "DeleteMeeting"}
KNOWN = replace(CALL, meeting_id=FIRST)
SERVICE_PATIENCE = 29


@pytest.fixture
def chime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    """Chime, which answers what a test says, in that order, and all of it is asked for."""
    monkeypatch.setattr(calling_chime, "PAUSES", (0, 0))
    with chosen(CALL_PROVIDER="chime", STACK_NAME="riverside"), Stubber(meetings()) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def meeting(meeting_id: str = FIRST) -> dict[str, Any]:
    address = f"wss://signal.m3.ue1.app.chime.aws/control/{meeting_id}"
    return {
        "MeetingId": meeting_id,
        "ExternalMeetingId": CALL.call_id,
        "MediaRegion": "us-east-1",
        "MediaPlacement": {"SignalingUrl": address, "AudioHostUrl": "a.k.m3.ue1.app.chime.aws:3478"},
    }


def attendee(token: str = "join-token") -> dict[str, Any]:
    return {"AttendeeId": THIRD, "ExternalUserId": "opaque", "JoinToken": token}


def finds(chime: Stubber, meeting_id: str = FIRST) -> None:
    chime.add_response("get_meeting", {"Meeting": meeting(meeting_id)}, {"MeetingId": meeting_id})


def makes(chime: Stubber, meeting_id: str = FIRST, token: Any = None) -> None:
    wanted = {
        "ClientRequestToken": token or calling_chime.clock.id_of("meeting", "01K9CALL", ""),
        "MediaRegion": "us-east-1",
        "ExternalMeetingId": "01K9CALL",
        "MeetingFeatures": {
            "Audio": {"EchoReduction": "UNAVAILABLE"},
            "Video": {"MaxResolution": "HD"},
            "Content": {"MaxResolution": "FHD"},
        },
        "Tags": [{"Key": "stack", "Value": "riverside"}],
    }
    chime.add_response("create_meeting", {"Meeting": meeting(meeting_id)}, wanted)


def lets_in(chime: Stubber, meeting_id: str = FIRST, person: str = "ada") -> None:
    everything = {"Audio": "SendReceive", "Video": "SendReceive", "Content": "SendReceive"}
    wanted = {
        "MeetingId": meeting_id,
        "ExternalUserId": calling_chime.clock.id_of("attendee", "01K9CALL", person),
        "Capabilities": everything,
    }
    chime.add_response("create_attendee", {"Attendee": attendee()}, wanted)


def joined(call: Call = CALL, until: str = UNTIL) -> Session:
    return provider().session(call, VISIT, ADA, until)


def test_who_joins_first_has_the_meeting_made_and_gets_what_the_service_said(chime: Stubber) -> None:
    makes(chime)
    lets_in(chime)

    content = {"provider": "chime", "meeting": meeting(), "attendee": attendee()}
    assert joined() == Session(content, UNTIL, FIRST)


def test_who_comes_second_or_returns_finds_the_meeting_and_gets_an_attendee_of_their_own(chime: Stubber) -> None:
    finds(chime)
    lets_in(chime, person="nora")

    assert provider().session(KNOWN, VISIT, NORA, UNTIL).meeting_id == FIRST


def test_two_who_ask_at_once_ask_for_one_meeting_by_one_token(chime: Stubber) -> None:
    """The service itself makes one meeting of one token."""
    makes(chime)
    lets_in(chime)
    makes(chime)
    lets_in(chime, person="nora")

    assert joined().meeting_id == provider().session(CALL, VISIT, NORA, UNTIL).meeting_id


def test_a_meeting_that_ended_by_itself_is_replaced_by_one_and_the_same_for_both(chime: Stubber) -> None:
    token = calling_chime.clock.id_of("meeting", "01K9CALL", FIRST)
    for person in (ADA, NORA):
        chime.add_client_error("get_meeting", "NotFoundException", http_status_code=404)
        makes(chime, SECOND, token)
        lets_in(chime, SECOND, person.id)

    assert {provider().session(KNOWN, VISIT, person, UNTIL).meeting_id for person in (ADA, NORA)} == {SECOND}


def test_a_meeting_that_ends_while_somebody_joins_is_replaced_too_but_not_for_ever(chime: Stubber) -> None:
    finds(chime)
    ended = FIRST
    for following in (SECOND, FOURTH, None):
        chime.add_client_error("create_attendee", "NotFoundException", http_status_code=404)
        if following:
            makes(chime, following, calling_chime.clock.id_of("meeting", "01K9CALL", ended))
            ended = following

    with pytest.raises(Busy):
        joined(KNOWN)


def test_requests_that_cross_are_repeated_and_given_up_in_the_end(chime: Stubber) -> None:
    chime.add_client_error("create_meeting", "ConflictException", http_status_code=409)
    makes(chime)
    lets_in(chime)
    assert joined().meeting_id == FIRST

    for _ in range(3):
        chime.add_client_error("create_meeting", "ConflictException", http_status_code=409)
    with pytest.raises(Busy):
        joined()


def test_the_end_deletes_the_meeting_and_may_come_twice_or_before_there_was_one(chime: Stubber) -> None:
    chime.add_response("delete_meeting", {}, {"MeetingId": FIRST})
    chime.add_client_error("delete_meeting", "NotFoundException", http_status_code=404)

    for call in (KNOWN, KNOWN, CALL):
        provider().close(call)


def test_every_error_that_the_service_names_has_a_meaning_and_no_other_has() -> None:
    with chosen():
        model = meetings().meta.service_model
    named = {shape.name for name in OPERATIONS for shape in model.operation_model(name).error_shapes}

    assert set(MEANINGS) == named


PASSING = {"ServiceFailureException": 500, "ServiceUnavailableException": 503, "ThrottlingException": 429}
UNNAMED = {"ThrottledClientException": 429, "InternalFailure": 500}
OURS = dict.fromkeys({*MEANINGS, "AccessDeniedException"} - {*PASSING, "NotFoundException", "ConflictException"}, 400)


@pytest.mark.parametrize(("code", "status"), sorted({**PASSING, **UNNAMED, **OURS}.items()))
def test_what_chime_refuses_is_told_as_busy_with_what_to_do_and_logged_as_an_error_if_we_must_mend_it(
    chime: Stubber, code: str, status: int
) -> None:
    chime.add_client_error("create_meeting", code, "Words of the service", http_status_code=status)

    with listening() as log, pytest.raises(Busy) as raised:
        joined()

    assert "Try again in" in raised.value.detail
    assert ('"level":"ERROR"' in log.getvalue()) is (code in OURS)
    assert code in log.getvalue()
    assert "Words" not in log.getvalue()


def test_closing_that_fails_says_so_for_it_to_be_tried_again(chime: Stubber) -> None:
    chime.add_client_error("delete_meeting", "ThrottlingException", http_status_code=429)

    with pytest.raises(Busy, match="BUSY"):
        provider().close(KNOWN)


def test_closing_that_is_refused_is_not_tried_again_but_somebody_is_to_mend_it(chime: Stubber) -> None:
    """Else it would keep all that the stream brings after it waiting, in vain."""
    chime.add_client_error("delete_meeting", "AccessDeniedException", http_status_code=403)

    with listening() as log:
        provider().close(KNOWN)
    assert '"level":"ERROR"' in log.getvalue()


def test_nothing_more_is_begun_once_it_has_taken_too_long(chime: Stubber, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling_chime, "PATIENCE", -1)

    with pytest.raises(Busy) as raised:
        joined()
    assert raised.value.detail == UNAVAILABLE


def test_a_slow_service_is_given_up_before_the_gateway_gives_up() -> None:
    with chosen():
        config = meetings().meta.config
    tries, longest_back_off = config.retries["total_max_attempts"], 1

    one_request = tries * (config.connect_timeout + config.read_timeout) + longest_back_off
    assert calling_chime.PATIENCE + one_request < SERVICE_PATIENCE - 5


def test_a_service_out_of_reach_is_busy() -> None:
    meetings.cache_clear()
    with chosen(AWS_ENDPOINT_URL_CHIME_SDK_MEETINGS="http://127.0.0.1:9", CALL_PROVIDER="chime"), pytest.raises(Busy):
        joined()
    meetings.cache_clear()
