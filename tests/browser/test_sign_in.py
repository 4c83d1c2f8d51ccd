"""Coming and going."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.stack_fixture.clinic import Clinic


def test_the_page_that_somebody_wanted_is_there_after_the_sign_in(clinic: Clinic, new_window: NewWindow) -> None:
    conversation = clinic.topic(topic="Wanted at once")
    nora = new_window()
    nora.page.goto(f"{nora.origin}/chat/{conversation['id']}")
    nora.page.get_by_role("button", name="Sign in").click()
    nora.page.get_by_label("Username").fill(clinic.nora.username)
    nora.page.get_by_label("Password").fill(clinic.nora.password)
    nora.page.get_by_role("button", name="Sign in").click()

    expect(nora.page.get_by_role("heading", name="Wanted at once")).to_be_visible()
    assert urlsplit(nora.page.url).path == f"/chat/{conversation['id']}"
    assert urlsplit(nora.page.url).query == ""


def test_a_reload_keeps_the_session_and_what_was_being_written(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Kept draft")
    nora = new_window().sign_in(clinic.nora).open("Kept draft")
    nora.composer.fill("Half a sen")
    nora.page.reload()
    expect(nora.composer).to_have_value("Half a sen")


def test_signing_out_forgets_everything_in_this_browser(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Forgotten draft")
    nora = new_window().sign_in(clinic.nora).open("Forgotten draft")
    nora.composer.fill("Nobody else should see this")
    nora.page.get_by_role("button", name="Your account").click()
    nora.page.get_by_role("button", name="Sign out").click()

    expect(nora.page.get_by_role("button", name="Sign in")).to_be_visible()
    assert nora.page.evaluate("sessionStorage.length") == 0
    nora.page.get_by_role("button", name="Sign in").click()
    expect(nora.page.get_by_label("Password")).to_be_visible()


def test_an_answer_with_a_foreign_state_signs_nobody_in(new_window: NewWindow) -> None:
    window = new_window()
    window.page.goto(f"{window.origin}/?code=stolen&state=made-up")
    expect(window.page.get_by_role("alert")).to_have_text("The sign-in was not completed. Please try again.")
    assert window.page.evaluate("sessionStorage.length") == 0


def test_an_administrator_reads_no_messages(clinic: Clinic, new_window: NewWindow) -> None:
    window = new_window()
    window.page.goto(window.origin)
    window.page.get_by_role("button", name="Sign in").click()
    window.page.get_by_label("Username").fill(clinic.root.username)
    window.page.get_by_label("Password").fill(clinic.root.password)
    window.page.get_by_role("button", name="Sign in").click()
    expect(window.page.get_by_role("heading", name="No messages for administrators")).to_be_visible()
