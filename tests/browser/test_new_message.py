"""Starting a conversation, from either side."""

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.stack_fixture.clinic import Clinic


def test_what_staff_began_outlives_a_reload_and_the_patient_has_it_at_once(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    ada = new_phone().sign_in(clinic.ada)
    nora = new_window().sign_in(clinic.nora)
    nora.page.get_by_role("button", name="New message").click()
    nora.page.get_by_role("combobox", name="Patient").fill("broo")
    nora.page.get_by_role("option", name="Ada Brook").click()
    nora.page.get_by_role("radio", name="Heart team").check()
    nora.page.get_by_label("Topic", exact=True).fill("Blood test on Friday")
    nora.page.get_by_label("Message", exact=True).fill("Please come with an empty stomach.")

    nora.page.reload()
    nora.page.get_by_role("button", name="New message").click()
    begun = nora.page.get_by_role("dialog")
    expect(begun).to_contain_text("Ada Brook")
    expect(begun.get_by_role("radio", name="Heart team")).to_be_checked()
    expect(begun.get_by_label("Topic", exact=True)).to_have_value("Blood test on Friday")
    expect(begun.get_by_label("Message", exact=True)).to_have_value("Please come with an empty stomach.")
    begun.get_by_role("button", name="Send").click()

    expect(nora.page.get_by_role("heading", name="Blood test on Friday")).to_be_visible()
    nora.hears("Please come with an empty stomach.")
    ada.open("Blood test on Friday").hears("Please come with an empty stomach.")


def test_enter_does_not_take_what_was_found_for_other_words(clinic: Clinic, new_window: NewWindow) -> None:
    nora = new_window().sign_in(clinic.nora)
    nora.page.get_by_role("button", name="New message").click()
    search = nora.page.get_by_role("combobox", name="Patient")
    expect(nora.page.get_by_role("option", name="Ada Brook")).to_be_visible()
    search.press("ArrowDown")
    search.press_sequentially("broo")
    search.press("Enter")
    expect(search).to_have_value("broo")

    expect(nora.page.get_by_role("option")).to_have_count(1)
    search.press("Enter")
    expect(nora.page.get_by_role("button", name="Change")).to_be_visible()
    expect(nora.page.get_by_role("dialog")).to_contain_text("Ada Brook")


def test_a_patient_writes_to_a_provider_directly_and_sees_their_name(clinic: Clinic, new_phone: NewWindow) -> None:
    ada = new_phone().sign_in(clinic.ada)
    ada.page.get_by_role("button", name="New message").click()
    ada.page.get_by_role("radio", name="Omar Reed").check()
    ada.page.get_by_label("Message", exact=True).fill("A question for you alone")
    ada.page.get_by_role("dialog").get_by_role("button", name="Send").click()

    expect(ada.page.get_by_role("heading", name="Omar Reed")).to_be_visible()
    ada.hears("A question for you alone")


def test_a_patient_who_cannot_be_written_to_is_shown_with_the_reason(clinic: Clinic, new_window: NewWindow) -> None:
    nora = new_window().sign_in(clinic.nora)
    nora.page.get_by_role("button", name="New message").click()
    without_account = nora.page.get_by_role("option", name="Cy Marsh")
    expect(without_account).to_contain_text("has no portal account yet")
    expect(without_account).to_be_disabled()
    expect(nora.page.get_by_role("option", name="Dee Holt")).to_contain_text("has chosen not to receive messages here")


def test_somebody_who_has_opted_out_reads_why_instead_of_a_field_to_write_in(
    clinic: Clinic, new_phone: NewWindow
) -> None:
    dee = new_phone().sign_in(clinic.dee)
    dee.page.get_by_role("button", name="New message").click()
    expect(dee.page.get_by_role("radio").first).to_be_disabled()
    expect(dee.page.get_by_text("You have turned messages off").first).to_be_visible()
