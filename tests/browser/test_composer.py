"""Writing: keys, limits, long threads."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.person import acknowledged, new_message


def test_enter_sends_and_shift_enter_makes_a_new_line(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Lines and sending")
    nora = new_window().sign_in(clinic.nora).open("Lines and sending")
    nora.composer.press_sequentially("First")
    nora.composer.press("Shift+Enter")
    nora.composer.press_sequentially("second")
    nora.composer.press("Enter")
    nora.hears("First\nsecond")
    assert nora.words()[-1] == "First\nsecond"
    expect(nora.composer).to_have_value("")


def test_enter_on_a_touch_keyboard_makes_a_new_line(clinic: Clinic, new_phone: NewWindow) -> None:
    clinic.topic(topic="Touch keys")
    ada = new_phone().sign_in(clinic.ada).open("Touch keys")
    ada.composer.press_sequentially("One")
    ada.composer.press("Enter")
    expect(ada.composer).to_have_value("One\n")


def test_what_is_too_long_cannot_be_sent_and_says_by_how_much(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Too long")
    nora = new_window().sign_in(clinic.nora).open("Too long")
    nora.composer.fill("x" * 8_003)
    expect(nora.page.get_by_text("3 characters too many")).to_be_visible()
    expect(nora.page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    nora.composer.fill("x" * 8_000)
    expect(nora.page.get_by_text("0 characters left")).to_be_visible()
    expect(nora.page.get_by_role("button", name="Send", exact=True)).to_be_enabled()


def test_a_long_thread_opens_at_the_unread_line_and_keeps_its_place_as_it_grows_upward(
    clinic: Clinic, new_window: NewWindow
) -> None:
    conversation = clinic.topic(topic="Long thread")
    path = f"/conversations/{conversation['id']}"
    for number in range(2, 71):
        acknowledged(clinic.ada, f"{path}/messages", new_message(f"Line {number}"))
    clinic.nora.http.put(f"{path}/read-marker", json={"seq": 65}).raise_for_status()

    nora = new_window().sign_in(clinic.nora).open("Long thread")
    expect(nora.page.get_by_text("New messages", exact=True)).to_be_in_viewport()
    top = nora.word("Line 22")
    top.scroll_into_view_if_needed()
    expect(nora.page.locator("message-thread article")).to_have_count(70)
    expect(top).to_be_in_viewport()


def test_somebody_reading_back_is_not_pulled_away_but_told(clinic: Clinic, new_window: NewWindow) -> None:
    conversation = clinic.topic(topic="Reading back")
    path = f"/conversations/{conversation['id']}/messages"
    for number in range(2, 31):
        acknowledged(clinic.ada, path, new_message(f"Line {number}"))
    nora = new_window().sign_in(clinic.nora).open("Reading back")
    pill = nora.page.get_by_role("button", name=re.compile(r"^\d+ new messages?$"))
    expect(pill).to_be_visible()
    nora.word("Line 30").scroll_into_view_if_needed()
    expect(pill).to_have_count(0)  # a page notices only where it has come to rest
    first = nora.word("May I take both tablets at once?")
    first.scroll_into_view_if_needed()
    acknowledged(clinic.ada, path, new_message("One more thing"))

    expect(pill).to_have_text("1 new message")
    expect(first).to_be_in_viewport()
    pill.click()
    expect(nora.word("One more thing")).to_be_in_viewport()
