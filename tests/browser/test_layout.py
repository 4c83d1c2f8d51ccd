"""Two panes where there is room, one at a time on a phone."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewWindow
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
    assert too_small(ada.page.get_by_role("button").all() + ada.page.get_by_role("link").all()) == []
    ada.open("Large enough")
    assert too_small(ada.page.get_by_role("button").all() + ada.page.get_by_role("link").all()) == []


def too_small(targets: list[Locator]) -> list[str]:
    boxes = [(target, target.bounding_box()) for target in targets]
    return [str(target) for target, box in boxes if box and min(box["width"], box["height"]) < LEAST_TOUCH]


def test_words_are_shown_as_they_were_written_never_as_markup(clinic: Clinic, new_window: NewWindow) -> None:
    script = "<img src=x onerror=alert(1)><b>bold</b>"
    clinic.topic(script, topic="<i>Markup</i>")
    nora = new_window().sign_in(clinic.nora).open("<i>Markup</i>")
    assert nora.words() == [script]
    expect(nora.page.locator("message-thread img, message-thread b:not(.label b)")).to_have_count(0)
