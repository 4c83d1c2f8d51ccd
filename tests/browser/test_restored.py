"""The clinic has restored an earlier state: a page that knew a later one learns of it, and loses nothing of its own."""

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic


def asks_the_server(window: Window) -> None:
    """As a page does when somebody comes back to it. The answer says which record the server has."""
    window.page.evaluate("dispatchEvent(new Event('focus'))")


def hears_a_pong(window: Window) -> None:
    known = len(window.frames)
    asks_the_server(window)
    while not any('"pong"' in frame for frame in window.frames[known:]):
        window.page.wait_for_timeout(20)


def test_a_page_is_loaded_anew_once_and_keeps_what_is_being_written(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Before the restore")
    window = new_window().sign_in(clinic.ada).open("Before the restore")
    window.composer.fill("Half a sentence")
    window.page.evaluate("window.isOld = true")
    hears_a_pong(window)
    hears_a_pong(window)
    assert window.page.evaluate("window.isOld"), "the same record is no reason"

    window.record = "restored"
    with window.page.expect_event("load"):
        asks_the_server(window)

    expect(window.composer).to_have_value("Half a sentence")
    window.hears("May I take both tablets at once?")
    window.page.evaluate("window.isNew = true")
    hears_a_pong(window)
    hears_a_pong(window)
    assert window.page.evaluate("window.isNew"), "once is enough"
    assert not window.page.evaluate("window.isOld")
