"""Video visits in the browsers of both sides, with cameras and microphones that Chromium plays."""

import sys
import time

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.browser.visit import DEVICES, Book, Seat
from tests.stack_fixture.clinic import Clinic

SOON_SECONDS = 2
GENEROUS_SECONDS = 30
"""Two windows, the stack and the encoding of four streams share two cores here."""


def test_two_see_and_hear_each_other_through_a_reload_until_the_provider_ends_it_for_both(
    clinic: Clinic, book: Book, new_window: NewWindow, new_phone: NewWindow
) -> None:
    path = book("Both ways", provider="omar")
    ada = Seat(new_phone(**DEVICES), path)
    omar = Seat(new_window(**DEVICES), path)
    ada.enter(clinic.ada)
    ada.press("Join the waiting room")
    omar.enter(clinic.omar)

    pressed = time.time()
    omar.press("Start meeting")
    took = max(seat.first_frame_at() for seat in (ada, omar)) - pressed
    sys.stdout.write(f"first remote frame {took:.2f} s after the start (wanted: {SOON_SECONDS} s)\n")
    assert took < GENEROUS_SECONDS
    for seat in (ada, omar):
        seat.sees_and_hears()

    ada.window.page.reload()
    for seat in (ada, omar):
        seat.sees_and_hears()

    omar.press("Hang up")
    omar.window.page.get_by_role("dialog").get_by_role("button", name="End for both").click()
    for seat in (ada, omar):
        expect(seat.window.page.get_by_role("heading", name="The visit has ended")).to_be_visible()
        assert seat.devices_are_free()
