"""A call whose media may go through the clinic's TURN server alone."""

from concurrent.futures import ThreadPoolExecutor

from tests.browser.conftest import NewWindow
from tests.browser.visit import DEVICES, Book, Seat
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.listener import listening
from tests.stack_fixture.turn import TurnServer

AT_ONCE = 4


def test_media_of_both_go_through_the_turn_server_with_the_credentials_that_the_clinic_made(
    clinic: Clinic, book: Book, relaying: TurnServer, new_window: NewWindow, new_phone: NewWindow
) -> None:
    # What was just deployed anew starts slowly, and a page asks several things at once: no window waits so long.
    path, before = book("By relay", provider="omar"), relaying.allocations
    with listening(clinic.ada), listening(clinic.omar), ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [pool.submit(clinic.ada.http.get, path.replace("visits", "appointments")) for _ in range(AT_ONCE)]
        assert [answer.result().status_code for answer in asked] == [200] * AT_ONCE
    ada = Seat(new_phone(**DEVICES), path)
    omar = Seat(new_window(**DEVICES), path)
    ada.enter(clinic.ada)
    ada.press("Join the waiting room")
    omar.enter(clinic.omar)
    omar.press("Start meeting")

    ways = [seat.sees_and_hears() for seat in (ada, omar)]
    assert {way["localCandidate"] for way in ways} == {"relay"}
    assert relaying.allocations >= before + 2
