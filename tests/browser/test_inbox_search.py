"""Searching the inbox while typing."""

from playwright.sync_api import Route, expect

from tests.browser.conftest import NewWindow
from tests.browser.test_inbox_lists import row
from tests.browser.test_notices import until
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic, topic_found

EARLIER = "**/conversations?*q=zzz*"
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""In which a page shows what it has just heard."""


def search(window: Window, words: str) -> None:
    window.page.get_by_role("searchbox").fill(words)


def test_a_search_marks_what_it_found_whatever_case_and_accents(clinic: Clinic, new_window: NewWindow) -> None:
    topic_found(clinic.topic(topic="Überweisung zum Facharzt"), clinic.nora)
    nora = new_window().sign_in(clinic.nora)
    search(nora, "UBER bro")
    found = row(nora, "Überweisung zum Facharzt")
    expect(found.locator("mark")).to_have_text(["Über", "Bro"])
    expect(nora.page.get_by_role("status").filter(has_text="1 conversation found")).to_be_visible()


def test_escape_and_the_button_end_a_search(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Still in the list")
    nora = new_window().sign_in(clinic.nora)
    search(nora, "zzz")
    expect(nora.page.get_by_role("heading", name="Nothing found")).to_be_visible()
    nora.page.keyboard.press("Escape")
    expect(row(nora, "Still in the list")).to_be_visible()

    search(nora, "zzz")
    expect(row(nora, "Still in the list")).to_have_count(0)
    nora.page.get_by_role("button", name="Clear the search").click()
    expect(row(nora, "Still in the list")).to_be_visible()
    expect(nora.page.get_by_role("searchbox")).to_be_focused()


def test_a_late_answer_does_not_replace_a_later_search(clinic: Clinic, new_window: NewWindow) -> None:
    topic_found(clinic.topic(topic="Quick brown answer"), clinic.nora)
    nora, held, over = new_window().sign_in(clinic.nora), list[Route](), list[str]()
    nora.page.route(EARLIER, lambda route: held.append(route))
    nora.page.on("requestfinished", lambda request: over.append(request.url))
    nora.page.on("requestfailed", lambda request: over.append(request.url))
    with nora.page.expect_request(EARLIER):
        search(nora, "zzz")
    search(nora, "quick")
    expect(row(nora, "Quick brown answer").locator("mark")).to_have_text("Quick")
    held[0].continue_()
    until(nora, lambda: any("q=zzz" in address for address in over), True)
    nora.page.evaluate(TWO_FRAMES)
    expect(row(nora, "Quick brown answer")).to_be_visible()


def test_a_result_opens_and_the_search_stays(clinic: Clinic, new_phone: NewWindow) -> None:
    topic_found(clinic.topic(topic="Kept while reading"), clinic.ada)
    ada = new_phone().sign_in(clinic.ada)
    search(ada, "kept")
    expect(row(ada, "Kept while reading")).to_be_visible()
    ada.page.get_by_role("searchbox").press("ArrowDown")
    ada.page.keyboard.press("Enter")
    expect(ada.composer).to_be_visible()
    ada.page.get_by_role("link", name="Back to messages").click()
    expect(ada.page.get_by_role("searchbox")).to_have_value("kept")
    expect(row(ada, "Kept while reading")).to_be_visible()
