"""Staff are led to an authenticator app and in again with its code; patients are asked for nothing."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, expect

from infra.deploy.authenticator import Authenticator
from tests.browser.conftest import NewWindow
from tests.browser.test_accessibility import findings_in_light_and_dark
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic, Newcomer, put
from tests.stack_fixture.person import Person, acknowledged, new_message

NEVER = "000000"
A_SECOND_MS = 1_100
"""No sign-in counts of the second in which an app was set up. People wait longer, for the next code."""


def type_password(window: Window, who: Person) -> None:
    """At the hosted page."""
    window.page.get_by_label("Username").fill(who.username)
    window.page.get_by_label("Password").fill(who.password)
    window.page.get_by_role("button", name="Sign in").click()


def press(window: Window, name: str) -> None:
    window.page.get_by_role("button", name=name, exact=True).click()


def titled(window: Window, title: str) -> None:
    expect(window.page.get_by_role("heading", name=title, level=1)).to_be_visible()


def show(window: Window, code: str) -> None:
    """The code of an app at the hosted page."""
    window.page.get_by_label("Enter the code").fill(code)
    press(window, "Sign in")


def set_up(window: Window, who: Person) -> Authenticator:
    """From the portal's question to its end; gives the app."""
    press(window, "Sign in again and set up")
    type_password(window, who)
    key = window.page.locator("second-factor-page code")
    expect(key).to_be_visible()
    app = Authenticator(key.inner_text().replace(" ", ""), is_hasty=True)
    window.page.get_by_label("Code", exact=True).fill(app.code())
    press(window, "Continue")
    titled(window, "Your authenticator app is set up")
    window.page.wait_for_timeout(A_SECOND_MS)
    return app


def lose_the_answer(route: Route) -> None:
    """The server does what it is asked, and the browser does not hear of it."""
    route.fetch()
    route.abort()


def at_work(clinic: Clinic, newcomer: Newcomer) -> tuple[Person, str]:
    """A nurse of a team of their own, to whom a patient has written; and where."""
    nurse = newcomer(role="provider")
    put(clinic.ehr, f"care-teams/{nurse.id}", {"name": "Night team", "members": [nurse.id]})
    wanted = {"kind": "topic", "topic": "Night cough", "careTeamId": nurse.id, "message": new_message("It is back")}
    started = acknowledged(newcomer(careTeams=[nurse.id]), "/conversations", wanted)
    clinic.seats(started["id"], nurse)
    return nurse, f"/chat/{started['id']}"


def test_who_is_at_work_when_the_clinic_begins_to_ask_is_led_to_it_and_keeps_what_they_wrote(
    clinic: Clinic, newcomer: Newcomer, new_window: NewWindow, request: pytest.FixtureRequest
) -> None:
    nurse, path = at_work(clinic, newcomer)
    window = new_window().sign_in_by_hand(nurse).open("Night cough")
    window.composer.fill("Half a sen")
    request.getfixturevalue("asking_staff")

    # The portal may have asked for something by itself meanwhile.
    led = window.page.get_by_role("heading", name="Set up an authenticator app", level=1)
    window.page.get_by_role("link", name="Dashboard").or_(led).first.click()
    titled(window, "Set up an authenticator app")
    expect(window.page.get_by_role("link", name="Dashboard")).to_have_count(0)
    app = set_up(window, nurse)
    press(window, "Sign in")
    type_password(window, nurse)
    show(window, app.code())
    expect(window.page.get_by_role("link", name="Dashboard")).to_be_visible()
    window.page.goto(window.origin + path)
    expect(window.composer).to_have_value("Half a sen")


