"""What was written stays; what puts it right stands beside it, and each leads to the other."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewWindow
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.person import acknowledged, new_message


def test_a_correction_and_what_it_corrects_are_linked_for_both_sides(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="Wrong dose")
    nora = new_window().sign_in(clinic.nora).open("Wrong dose")
    ada = new_phone().sign_in(clinic.ada).open("Wrong dose")
    nora.say("Take 500 mg")
    ada.hears("Take 500 mg")

    choose(nora, "Take 500 mg", "Correct")
    expect(nora.page.get_by_text("Correcting: Take 500 mg")).to_be_visible()
    expect(nora.page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    nora.say("Take 50 mg")

    for window in (nora, ada):
        window.hears("Take 50 mg")
        expect(article(window, "Take 500 mg").get_by_role("button", name="Corrected")).to_be_visible()
        quotation = article(window, "Take 50 mg").get_by_role("button", name="Correction of “Take 500 mg”")
        quotation.click()
        expect(article(window, "Take 500 mg")).to_be_focused()
        article(window, "Take 500 mg").get_by_role("button", name="Corrected").click()
        expect(article(window, "Take 50 mg")).to_be_focused()
    assert ada.words() == nora.words()


def test_the_arrow_key_corrects_the_last_message_and_escape_brings_the_draft_back(
    clinic: Clinic, new_window: NewWindow
) -> None:
    clinic.topic(topic="By keyboard")
    nora = new_window().sign_in(clinic.nora).open("By keyboard")
    say_and_wait(nora, "On Fryday")
    nora.composer.press("ArrowUp")
    expect(nora.composer).to_have_value("On Fryday")
    nora.composer.press("Escape")
    expect(nora.composer).to_have_value("")

    nora.composer.fill("Half a sen")
    choose(nora, "On Fryday", "Correct")
    expect(nora.composer).to_have_value("On Fryday")
    nora.composer.fill("On Fri")
    nora.page.reload()
    expect(nora.composer).to_have_value("On Fri")
    expect(nora.page.get_by_text("Correcting: On Fryday")).to_be_visible()
    nora.composer.press("Escape")
    expect(nora.composer).to_have_value("Half a sen")


def test_a_tap_shows_what_can_be_done_with_a_message(clinic: Clinic, new_phone: NewWindow) -> None:
    clinic.topic(topic="By finger")
    ada = new_phone().sign_in(clinic.ada).open("By finger")
    say_and_wait(ada, "Tommorow")
    more = article(ada, "Tommorow").get_by_role("button", name="What can be done")
    expect(more).to_have_css("opacity", "0")
    ada.word("Tommorow").tap()
    expect(more).to_have_css("opacity", "1")
    more.tap()
    ada.page.get_by_role("menuitem", name="Correct").tap()
    expect(ada.page.get_by_text("Correcting: Tommorow")).to_be_visible()
    ada.say("Tomorrow")
    expect(article(ada, "Tomorrow")).to_contain_text("Correction of")


def test_only_ones_own_messages_can_be_corrected(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic("From the patient", topic="Not mine")
    nora = new_window().sign_in(clinic.nora).open("Not mine")
    nora.word("From the patient").click(button="right")
    expect(nora.page.get_by_role("menuitem", name="Copy text")).to_be_visible()
    expect(nora.page.get_by_role("menuitem", name="Correct")).to_have_count(0)


def test_a_quotation_leads_back_to_a_message_that_has_not_been_loaded(clinic: Clinic, new_window: NewWindow) -> None:
    conversation = clinic.topic("Far back", topic="Long way back")
    path = f"/conversations/{conversation['id']}/messages"
    for number in range(2, 121):
        acknowledged(clinic.ada, path, new_message(f"Line {number}"))
    acknowledged(clinic.ada, path, new_message("Put right", correctionOf=1))
    clinic.nora.http.put(f"/conversations/{conversation['id']}/read-marker", json={"seq": 121}).raise_for_status()

    nora = new_window().sign_in(clinic.nora).open("Long way back")
    nora.page.get_by_role("button", name="Correction of an earlier message").click()
    expect(article(nora, "Far back")).to_be_focused()
    expect(article(nora, "Far back")).to_be_in_viewport()


def test_a_correction_that_waits_for_the_network_keeps_its_link_through_a_reload(
    clinic: Clinic, new_window: NewWindow
) -> None:
    clinic.topic(topic="Waiting correction")
    nora = new_window().sign_in(clinic.nora).open("Waiting correction")
    say_and_wait(nora, "Att nine")
    nora.page.route("**/messages", lambda route: route.abort())
    nora.composer.press("ArrowUp")
    nora.say("At nine")
    expect(nora.page.get_by_role("button", name="Retry")).to_be_visible()

    nora.page.reload()
    expect(nora.page.locator("article.outgoing")).to_contain_text("Correction of")
    nora.page.unroute("**/messages")
    nora.page.reload()
    expect(nora.page.locator("article.outgoing")).to_have_count(0)
    expect(article(nora, "Att nine").get_by_role("button", name="Corrected")).to_be_visible()


def say_and_wait(window: Window, text: str) -> None:
    """Only what has been stored can be corrected."""
    window.say(text)
    expect(window.page.locator("article.outgoing")).to_have_count(0)
    window.hears(text)


def article(window: Window, text: str) -> Locator:
    """The whole message that says just this."""
    return window.page.locator("message-thread article").filter(has=window.page.locator(f'.text:text-is("{text}")'))


def choose(window: Window, text: str, act: str) -> None:
    """From the menu of that message."""
    article(window, text).hover()
    article(window, text).get_by_role("button", name="What can be done").click()
    window.page.get_by_role("menuitem", name=act).click()
