"""What has been written and not sent: kept, in order, once, until it is sent or given up."""

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic

TYPE_AND_RELOAD = """async (field, words) => {
  const opening = indexedDB.open("clinic-messaging");
  await new Promise((resolve) => (opening.onsuccess = resolve));
  const busy = opening.result.transaction("drafts", "readwrite").objectStore("drafts");
  const askOn = () => (busy.get("nothing").onsuccess = askOn);
  askOn();
  field.value = words;
  field.dispatchEvent(new Event("input"));
  setTimeout(() => location.reload());
}"""
"""The page is left while the browser's database is still busy with something else."""
WRITTEN = ["First of all", "And then", "Last of all"]


def test_what_was_written_without_network_waits_in_order_and_arrives_in_order(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="In order")
    nora = new_window().sign_in(clinic.nora).open("In order")
    ada = new_phone().sign_in(clinic.ada).open("In order")
    ada.cut_network()
    for text in WRITTEN:
        ada.say(text)
    expect(ada.page.get_by_role("button", name="Retry")).to_have_count(3)
    assert ada.words()[-3:] == WRITTEN
    ada.mend_network()

    for text in WRITTEN:  # the last may come by the socket before the others are fetched
        nora.hears(text)
    assert nora.words()[-3:] == WRITTEN
    expect(ada.page.locator("article.outgoing")).to_have_count(0)


def test_a_reload_while_the_clinic_is_out_of_reach_loses_nothing(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Reloaded offline")
    nora = new_window().sign_in(clinic.nora).open("Reloaded offline")
    nora.page.route("**/v1/**", lambda route: route.abort())
    for text in WRITTEN:
        nora.say(text)
    nora.composer.fill("Half a sen")
    nora.page.reload()
    expect(nora.page.get_by_role("alert")).to_contain_text("cannot be reached")

    nora.page.unroute("**/v1/**")
    nora.page.get_by_role("button", name="Try again").click()
    for text in WRITTEN:
        nora.hears(text)
    expect(nora.page.locator("article.outgoing")).to_have_count(0)
    expect(nora.composer).to_have_value("Half a sen")
    assert said(clinic, nora)[-3:] == WRITTEN


def test_two_tabs_of_one_person_send_each_message_once(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Two tabs")
    first = new_window().sign_in(clinic.nora).open("Two tabs")
    first.page.route("**/messages", lambda route: route.abort())
    first.say("From the first tab")
    expect(first.page.get_by_role("button", name="Retry")).to_be_visible()

    with first.page.context.expect_page() as opened:
        # A tab that is opened from another one begins with its session, as a duplicated tab does.
        first.page.evaluate("window.open(location.href)")
    second = Window(opened.value, first.origin)
    second.hears("From the first tab")
    expect(second.page.locator("article.outgoing")).to_have_count(0)
    expect(first.page.locator("article.outgoing")).to_have_count(0)
    first.page.unroute("**/messages")
    first.say("From the first again")
    second.hears("From the first again")
    assert said(clinic, first)[-2:] == ["From the first tab", "From the first again"]
    assert second.faults == []


def test_what_was_discarded_does_not_come_back(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Discarded")
    nora = new_window().sign_in(clinic.nora).open("Discarded")
    nora.page.route("**/messages", lambda route: route.abort())
    nora.say("Better not")
    nora.page.get_by_role("button", name="Discard", exact=True).click()
    expect(nora.page.locator("article.outgoing")).to_have_count(0)
    nora.page.unroute("**/messages")
    nora.page.reload()
    nora.hears("May I take both tablets at once?")
    expect(nora.word("Better not")).to_have_count(0)


def test_each_conversation_keeps_its_own_draft(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Draft of one")
    clinic.topic(topic="Draft of another")
    nora = new_window().sign_in(clinic.nora).open("Draft of one")
    nora.composer.fill("For the one")
    nora.open("Draft of another")
    expect(nora.composer).to_have_value("")
    nora.composer.fill("For the other")
    nora.open("Draft of one")
    expect(nora.composer).to_have_value("For the one")
    nora.open("Draft of another")
    expect(nora.composer).to_have_value("For the other")


def test_a_reload_in_the_very_moment_of_typing_loses_no_letter(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Typed and reloaded")
    nora = new_window().sign_in(clinic.nora).open("Typed and reloaded")
    nora.composer.fill("Half a sen")
    with nora.page.expect_event("load"):
        nora.composer.evaluate(TYPE_AND_RELOAD, "Half a sentence, and the rest")
    expect(nora.composer).to_have_value("Half a sentence, and the rest")
    nora.page.reload()
    expect(nora.composer).to_have_value("Half a sentence, and the rest")


def said(clinic: Clinic, window: Window) -> list[str]:
    """What the server has of the open conversation."""
    conversation_id = window.page.url.rpartition("/")[2]
    items = clinic.nora.http.get(f"/conversations/{conversation_id}/messages").json()["items"]
    return [message["text"] for message in items]