@pytest.mark.usefixtures("asking_staff")
def test_a_nurse_sets_up_an_app_and_comes_in_with_its_code(newcomer: Newcomer, new_window: NewWindow) -> None:
    nurse, window = newcomer(role="provider"), new_window()
    asked: set[str] = set()
    window.page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    window.page.goto(f"{window.origin}/chat")
    press(window, "Sign in")
    type_password(window, nurse)
    titled(window, "Set up an authenticator app")
    assert {path for path in asked if path.startswith("/v1/")} == {"/v1/me"}, "what would be refused is not asked for"
    expect(window.page.get_by_text("asks everybody who works here")).to_be_visible()
    expect(window.page.get_by_role("heading", name="Messages", exact=True)).to_have_count(0)
    assert findings_in_light_and_dark(window) == []

    press(window, "Sign in again and set up")
    type_password(window, nurse)
    expect(window.page.get_by_role("img", name="QR code")).to_be_visible()
    assert findings_in_light_and_dark(window) == []
    field = window.page.get_by_label("Code", exact=True)
    field.fill("12 34")
    press(window, "Continue")
    expect(window.page.get_by_role("alert")).to_have_text("The code has six digits.")
    field.fill(NEVER)
    press(window, "Continue")
    expect(window.page.get_by_role("alert")).to_contain_text("not the code that the app must show now")
    app = Authenticator(window.page.locator("second-factor-page code").inner_text().replace(" ", ""), is_hasty=True)
    code = app.code()
    field.fill(f"{code[:3]} {code[3:]}")
    press(window, "Continue")
    titled(window, "Your authenticator app is set up")
    expect(window.page.get_by_text("If you lose the phone, tell the clinic")).to_be_visible()
    window.page.wait_for_timeout(A_SECOND_MS)
    assert findings_in_light_and_dark(window) == []

    press(window, "Sign in")
    type_password(window, nurse)
    show(window, code)
    expect(window.page.get_by_text("Invalid code")).to_be_visible()
    show(window, app.code())
    expect(window.page.get_by_role("heading", name="Messages", exact=True)).to_be_visible()
    assert urlsplit(window.page.url).path == "/chat"


@pytest.mark.usefixtures("asking_staff")
def test_a_patient_is_asked_for_nothing_and_may_set_one_up(newcomer: Newcomer, new_window: NewWindow) -> None:
    patient = newcomer()
    window = new_window().sign_in_by_hand(patient)
    window.page.goto(f"{window.origin}/preferences")
    window.page.get_by_role("link", name="Set up an app").click()
    titled(window, "Set up an authenticator app")
    app = set_up(window, patient)
    press(window, "Sign in")
    type_password(window, patient)
    show(window, app.code())
    titled(window, "Preferences")


@pytest.mark.usefixtures("asking_staff")
def test_a_sign_in_that_is_given_up_is_told_and_can_be_begun_again(newcomer: Newcomer, new_window: NewWindow) -> None:
    nurse, window = newcomer(role="provider"), new_window()
    window.page.goto(f"{window.origin}/chat")
    press(window, "Sign in")
    type_password(window, nurse)
    titled(window, "Set up an authenticator app")
    press(window, "Sign in again and set up")
    expect(window.page.get_by_label("Username")).to_be_visible()
    state = dict(part.split("=", 1) for part in urlsplit(window.page.url).query.split("&"))["state"]

    window.page.goto(f"{window.origin}/?error=access_denied&state={state}")
    expect(window.page.get_by_role("alert")).to_have_text("The sign-in was not completed. Please try again.")
    window.page.goto(f"{window.origin}/chat")
    titled(window, "Set up an authenticator app")
    set_up(window, nurse)


@pytest.mark.usefixtures("asking_staff")
def test_an_app_is_set_up_though_the_answer_to_its_code_was_lost(newcomer: Newcomer, new_window: NewWindow) -> None:
    nurse, window = newcomer(role="provider"), new_window()
    window.page.goto(f"{window.origin}/chat")
    press(window, "Sign in")
    type_password(window, nurse)
    press(window, "Sign in again and set up")
    type_password(window, nurse)
    key = window.page.locator("second-factor-page code")
    app = Authenticator(key.inner_text().replace(" ", ""), is_hasty=True)
    window.page.route("**/me/second-factor/*", lose_the_answer, times=1)
    window.page.get_by_label("Code", exact=True).fill(app.code())
    press(window, "Continue")
    expect(window.page.get_by_role("alert")).to_contain_text("server cannot be reached")
    expect(key).to_be_visible()

    press(window, "Continue")
    titled(window, "Your authenticator app is set up")
    window.page.wait_for_timeout(A_SECOND_MS)
    press(window, "Sign in")
    type_password(window, nurse)
    show(window, app.code())
    expect(window.page.get_by_role("heading", name="Messages", exact=True)).to_be_visible()


@pytest.mark.usefixtures("asking_staff")
def test_who_would_rather_not_signs_out(newcomer: Newcomer, new_window: NewWindow) -> None:
    window = new_window()
    window.page.goto(f"{window.origin}/chat")
    press(window, "Sign in")
    type_password(window, newcomer(role="front_desk"))
    titled(window, "Set up an authenticator app")

    press(window, "Sign out")
    expect(window.page.get_by_text("Messages between you and your care team")).to_be_visible()
    expect(window.page.get_by_role("button", name="Sign in", exact=True)).to_be_enabled()
    assert window.page.evaluate("sessionStorage.length") == 0
