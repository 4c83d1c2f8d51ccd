"""Calls where a device is missing, refused or turned off; and the shape of a meeting that only AWS can hold."""

import json
import re
from typing import Any

from playwright.sync_api import Route, WebSocketRoute, expect

from tests.browser.conftest import NewWindow
from tests.browser.visit import DEVICES, Book, Seat
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic

REFUSING = """
window.refused = { video: "NotFoundError" };
const open = MediaDevices.prototype.getUserMedia;
MediaDevices.prototype.getUserMedia = async function (wanted) {
  for (const kind of ["audio", "video"]) {
    if (wanted[kind] && window.refused[kind]) throw new DOMException("Refused", window.refused[kind]);
  }
  return open.call(this, wanted);
};
"""
SIGNALING = "wss://signal.m1.ue1.app.chime.aws/control/2b8c3d5e-1111-4222-8333-444455556666"
MEETING = {
    "MeetingId": "2b8c3d5e-1111-4222-8333-444455556666",
    "ExternalMeetingId": "01JE0000000000000000000000",
    "MediaRegion": "us-east-1",
    "MediaPlacement": {
        "AudioHostUrl": "8fb1.k.m1.ue1.app.chime.aws:3478",
        "AudioFallbackUrl": "wss://wss.k.m1.ue1.app.chime.aws:443/calls/2b8c3d5e",
        "SignalingUrl": SIGNALING,
        "TurnControlUrl": "https://ccp.cp.ue1.app.chime.aws/v2/turn_sessions",
        "EventIngestionUrl": "https://data.svc.ue1.ingest.chime.aws/v1/client-events",
    },
}
ATTENDEE = {"ExternalUserId": "01JE1111", "AttendeeId": "aaaabbbb-1111", "JoinToken": "YWFhYWJiYmItMTExMQ"}


def test_a_device_that_cannot_be_used_is_explained_and_the_call_goes_on_without(
    clinic: Clinic, book: Book, new_window: NewWindow, new_phone: NewWindow
) -> None:
    path = book("Without devices", provider="omar")
    phone = new_phone(**DEVICES)
    ada, omar = Seat(phone, path), Seat(new_window(**DEVICES), path)
    phone.page.add_init_script(REFUSING)
    ada.enter(clinic.ada)
    reads(phone, "No camera was found.")
    again(phone, {"audio": "NotAllowedError", "video": "NotAllowedError"})
    reads(phone, "This page may not use your camera.", "This page may not use your microphone.")
    again(phone, {"audio": "NotReadableError"})
    reads(phone, "The microphone cannot be used now.")
    again(phone, {"video": "NotFoundError"})
    reads(phone, "No camera was found.")
    ada.press("Join the waiting room")
    omar.enter(clinic.omar)
    omar.press("Start meeting")

    ada.sees_and_hears()
    omar.hears()
    assert omar.stats()["framesDecoded"] == 0
    ada.press("Mute")
    expect(omar.stage.get_by_role("img", name="Muted")).to_be_visible()
    omar.press("Turn camera off")
    expect(ada.stage.locator(".portrait")).to_be_visible()


def reads(window: Window, *words: str) -> None:
    for one in words:
        expect(window.page.get_by_role("alert")).to_contain_text(one)
    expect(window.page.get_by_role("button", name="Join the waiting room")).to_be_enabled()


def again(window: Window, refused: dict[str, str]) -> None:
    window.page.evaluate("refused => (window.refused = refused)", refused)
    window.page.get_by_role("button", name="Try again").click()


def test_a_meeting_of_chime_is_joined_at_its_own_address_with_what_the_api_gave(
    clinic: Clinic, book: Book, new_window: NewWindow
) -> None:
    path = book("By Chime", provider="omar")
    ada = Seat(new_window(**DEVICES), path)
    page = ada.window.page
    known = clinic.ada.http.get(path.replace("visits", "appointments")).json()
    page.route("**/call/join", lambda route: admitted(route, known))
    opened: list[str] = []
    frames: list[str | bytes] = []

    def listen(socket: WebSocketRoute) -> None:
        opened.append(socket.url)
        socket.on_message(lambda frame: frames.append(frame))

    page.route_web_socket(re.compile(r"^wss://.*chime\.aws/"), listen)
    ada.enter(clinic.ada)
    ada.press("Join the waiting room")
    expect(ada.stage).to_be_visible()
    page.wait_for_function("() => performance.getEntriesByType('resource').some(({name}) => name.includes('chime'))")
    while len(frames) < 2:
        page.wait_for_timeout(100)

    [address] = opened
    assert address.startswith(f"{SIGNALING}?")
    assert b"amazon-chime-sdk-js" in b"".join(frame for frame in frames if isinstance(frame, bytes))


def admitted(route: Route, known: dict[str, Any]) -> None:
    """The answer of an API whose clinic chose Chime."""
    call = {**known["call"], "state": "live", "startedAt": known["startsAt"], "revision": 1_000_000}
    answer = {
        "state": "live",
        "callId": "01JE0000000000000000000000",
        "session": {"provider": "chime", "meeting": MEETING, "attendee": ATTENDEE},
        "expiresAt": known["joinableUntil"],
        "appointment": {**known, "call": call},
    }
    route.fulfill(status=200, content_type="application/json", body=json.dumps(answer))
