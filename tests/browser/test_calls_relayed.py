"""A call whose media may go through the clinic's TURN server alone."""

from tests.browser.conftest import NewWindow
from tests.browser.visit import DEVICES, Book, Seat
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.turn import TurnServer


def test_media_of_both_go_through_the_turn_server_with_the_credentials_that_the_clinic_made(
    clinic: Clinic, book: Book, relaying: TurnServer, new_window: NewWindow, new_phone: NewWindow
) -> None:
    path, before = book("By relay", provider="omar"), relaying.allocations
    ada = Seat(new_phone(**DEVICES), path)
    omar = Seat(new_window(**DEVICES), path)
    ada.enter(clinic.ada)
    ada.press("Join the waiting room")
    omar.enter(clinic.omar)
    omar.press("Start meeting")

    ways = [seat.sees_and_hears() for seat in (ada, omar)]
    assert {way["localCandidate"] for way in ways} == {"relay"}
    assert relaying.allocations >= before + 2
