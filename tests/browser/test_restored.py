"""The clinic has restored an earlier state: a page that knew a later one learns of it, and loses nothing of its own."""

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.stack_fixture.clinic import Clinic


def test_a_page_is_loaded_anew_once_and_keeps_what_is_being_written(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Before the restore")
    window = new_window().sign_in(clinic.ada).open("Before the restore")
    window.composer.fill("Half a sentence")
    window.page.evaluate("window.isOld = true")
    window.is_connected()
    window.is_connected()
    assert window.page.evaluate("window.isOld"), "the same record is no reason"

    window.record = "restored"
    with window.page.expect_event("load"):
        window.ask_the_server()

    expect(window.composer).to_have_value("Half a sentence")
    window.hears("May I take both tablets at once?")
    window.page.evaluate("window.isNew = true")
    window.is_connected()
    window.is_connected()
    assert window.page.evaluate("window.isNew"), "once is enough"
    assert not window.page.evaluate("window.isOld")
