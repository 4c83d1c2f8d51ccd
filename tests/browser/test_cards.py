"""Cards: chosen by a slash, shown in the thread, never of another patient."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewWindow
from tests.browser.test_accessibility import findings
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic

VISIT = {"patientId": "ada", "providerId": "nora", "title": "Check of the heart", "status": "booked"}
TIMES = {"startsAt": "2031-03-04T15:30:00Z", "endsAt": "2031-03-04T16:00:00Z"}
BILL = {"patientId": "ada", "status": "open", "date": "2031-03-01"}


def test_a_card_is_chosen_by_keys_outlives_a_reload_and_reaches_the_patient(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="Shown by keys")
    hold(clinic, "appointments/keys-1", {**VISIT, **TIMES})
    ada = new_phone().sign_in(clinic.ada).open("Shown by keys")
    nora = new_window().sign_in(clinic.nora).open("Shown by keys")

    nora.composer.press_sequentially("and/or 1/2")
    expect(nora.page.get_by_role("listbox")).to_have_count(0)
    nora.composer.press_sequentially(" /a")
    expect(options(nora)).to_have_text(["/appt Appointment"])
    expect(nora.page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport()
    assert nora.composer.evaluate("field => field.clientWidth") > 200, "there is room to write in"
    nora.composer.press("Enter")
    expect(nora.composer).to_have_value("and/or 1/2 /appt ")
    nora.composer.press_sequentially("heart")
    expect(options(nora)).to_have_count(1)
    assert nora.composer.get_attribute("aria-activedescendant") == options(nora).get_attribute("id")
    assert findings(nora) == []
    nora.composer.press("Tab")
    expect(nora.composer).to_have_value("and/or 1/2 ")
    assert findings(nora) == []

    nora.page.reload()
    expect(nora.page.get_by_role("button", name="Remove Check of the heart")).to_be_visible()
    nora.composer.press("Enter")
    expect(card(nora)).to_contain_text("Booked")
    expect(card(ada)).to_contain_text("Tue, Mar 4, 2031, 9:30 AM CST")


def test_a_patient_sends_a_card_by_touch_and_the_inbox_names_what_has_no_words(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="Shown by touch")
    hold(clinic, "invoices/touch-1", {**BILL, "title": "Touched bill", "amount": {"value": "49.90", "currency": "USD"}})
    ada = new_phone().sign_in(clinic.ada).open("Shown by touch")
    ada.page.get_by_role("button", name="Show an appointment").tap()
    expect(options(ada)).to_have_count(3)
    options(ada).filter(has_text="/invoice").tap()
    row = options(ada).filter(has_text="Touched bill")
    box = row.bounding_box()
    assert box
    assert box["height"] >= 44
    assert (box["x"] >= 0, box["x"] + box["width"] <= 390) == (True, True)
    row.tap()
    ada.page.get_by_role("button", name="Send", exact=True).tap()
    expect(card(ada)).to_contain_text("$49.90")

    nora = new_window().sign_in(clinic.nora)
    shown = nora.page.locator("conversation-row", has_text="Shown by touch")
    expect(shown.locator(".preview")).to_have_text("Invoice")


def test_enter_never_sends_half_a_command_and_escape_leaves_it_as_words(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Half a command")
    nora = new_window().sign_in(clinic.nora).open("Half a command")
    nora.composer.fill("/rx nothing of this kind")
    nora.composer.press("Enter")
    expect(nora.page.get_by_text("No recent prescriptions")).to_be_visible()
    nora.composer.press("Enter")
    expect(nora.composer).to_have_value("/rx nothing of this kind")
    nora.composer.press("Escape")
    nora.composer.press("Enter")
    nora.hears("/rx nothing of this kind")


def test_a_card_that_is_gone_is_refused_with_the_reason_and_the_words_stay(
    clinic: Clinic, new_window: NewWindow
) -> None:
    clinic.topic(topic="Gone meanwhile")
    hold(clinic, "prescriptions/gone-1", {**BILL, "title": "Gone tablets", "status": "active"})
    omar = new_window().sign_in(clinic.omar).open("Gone meanwhile")
    omar.composer.press_sequentially("/rx gone")
    expect(options(omar)).to_have_count(1)
    omar.composer.press("Enter")
    clinic.ehr.http.delete("/directory/prescriptions/gone-1").raise_for_status()
    omar.say("Take these")

    expect(omar.page.get_by_role("alert")).to_contain_text("This item cannot be shown here")
    omar.hears("Take these")
    expect(omar.page.get_by_role("button", name="Discard")).to_be_visible()


def test_a_profile_lists_what_the_clinic_holds_for_staff_and_for_the_patient(
    clinic: Clinic, new_window: NewWindow
) -> None:
    hold(
        clinic, "appointments/bo-1", {**VISIT, **TIMES, "patientId": "bo", "providerId": "pia", "title": "Kidney check"}
    )
    for who in (clinic.pia, clinic.bo):
        window = new_window().sign_in(who)
        window.page.goto(f"{window.origin}/patients/bo")
        expect(window.page.get_by_role("heading", name="Bo Núñez Stone")).to_be_visible()
        expect(window.page.locator("message-card", has_text="Kidney check")).to_be_visible()
        expect(window.page.get_by_text("No recent invoices")).to_be_visible()
        assert findings(window) == []


def hold(clinic: Clinic, path: str, item: dict[str, Any]) -> None:
    """The EHR has put this into the directory."""
    clinic.ehr.http.put(f"/directory/{path}", json=item).raise_for_status()


def options(window: Window) -> Locator:
    return window.page.get_by_role("option")


def card(window: Window) -> Locator:
    """The card in the open thread."""
    return window.page.get_by_role("log").locator("message-card")
