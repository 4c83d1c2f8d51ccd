"""The lists of the inbox: what stands in which, live, by mouse and by keys."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewWindow
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic, Newcomer
from tests.stack_fixture.person import acknowledged, new_message


def row(window: Window, topic: str) -> Locator:
    return window.page.locator("conversation-row", has=window.page.get_by_role("link", name=topic))


def tab_of(window: Window, words: str) -> Locator:
    """By how its name begins: a number may follow."""
    return window.page.get_by_role("tab", name=re.compile(f"^{words}"))


def show(window: Window, tab: str) -> None:
    tab_of(window, tab).click()
    expect(tab_of(window, tab)).to_have_attribute("aria-selected", "true")


def test_what_is_read_leaves_unread_when_something_else_is_opened(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Read in its list")
    clinic.topic(topic="Opened after it")
    nora = new_window().sign_in(clinic.nora)
    show(nora, "Unread")
    nora.open("Read in its list")
    expect(row(nora, "Read in its list").locator(".badge")).to_have_count(0)
    expect(row(nora, "Read in its list")).to_be_visible()

    nora.open("Opened after it")
    expect(row(nora, "Read in its list")).to_have_count(0)
    show(nora, "Read")
    expect(row(nora, "Read in its list")).to_be_visible()


def test_a_message_that_arrives_brings_its_conversation_into_unread(clinic: Clinic, new_window: NewWindow) -> None:
    started = clinic.topic(topic="Comes back unread")
    clinic.omar.http.put(f"/conversations/{started['id']}/read-marker", json={"seq": 1}).raise_for_status()
    omar = new_window().sign_in(clinic.omar)
    show(omar, "Unread")
    expect(row(omar, "Comes back unread")).to_have_count(0)

    acknowledged(clinic.ada, f"/conversations/{started['id']}/messages", new_message())
    expect(row(omar, "Comes back unread").locator(".badge")).to_have_text("1unread")


def test_who_waits_for_a_reply_is_shown_until_somebody_answers(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Waits for an answer")
    nora = new_window().sign_in(clinic.nora)
    omar = new_window().sign_in(clinic.omar)
    show(omar, "Needs reply")
    expect(row(omar, "Waits for an answer")).to_contain_text(re.compile(r"Needs reply · \d+ min"))

    show(nora, "Needs reply")
    nora.open("Waits for an answer")
    nora.say("Here is the answer")
    expect(row(omar, "Waits for an answer")).to_have_count(0)


def test_arrow_keys_go_along_the_tabs_and_into_the_rows(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Reached by keys")
    nora = new_window().sign_in(clinic.nora)
    tab_of(nora, "All").focus()
    nora.page.keyboard.press("ArrowRight")
    expect(tab_of(nora, "Unread")).to_be_focused()
    expect(tab_of(nora, "Unread")).to_have_attribute("aria-selected", "true")
    nora.page.keyboard.press("End")
    expect(tab_of(nora, "Archived")).to_be_focused()
    nora.page.keyboard.press("Home")
    expect(row(nora, "Reached by keys")).to_be_visible()
    nora.page.keyboard.press("Tab")
    expect(nora.page.locator("conversation-row a.open").first).to_be_focused()
    nora.page.keyboard.press("ArrowDown")
    expect(nora.page.locator("conversation-row a.open").nth(1)).to_be_focused()


def test_a_patient_sees_no_needs_reply(clinic: Clinic, new_phone: NewWindow) -> None:
    clinic.topic(topic="For a patient")
    ada = new_phone().sign_in(clinic.ada)
    expect(ada.page.get_by_role("tab")).to_have_count(4)
    expect(tab_of(ada, "Needs reply")).to_have_count(0)


def test_an_empty_list_says_so(newcomer: Newcomer, new_window: NewWindow) -> None:
    kim = new_window().sign_in(newcomer())
    show(kim, "Archived")
    expect(kim.page.get_by_role("heading", name="No archive yet")).to_be_visible()
