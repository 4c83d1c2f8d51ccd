"""What stands around the messages of an open thread: people, presence, typing, status, claims."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.stack_fixture.clinic import Clinic


def test_resolving_is_an_entry_for_everybody_and_news_for_nobody(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="All is well")
    nora = new_window().sign_in(clinic.nora).open("All is well")
    ada = new_phone().sign_in(clinic.ada).open("All is well")
    nora.page.get_by_role("button", name="Resolve", exact=True).click()
    expect(nora.page.get_by_text("You marked this as resolved")).to_be_visible()
    expect(ada.page.get_by_text("Nora Quill marked this as resolved")).to_be_visible()
    expect(ada.page.locator("thread-header .status")).to_have_text("Resolved")
    row = ada.page.locator("conversation-row").filter(has_text="All is well")
    expect(row.locator(".badge")).to_have_count(0)

    nora.page.get_by_role("button", name="Reopen").click()
    expect(ada.page.get_by_text("Nora Quill opened this again")).to_be_visible()
    expect(ada.page.locator("thread-header .status")).to_have_count(0)


def test_typing_is_seen_by_the_other_side_and_ends_with_the_message_or_in_silence(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="Typing")
    nora = new_window().sign_in(clinic.nora).open("Typing").is_connected()
    ada = new_phone().sign_in(clinic.ada).open("Typing").is_connected()
    typing = nora.page.get_by_text("Ada Brook is typing…")
    ada.composer.press_sequentially("I am just")
    expect(typing).to_be_visible()
    ada.page.get_by_role("button", name="Send", exact=True).click()
    nora.hears("I am just")
    expect(typing).to_have_count(0)

    ada.composer.press_sequentially("Hm")
    expect(typing).to_be_visible()
    expect(typing).to_have_count(0)


def test_the_members_panel_tells_who_reads_here_and_how_far(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Who reads here")
    nora = new_window().sign_in(clinic.nora).open("Who reads here")
    nora.page.get_by_role("button", name="Members").click()
    panel = nora.page.get_by_role("dialog", name="Members")
    expect(panel.get_by_role("listitem")).to_have_count(3)
    expect(panel.get_by_role("listitem").filter(has_text="Omar Reed")).to_contain_text("Cardiologist")
    expect(panel.get_by_role("listitem").filter(has_text="Omar Reed")).to_contain_text("Has not read anything yet")
    expect(panel.get_by_role("listitem").filter(has_text="Ada Brook")).to_contain_text("Has read everything")
    expect(panel.get_by_role("listitem").filter(has_text="Nora Quill")).to_contain_text("Online")
    nora.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)


def test_a_claim_is_seen_by_colleagues_and_ends_when_it_is_done(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Who answers")
    nora = new_window().sign_in(clinic.nora).open("Who answers")
    omar = new_window().sign_in(clinic.omar).open("Who answers")
    expect(omar.page.get_by_text("Ada Brook has waited")).to_be_visible()
    nora.page.get_by_role("button", name="Claim", exact=True).click()
    expect(nora.page.get_by_text("You are answering")).to_be_visible()
    expect(omar.page.get_by_text("Nora Quill is answering")).to_be_visible()

    nora.page.get_by_role("button", name="Give back").click()
    expect(omar.page.get_by_role("button", name="Claim", exact=True)).to_be_visible()
    omar.page.get_by_role("button", name="Done", exact=True).click()
    for window in (nora, omar):
        expect(window.page.get_by_text("Ada Brook has waited")).to_have_count(0)


def test_the_patient_of_a_thread_leads_to_their_profile(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="To the profile")
    nora = new_window().sign_in(clinic.nora).open("To the profile")
    link = nora.page.locator("thread-header").get_by_role("link", name="Ada Brook")
    expect(link).to_have_attribute("href", "/patients/ada")


def test_what_is_marked_unread_in_the_open_thread_stays_unread(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic("Read me later", topic="For later")
    nora = new_window().sign_in(clinic.nora).open("For later")
    row = nora.page.locator("conversation-row").filter(has_text="For later")
    expect(row.locator(".badge")).to_have_count(0)
    nora.word("Read me later").click(button="right")
    nora.page.get_by_role("menuitem", name="Mark unread from here").click()
    expect(row.locator(".badge")).to_contain_text("1")
    expect(nora.page.get_by_text("New messages", exact=True)).to_be_visible()
    nora.composer.click()
    nora.page.wait_for_timeout(1_000)
    expect(row.locator(".badge")).to_contain_text("1")


def test_somebody_who_opts_out_closes_open_composers_on_both_sides_and_each_reads_what_to_do(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="Opting out")
    nora = new_window().sign_in(clinic.nora).open("Opting out")
    ada = new_phone().sign_in(clinic.ada).open("Opting out")
    nora.composer.fill("Half a sen")
    clinic.ada.http.patch("/me", json={"preferences": {"chatOptIn": False}}).raise_for_status()
    try:
        expect(nora.page.get_by_role("note")).to_contain_text(
            re.compile("Ada Brook has chosen not to receive messages here.*use another way to reach them", re.S)
        )
        expect(nora.composer).to_have_count(0)
        expect(ada.page.get_by_role("note")).to_contain_text("You have turned messages off")
        expect(ada.page.get_by_role("note").get_by_role("link")).to_have_attribute("href", "/preferences")
    finally:
        clinic.ada.http.patch("/me", json={"preferences": {"chatOptIn": True}}).raise_for_status()
    expect(nora.composer).to_have_value("Half a sen")
