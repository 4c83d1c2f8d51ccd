"""What is kept: the archive as staff find it, legal holds and a look at the next night as administrators do."""

import re

from playwright.sync_api import expect

from infra.local.stack import Stack
from tests.browser.conftest import NewWindow
from tests.browser.test_accessibility import findings
from tests.browser.test_inbox_lists import row, show
from tests.browser.test_inbox_search import search
from tests.browser.test_pages import arrive
from tests.stack_fixture.clinic import Clinic, Newcomer, topic_found
from tests.stack_fixture.nights import night, set_back


def test_an_administrator_sets_and_lifts_a_legal_hold_and_looks_at_the_next_night(
    clinic: Clinic, new_phone: NewWindow
) -> None:
    root = arrive(new_phone(), clinic.root, "/")
    root.page.get_by_role("link", name="Records").click()
    status = root.page.locator("legal-hold").get_by_role("status")
    look, patient = root.page.get_by_role("button", name="Look up"), root.page.get_by_label("Patient (id)")
    patient.fill("nobody-of-this-name")
    look.click()
    expect(status).to_have_text("There is no patient with the id nobody-of-this-name.")
    patient.fill("cy")
    look.click()
    expect(status).to_have_text("cy is under no legal hold.")
    assert findings(root) == []
    root.page.get_by_label("Ground").select_option("investigation")
    root.page.get_by_role("button", name="Set the hold").click()
    expect(status).to_contain_text("cy is under legal hold (Investigation), set by Ines Vale on")
    assert clinic.root.http.get("/patients/cy/hold").json()["hold"]["ground"] == "investigation"
    root.page.get_by_role("button", name="Lift the hold").click()
    expect(status).to_have_text("cy is under no legal hold.")

    due = root.page.locator("due-conversations p[role=status]")
    expect(due).to_have_text(re.compile("due|would be archived"))
    root.page.get_by_role("button", name="Purge").click()
    expect(due).to_have_text("Nothing is ever purged: the clinic has no policy of retention.")
    assert findings(root) == []
    assert root.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_a_night_archived_is_found_there_and_by_search_and_a_message_brings_it_back(
    stack: Stack, clinic: Clinic, new_window: NewWindow
) -> None:
    conversation = clinic.topic(topic="Kneipp cure")
    topic_found(conversation, clinic.nora)
    nora = new_window().sign_in(clinic.nora)
    expect(row(nora, "Kneipp cure")).to_be_visible()
    set_back(stack, conversation["id"])
    night(stack)
    expect(row(nora, "Kneipp cure")).to_have_count(0)
    search(nora, "kneipp")
    expect(row(nora, "Kneipp cure")).to_contain_text("Archived")
    nora.page.keyboard.press("Escape")
    show(nora, "Archived")
    nora.open("Kneipp cure")
    nora.hears("Archived after a long time without messages")
    nora.say("And how was it?")
    nora.hears("And how was it?")
    show(nora, "All")
    expect(row(nora, "Kneipp cure")).to_be_visible()


def test_an_administrator_resets_the_second_factor_of_somebody_else_once_they_mean_it(
    clinic: Clinic, newcomer: Newcomer, new_window: NewWindow
) -> None:
    nurse = newcomer(role="provider")
    root = arrive(new_window(), clinic.root, "/records")
    panel = root.page.locator("factor-reset")
    status, person = panel.get_by_role("status"), panel.get_by_label("Person (id)")
    for who, told in (
        ("nobody-of-this-name", "There is nobody with the id nobody-of-this-name."),
        (clinic.root.id, "Have another administrator reset your second factor"),
        (nurse.id, f"{nurse.id} has no second factor any more, and is signed out everywhere."),
    ):
        person.fill(who)
        panel.get_by_role("button", name="Reset…").click()
        expect(status).to_contain_text(f"Take the second factor of {who} away?")
        panel.get_by_role("button", name="Reset it").click()
        expect(status).to_contain_text(told)
    assert findings(root) == []
