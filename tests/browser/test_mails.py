"""What mails lead to, and what staff are told of those that came back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from infra.local.stack import Stack
from tests.browser.conftest import PHONE, NewWindow
from tests.browser.test_accessibility import findings
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.mails import comes_back, mail_problem, mailed, new_patient, unsubscribe_token
from tests.stack_fixture.person import Person


@pytest.fixture(scope="module")
def mia(stack: Stack, clinic: Clinic) -> Iterator[Person]:
    with new_patient(stack, clinic, "Mia Sorrel") as patient:
        yield patient


def test_the_link_of_a_mail_turns_mails_off_by_one_button_and_leads_to_where_they_are_turned_on_again(
    stack: Stack, mia: Person, new_window: NewWindow
) -> None:
    window = new_window(color_scheme="dark", **PHONE)
    page = window.page
    page.goto(f"{window.origin}/unsubscribe/{unsubscribe_token(stack, mia.id)}")
    expect(page.get_by_text("Riverside Family Clinic")).to_be_visible()
    assert findings(window) == []
    page.get_by_role("button", name="Stop these emails").click()
    expect(page.get_by_role("heading", name="You get no more of these emails")).to_be_focused()
    assert findings(window) == []
    page.get_by_role("link", name="Open your preferences").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()

    window.enter(mia, "/preferences")
    email = page.get_by_role("switch", name="Email", exact=True)
    expect(email).not_to_be_checked()
    email.check()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def test_a_link_that_is_none_says_what_to_do_instead(new_window: NewWindow) -> None:
    window = new_window(locale="es-MX")
    window.page.goto(f"{window.origin}/unsubscribe/nothing")
    window.page.get_by_role("button", name="Dejar de recibir estos correos").click()
    expect(window.page.get_by_role("heading", name="Este enlace no funciona")).to_be_visible()
    expect(window.page.locator("html")).to_have_attribute("lang", "es")


def test_mail_that_came_back_is_told_on_the_profile_and_in_ones_own_preferences(
    stack: Stack, clinic: Clinic, mia: Person, new_window: NewWindow
) -> None:
    comes_back(stack, mailed(stack, mia.id), f"{mia.id}@mail.example", "2026-12-03T18:00:00.000Z")
    mail_problem(clinic.nora, mia.id)

    nora = new_window(timezone_id="America/Chicago")
    nora.enter(clinic.nora, f"/patients/{mia.id}")
    expect(nora.page.get_by_role("note")).to_contain_text("Mail to this address came back on Dec 3, 2026. Ask for")
    assert findings(nora) == []
    own = new_window(color_scheme="dark", **PHONE)
    own.enter(mia, "/preferences")
    expect(own.page.get_by_role("note")).to_contain_text("Mail to your address came back")
    assert findings(own) == []
    own.page.get_by_role("switch", name="Email", exact=True).click()
    expect(own.page.get_by_text("Saved", exact=True)).to_be_visible()
    own.page.get_by_role("switch", name="Email", exact=True).click()
    expect(own.page.get_by_role("note")).to_have_count(0)
