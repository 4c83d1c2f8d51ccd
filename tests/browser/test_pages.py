"""The pages around the chat: how one gets there, and what stands on them."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic, Newcomer
from tests.stack_fixture.person import Person, acknowledged, new_message

NUMBER = re.compile(r"^[\d,]+$")
NAVIGATION = {
    "nora": ["Dashboard", "Chat", "Cases", "Preferences"],
    "ada": ["Dashboard", "Chat", "Preferences"],
    "root": ["Dashboard", "Preferences", "Audit", "Records"],
}


@pytest.mark.parametrize(("name", "pages"), NAVIGATION.items())
def test_everybody_is_offered_the_pages_that_are_theirs(
    clinic: Clinic, new_window: NewWindow, name: str, pages: list[str]
) -> None:
    window = arrive(new_window(), getattr(clinic, name), "/")
    expect(window.page.get_by_role("navigation", name="Main").get_by_role("link")).to_have_text(
        [re.compile(rf"^\s*{page}") for page in pages]
    )


def test_the_dashboard_is_the_first_page_and_names_who_signed_in(clinic: Clinic, new_window: NewWindow) -> None:
    nora = arrive(new_window(), clinic.nora, "/")
    expect(nora.page.get_by_role("heading", level=1)).to_contain_text("Nora Quill")
    expect(nora.page).to_have_title(re.compile(r"Dashboard · Riverside Family Clinic$"))


def test_numbers_and_badges_follow_what_arrives_without_a_reload(
    clinic: Clinic, newcomer: Newcomer, new_window: NewWindow
) -> None:
    patient = newcomer()
    kim = arrive(new_window(), patient, "/")
    total = kim.page.locator("stat-card", has_text="Total messages").locator(".value")
    expect(total).to_have_text("0")
    wanted = {"kind": "topic", "topic": "Counted on the dashboard", "patientId": patient.id, "careTeamId": "heart"}
    acknowledged(clinic.nora, "/conversations", {**wanted, "message": new_message()})

    expect(total).to_have_text("1")
    expect(kim.page.locator("nav a[href='/chat'] unread-badge")).to_have_text("1unread")
    expect(kim.page.get_by_role("link", name="Counted on the dashboard").first).to_be_visible()


def test_the_days_of_the_chart_can_be_reached_by_keys_and_read_as_a_table(
    clinic: Clinic, new_window: NewWindow
) -> None:
    clinic.topic(topic="Shown as a bar")
    nora = arrive(new_window(), clinic.nora, "/")
    chart = nora.page.get_by_role("slider", name="Messages per day")
    chart.focus()
    today = chart.get_attribute("aria-valuetext")
    chart.press("ArrowLeft")
    assert chart.get_attribute("aria-valuetext") != today
    nora.page.get_by_text("As a table").click()
    expect(nora.page.get_by_role("table").get_by_role("row")).to_have_count(15)


def test_a_patient_writes_to_a_care_team_from_the_dashboard(clinic: Clinic, new_phone: NewWindow) -> None:
    ada = arrive(new_phone(), clinic.ada, "/")
    ada.page.get_by_role("button", name="Write a message to Heart team").click()
    expect(ada.page.get_by_role("radio", name="Heart team")).to_be_checked()
    ada.page.get_by_label("Topic").fill("From the dashboard")
    ada.page.get_by_label("Message", exact=True).fill("Begun on the first page")
    ada.page.get_by_role("dialog").get_by_role("button", name="Send").click()
    ada.hears("Begun on the first page")


def test_an_unknown_address_says_so_and_leads_back(clinic: Clinic, new_window: NewWindow) -> None:
    nora = arrive(new_window(), clinic.nora, "/nothing/of/the/kind")
    expect(nora.page.get_by_role("heading", name="There is nothing at this address")).to_be_visible()
    nora.page.get_by_role("link", name="Go to the dashboard").click()
    expect(nora.page.get_by_role("heading", level=1)).to_contain_text("Nora Quill")


def test_the_keyboard_is_on_the_page_that_was_opened(clinic: Clinic, new_window: NewWindow) -> None:
    nora = arrive(new_window(), clinic.nora, "/")
    nora.page.get_by_role("link", name="Preferences").click()
    expect(nora.page.get_by_role("main", name="Preferences")).to_be_focused()
    nora.page.go_back()
    expect(nora.page.get_by_role("main", name="Dashboard")).to_be_focused()


def test_an_administrator_sees_numbers_and_no_messages(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Not for administrators")
    root = arrive(new_window(), clinic.root, "/chat")
    expect(root.page.get_by_role("heading", name="No messages for administrators")).to_be_visible()
    root.page.get_by_role("link", name="Go to the dashboard").click()
    expect(root.page.locator("stat-card", has_text="Total messages").locator(".value")).to_have_text(NUMBER)
    expect(root.page.get_by_text("Not for administrators", exact=True)).to_have_count(0)


def test_a_profile_tells_who_the_patient_is_and_opens_what_was_written(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Found in the profile")
    nora = arrive(new_window(), clinic.nora, "/patients/ada")
    expect(nora.page.get_by_role("heading", level=1)).to_have_text("Ada Brook")
    expect(nora.page.locator("profile-facts")).to_contain_text("Heart team")
    nora.open("Found in the profile")
    assert urlsplit(nora.page.url).path.startswith("/chat/")


def test_a_new_message_from_the_profile_is_for_this_patient(clinic: Clinic, new_window: NewWindow) -> None:
    nora = arrive(new_window(), clinic.nora, "/patients/ada")
    nora.page.get_by_role("button", name="New message").click()
    expect(nora.page.get_by_role("dialog")).to_contain_text("Ada Brook")
    expect(nora.page.get_by_label("Topic")).to_be_focused()


def test_a_patient_who_has_opted_out_is_shown_with_what_to_do_instead(clinic: Clinic, new_window: NewWindow) -> None:
    nora = arrive(new_window(), clinic.nora, "/patients/dee")
    expect(nora.page.get_by_role("button", name="New message")).to_be_disabled()
    expect(nora.page.locator("hindrance-note")).to_contain_text("Respect the preference")


def test_a_patient_of_others_is_not_there(clinic: Clinic, new_window: NewWindow) -> None:
    nora = arrive(new_window(), clinic.nora, "/patients/bo")
    expect(nora.page.get_by_role("heading", name="This patient is not here")).to_be_visible()


def test_a_case_is_begun_by_the_requester_and_goes_on_between_the_two(clinic: Clinic, new_window: NewWindow) -> None:
    open_case(clinic, "second-opinion", "Second opinion")
    nora = arrive(new_window(), clinic.nora, "/cases")
    nora.page.get_by_role("link", name="Second opinion").click()
    nora.page.get_by_role("button", name="Text a specialist").click()
    nora.page.get_by_label("Message to Omar Reed").fill("Would you have a look?")
    nora.page.get_by_role("button", name="Send").click()
    nora.hears("Would you have a look?")

    omar = arrive(new_window(), clinic.omar, "/cases/second-opinion")
    omar.hears("Would you have a look?")
    omar.say("Gladly")
    nora.hears("Gladly")


def test_messages_of_cases_are_counted_beside_the_cases(
    clinic: Clinic, newcomer: Newcomer, new_window: NewWindow
) -> None:
    provider = newcomer(role="provider")
    open_case(clinic, "counted", "Counted case", requester=provider.id, provider="omar", patient="bo")
    kim = arrive(new_window(), provider, "/")
    wanted = {"kind": "case", "caseId": "counted", "message": new_message("A word on this case")}
    clinic.seats(acknowledged(clinic.omar, "/conversations", wanted)["id"], provider)

    expect(kim.page.locator("nav a[href='/cases'] unread-badge")).to_have_text("1unread")
    expect(kim.page.locator("nav a[href='/chat'] unread-badge")).to_have_text("")


def test_a_closed_case_can_be_read_and_says_why_nobody_can_write(clinic: Clinic, new_window: NewWindow) -> None:
    open_case(clinic, "closing", "Closing case")
    acknowledged(clinic.nora, "/conversations", {"kind": "case", "caseId": "closing", "message": new_message("Last")})
    clinic.ehr.http.delete("/directory/cases/closing").raise_for_status()
    nora = arrive(new_window(), clinic.nora, "/cases/closing")
    nora.hears("Last")
    expect(nora.composer).to_have_count(0)
    expect(nora.page.get_by_text("This case is closed").first).to_be_visible()


def test_a_preference_is_saved_as_it_is_changed_and_stays(newcomer: Newcomer, new_window: NewWindow) -> None:
    kim = arrive(new_window(), newcomer(), "/preferences")
    email = kim.page.get_by_role("switch", name="Email", exact=True)
    email.uncheck()
    expect(kim.page.get_by_text("Saved", exact=True)).to_be_visible()
    kim.page.reload()
    expect(email).not_to_be_checked()
    email.check()
    expect(kim.page.get_by_text("Saved", exact=True)).to_be_visible()


def test_a_preference_that_cannot_be_saved_goes_back_and_may_be_tried_again(
    newcomer: Newcomer, new_window: NewWindow
) -> None:
    kim = arrive(new_window(), newcomer(), "/preferences")
    web = kim.page.get_by_role("switch", name="In this browser")
    was = web.is_checked()
    kim.page.route("**/v1/me", lambda route: route.fulfill(status=503, json={"detail": "Busy at the moment."}))
    web.click()
    expect(kim.page.get_by_role("alert").filter(has_text="Busy at the moment.")).to_be_visible()
    expect(web).to_be_checked(checked=was)
    kim.page.unroute("**/v1/me")
    kim.page.get_by_role("button", name="Try again").click()
    expect(kim.page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(web).to_be_checked(checked=not was)


def test_times_are_shown_in_the_zone_that_was_chosen(newcomer: Newcomer, new_window: NewWindow) -> None:
    kim = arrive(new_window(), newcomer(), "/preferences")
    zone = kim.page.get_by_label("Time zone")
    zone.fill("Atlantis/Centre")
    zone.press("Enter")
    zone.blur()
    expect(kim.page.get_by_text("There is no such time zone.")).to_be_visible()
    zone.fill("asia/kolkata")
    zone.blur()
    expect(kim.page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(kim.page.get_by_text("All times are shown as there.")).to_be_visible()


def arrive(window: Window, person: Person, path: str) -> Window:
    """Signed in, and at the address that was asked for."""
    window.enter(person, path)
    expect(window.page.get_by_role("navigation", name="Main")).to_be_visible()
    assert urlsplit(window.page.url).path == path
    return window


def open_case(
    clinic: Clinic, case_id: str, title: str, requester: str = "nora", provider: str = "omar", patient: str = "ada"
) -> None:
    case = {"title": title, "patientId": patient, "requesterId": requester, "providerId": provider}
    clinic.ehr.http.put(f"/directory/cases/{case_id}", json=case).raise_for_status()
