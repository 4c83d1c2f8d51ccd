"""A patient and a provider on their way through a video visit, each before a window of their own."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.browser.test_accessibility import findings
from tests.browser.visit import DEVICES, Book
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic


def join(ada: Window, clinic: Clinic, visit: str) -> None:
    """Ada goes from her dashboard through the check of her devices into the waiting room."""
    ada.enter(clinic.ada, "/")
    ada.page.get_by_role("link", name=f"Join call: {visit} with Nora Quill").click()
    ada.page.get_by_role("button", name="Join the waiting room").click()
    expect(ada.page.get_by_role("heading", name="You are in the waiting room")).to_be_visible()


def test_a_visit_goes_from_the_waiting_room_to_its_end(
    clinic: Clinic, book: Book, new_window: NewWindow, new_phone: NewWindow
) -> None:
    book("Whole visit")
    nora, ada = new_window(**DEVICES), new_phone(color_scheme="dark", **DEVICES)
    nora.enter(clinic.nora, "/")
    badge = nora.page.locator("nav a[href='/'] unread-badge")
    expect(nora.page.get_by_role("link", name="Start meeting: Whole visit")).to_be_visible()
    expect(badge).to_have_text("")

    join(ada, clinic, "Whole visit")
    note = nora.page.locator("visit-alerts").get_by_text("Ada Brook is waiting for your video visit.")
    expect(note).to_be_visible()
    expect(badge).to_have_text("1visits waiting")
    expect(nora.page).to_have_title(re.compile("Patient waiting · Dashboard · Riverside Family Clinic$"))
    assert [findings(nora), findings(ada)] == [[], []]

    nora.page.locator("visit-alerts").get_by_role("link", name="Start meeting").click()
    nora.page.get_by_role("button", name="Tell the patient").click()
    expect(ada.page.get_by_text("Your provider is running late, until about")).to_be_visible()
    expect(ada.page.get_by_text("Nora Quill is here and getting ready")).to_be_visible()
    assert findings(nora) == []

    nora.page.get_by_role("button", name="Start meeting").click()
    for window in (nora, ada):
        expect(window.page.locator("call-stage")).to_be_visible()
    nora.page.get_by_label("Message to Ada Brook").or_(nora.composer).fill("Written beside the call")
    nora.page.get_by_role("button", name="Send", exact=True).click()
    ada.page.get_by_role("button", name="Chat").click()
    expect(ada.page.get_by_text("Written beside the call", exact=True)).to_be_visible()

    ada.page.reload()
    expect(ada.page.locator("call-stage")).to_be_visible()
    nora.page.get_by_role("button", name="End for both").click()
    nora.page.get_by_role("dialog").get_by_role("button", name="End for both").click()
    for window in (nora, ada):
        expect(window.page.get_by_role("heading", name="The visit has ended")).to_be_visible()
    assert [findings(nora), findings(ada)] == [[], []]


def test_a_patient_who_closes_the_page_is_gone_within_seconds_and_may_come_back(
    clinic: Clinic, book: Book, new_window: NewWindow
) -> None:
    book("Closed page")
    nora, ada = new_window(**DEVICES), new_window(**DEVICES)
    nora.enter(clinic.nora, "/")
    card = nora.page.get_by_role("article", name="Closed page with Ada Brook")
    expect(card).to_be_visible()
    join(ada, clinic, "Closed page")
    expect(card).to_contain_text("Waiting for you since")
    ada.page.close()
    expect(card).not_to_contain_text("Waiting for you since")

    back = new_window(**DEVICES)
    join(back, clinic, "Closed page")
    expect(card).to_contain_text("Waiting for you since")
    back.page.get_by_role("button", name="Leave the waiting room").click()
    expect(card).not_to_contain_text("Waiting for you since")


def test_whose_connection_breaks_in_the_waiting_room_is_back_in_it_with_the_connection(
    clinic: Clinic, book: Book, new_window: NewWindow
) -> None:
    book("Bad line")
    nora, ada = new_window(**DEVICES), new_window(**DEVICES)
    nora.enter(clinic.nora, "/")
    card = nora.page.get_by_role("article", name="Bad line with Ada Brook")
    join(ada, clinic, "Bad line")
    expect(card).to_contain_text("Waiting for you since")
    ada.cut_network()
    expect(card).not_to_contain_text("Waiting for you since")
    ada.mend_network()
    expect(card).to_contain_text("Waiting for you since")

    book("Bad line", in_minutes=60)
    expect(ada.page.get_by_role("heading", name="It is not time yet")).to_be_visible()
    expect(card).to_contain_text("Opens at")


def test_a_visit_that_is_cancelled_meanwhile_says_so_to_who_waits(
    clinic: Clinic, book: Book, new_window: NewWindow
) -> None:
    book("Called off")
    ada = new_window(**DEVICES)
    join(ada, clinic, "Called off")
    book("Called off", status="cancelled")
    expect(ada.page.get_by_role("heading", name="This appointment was cancelled")).to_be_visible()
    ada.page.get_by_role("link", name="Go to the dashboard").click()
    card = ada.page.get_by_role("article", name="Called off with Nora Quill")
    expect(card).to_contain_text("Cancelled")
    expect(card.get_by_role("link")).to_have_count(0)


def test_who_comes_too_early_sees_how_long_and_foreign_visits_are_not_there(
    clinic: Clinic, book: Book, new_window: NewWindow
) -> None:
    book("Early bird", in_minutes=60)
    ada, bo = new_window(), new_window()
    ada.enter(clinic.ada, "/visits/early-bird")
    expect(ada.page.get_by_role("heading", name="It is not time yet")).to_be_visible()
    expect(ada.page.get_by_role("timer")).to_contain_text(":")
    bo.enter(clinic.bo, "/visits/early-bird")
    expect(bo.page.get_by_role("heading", name="This appointment is not here")).to_be_visible()


NOTING = """
window.tries = 0;
window.told = [];
window.tones = 0;
Object.defineProperty(document, "hidden", { get: () => window.isAway ?? false });
window.Notification = class extends EventTarget {
  static permission = "granted";
};
ServiceWorkerRegistration.prototype.showNotification = async (title, { body }) => {
  window.tries += 1;
  if (window.tries === 1) throw new TypeError("no active registration");
  window.told.push(`${title} / ${body}`);
};
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  window.tones += 1;
  return start.apply(this, when);
};
"""


def test_a_provider_who_looks_elsewhere_hears_and_is_told_that_somebody_waits_but_not_who(
    clinic: Clinic, book: Book, new_window: NewWindow
) -> None:
    """Though their browser fails to show it at the first try."""
    book("Told elsewhere")
    clinic.nora.http.patch("/me", json={"preferences": {"notify": {"web": True}}}).raise_for_status()
    nora, ada = new_window(), new_window(**DEVICES)
    nora.page.add_init_script(NOTING)
    nora.enter(clinic.nora, "/")
    nora.page.get_by_role("heading", name="Upcoming appointments").click()
    nora.page.evaluate("window.isAway = true")
    join(ada, clinic, "Told elsewhere")
    nora.page.wait_for_function("() => told.length > 0 && tones > 1")
    assert nora.page.evaluate("told") == ["Patient waiting / Open the portal to join the video visit."]
    assert nora.page.evaluate("tones") == 2
