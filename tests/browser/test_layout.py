"""Two panes where there is room, one at a time on a phone."""

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic

LEAST_TOUCH = 44


def test_a_wide_window_shows_inbox_and_thread_side_by_side(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Side by side")
    nora = new_window().sign_in(clinic.nora).open("Side by side")
    expect(nora.page.get_by_role("link", name="Side by side")).to_be_visible()
    expect(nora.page.get_by_role("link", name="Back to messages")).to_be_hidden()


def test_a_phone_shows_one_pane_at_a_time_with_a_way_back(clinic: Clinic, new_phone: NewWindow) -> None:
    clinic.topic(topic="One pane")
    ada = new_phone().sign_in(clinic.ada)
    expect(ada.composer).to_be_hidden()

    row = ada.page.get_by_role("link", name="One pane")
    ada.open("One pane")
    expect(row).to_be_hidden()
    ada.page.get_by_role("link", name="Back to messages").click()
    expect(row).to_be_visible()
    expect(row).to_be_focused()
    ada.page.go_back()
    expect(ada.composer).to_be_visible()


def test_everything_that_a_finger_presses_is_large_enough(clinic: Clinic, new_phone: NewWindow) -> None:
    clinic.topic(topic="Large enough")
    ada = new_phone().sign_in(clinic.ada)
    assert too_small(ada) == []
    ada.open("Large enough")
    assert too_small(ada) == []


def too_small(window: Window) -> list[str]:
    """The beginnings of what can be pressed and is smaller than a finger."""
    targets = window.page.get_by_role("button").or_(window.page.get_by_role("link"))
    small: list[str] = targets.evaluate_all(SMALLER_THAN, LEAST_TOUCH)
    return [" ".join(tag.split())[:160] for tag in small]


SMALLER_THAN = """(targets, least) => targets
  .filter((target) => target.checkVisibility())
  .filter((target) => {
    const { width, height } = target.getBoundingClientRect();
    return Math.min(width, height) < least;
  })
  .map((target) => target.outerHTML)"""
"""All at once: while rows come and go, one after the other would not always be found again."""


def test_words_are_shown_as_they_were_written_never_as_markup(clinic: Clinic, new_window: NewWindow) -> None:
    script = "<img src=x onerror=alert(1)><b>bold</b>"
    clinic.topic(script, topic="<i>Markup</i>")
    nora = new_window().sign_in(clinic.nora).open("<i>Markup</i>")
    assert nora.words() == [script]
    expect(nora.page.locator("message-thread img, message-thread b:not(.label b)")).to_have_count(0)
