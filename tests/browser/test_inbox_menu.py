"""What can be done to a conversation without opening it."""

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.browser.test_inbox_lists import row
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic


def choose(window: Window, topic: str, item: str) -> None:
    """By the row's own button, as a finger does; a mouse finds it while it hovers."""
    row(window, topic).hover()
    window.page.get_by_role("button", name=f"More for {topic}").click()
    window.page.get_by_role("menuitem", name=item).click()
    expect(window.page.get_by_role("menu")).to_have_count(0)


def test_pinning_brings_to_the_top_and_lasts(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="To be pinned")
    clinic.topic(topic="Later than it")
    nora = new_window().sign_in(clinic.nora)
    other = new_window().sign_in(clinic.nora)
    choose(nora, "To be pinned", "Pin to the top")
    for window in (nora, other):
        expect(window.page.locator("conversation-row").first).to_contain_text("To be pinned")
    nora.page.reload()
    expect(nora.page.locator("conversation-row").first).to_contain_text("To be pinned")
    choose(nora, "To be pinned", "Unpin")
    expect(other.page.locator("conversation-row").first).not_to_contain_text("To be pinned")


def test_a_right_click_a_long_press_and_the_keys_open_the_menu(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="Three ways in")
    nora = new_window().sign_in(clinic.nora)
    row(nora, "Three ways in").click(button="right")
    expect(nora.page.get_by_role("menuitem", name="Mute")).to_be_visible()
    nora.page.keyboard.press("Escape")
    expect(nora.page.get_by_role("menu")).to_have_count(0)
    expect(nora.page.get_by_role("link", name="Three ways in")).to_be_focused()

    nora.page.keyboard.press("Shift+F10")
    expect(nora.page.get_by_role("menuitem").first).to_be_focused()
    nora.page.keyboard.press("End")
    nora.page.keyboard.press("ArrowDown")
    expect(nora.page.get_by_role("menuitem").first).to_be_focused()
    nora.page.keyboard.press("m")
    nora.page.keyboard.press("Escape")

    ada = new_phone().sign_in(clinic.ada)
    link = ada.page.get_by_role("link", name="Three ways in")
    link.dispatch_event("pointerdown", {"pointerType": "touch", "clientX": 100, "clientY": 300})
    expect(ada.page.get_by_role("menuitem", name="Mute")).to_be_visible()
    ada.page.get_by_role("menuitem", name="Mute").tap()
    expect(row(ada, "Three ways in").get_by_title("Muted")).to_be_visible()
    expect(ada.composer).to_be_hidden()


def test_what_is_marked_unread_is_unread_in_every_window(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Unread again")
    nora = new_window().sign_in(clinic.nora).open("Unread again")
    other = new_window().sign_in(clinic.nora)
    expect(row(other, "Unread again").locator(".badge")).to_have_count(0)

    choose(nora, "Unread again", "Mark as unread")
    for window in (nora, other):
        expect(row(window, "Unread again").locator(".badge")).to_have_text("1unread")
    expect(nora.composer).to_be_hidden()
    choose(other, "Unread again", "Mark as read")
    expect(row(nora, "Unread again").locator(".badge")).to_have_count(0)


def test_one_colleague_claims_the_other_sees_who_and_is_refused(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Claimed once")
    nora = new_window().sign_in(clinic.nora)
    omar = new_window().sign_in(clinic.omar)
    choose(nora, "Claimed once", "Claim")
    expect(row(nora, "Claimed once")).to_contain_text("You have it")
    expect(row(omar, "Claimed once")).to_contain_text("Nora Quill has it")
    choose(omar, "Claimed once", "Take back from Nora Quill")
    expect(row(nora, "Claimed once")).to_contain_text("Needs reply")
    choose(omar, "Claimed once", "Mark as done")
    expect(row(nora, "Claimed once")).not_to_contain_text("Needs reply")


def test_a_refusal_takes_back_what_was_shown_and_says_why(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Refused pin")
    nora = new_window().sign_in(clinic.nora)
    nora.page.route("**/preferences", lambda route: route.fulfill(status=409, json={"detail": "Not just now."}))
    choose(nora, "Refused pin", "Pin to the top")
    expect(nora.page.get_by_text("Not just now.")).to_be_visible()
    expect(row(nora, "Refused pin").get_by_title("Pinned")).to_have_count(0)


def test_staff_resolve_and_reopen(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Resolved in the list")
    nora = new_window().sign_in(clinic.nora)
    ada = new_window().sign_in(clinic.ada)
    choose(nora, "Resolved in the list", "Mark as resolved")
    expect(row(ada, "Resolved in the list").get_by_text("Resolved", exact=True)).to_be_visible()
    choose(nora, "Resolved in the list", "Reopen")
    expect(row(ada, "Resolved in the list").get_by_text("Resolved", exact=True)).to_have_count(0)
