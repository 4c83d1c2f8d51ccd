"""How long somebody stays signed in, and how that ends."""

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic


def test_somebody_who_does_nothing_is_warned_and_then_logged_off_and_loses_nothing(
    clinic: Clinic, new_window: NewWindow
) -> None:
    clinic.topic(topic="Left alone")
    nora = new_window()
    nora.page.clock.install()
    nora.sign_in(clinic.nora).open("Left alone")
    nora.composer.press_sequentially("Half a sen")
    nora.page.clock.fast_forward("14:10")
    expect(nora.page.get_by_role("alertdialog")).to_contain_text("you will be signed out soon")
    nora.page.get_by_role("button", name="Stay signed in").click()
    expect(nora.page.get_by_role("alertdialog")).to_have_count(0)
    nora.page.keyboard.type("tence")
    expect(nora.composer).to_have_value("Half a sentence")

    nora.page.clock.fast_forward("14:10")
    expect(nora.page.get_by_role("alertdialog")).to_be_visible()
    nora.page.clock.fast_forward("01:00")
    expect(nora.page.get_by_role("alert")).to_contain_text("nothing was done here")
    expect(nora.page.get_by_role("log")).to_have_count(0)
    nora.come_back(clinic.nora)
    expect(nora.composer).to_have_value("Half a sentence")


def test_who_signs_out_at_the_warning_leaves_nothing_behind(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Signed out at the warning")
    nora = new_window()
    nora.page.clock.install()
    nora.sign_in(clinic.nora).open("Signed out at the warning")
    nora.composer.fill("Nobody else should see this")
    nora.page.clock.fast_forward("14:10")
    nora.page.get_by_role("button", name="Sign out now").click()

    expect(nora.page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(nora.page.get_by_role("alert")).to_have_count(0)
    nora.sign_in(clinic.nora).open("Signed out at the warning")
    expect(nora.composer).to_have_value("")


def test_a_machine_that_slept_logs_off_at_waking_whatever_comes_first(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Asleep")
    nora = new_window()
    nora.page.clock.install()
    nora.sign_in(clinic.nora).open("Asleep")
    nora.page.evaluate(SLEEP_AND_TOUCH)
    expect(nora.page.get_by_role("alert")).to_contain_text("nothing was done here")
    nora.page.get_by_role("button", name="Sign in").click()
    expect(nora.page.get_by_label("Password")).to_be_visible()


def test_a_tab_that_was_closed_without_signing_out_lets_nobody_in(clinic: Clinic, new_window: NewWindow) -> None:
    nora = new_window().sign_in_by_hand(clinic.nora)
    next_person = nora.page.context.new_page()
    nora.page.close()
    next_person.goto(f"{nora.origin}/chat")
    next_person.get_by_role("button", name="Sign in").click()
    expect(next_person.get_by_label("Password")).to_be_visible()


def test_who_signs_out_everywhere_is_signed_out_everywhere_and_what_was_being_written_elsewhere_is_kept(
    clinic: Clinic, new_window: NewWindow
) -> None:
    clinic.topic(topic="Elsewhere")
    elsewhere = new_window().sign_in(clinic.omar).open("Elsewhere")
    elsewhere.composer.fill("Half a sen")
    omar = new_window().sign_in(clinic.omar)
    omar.page.get_by_role("link", name="Preferences").click()
    panel = omar.page.get_by_role("region", name="Where you are signed in")
    expect(panel.get_by_role("listitem").filter(has_text="This one")).to_contain_text("Chrome on Linux")
    panel.get_by_role("button", name="Sign out everywhere").click()

    expect(omar.page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(omar.page.get_by_role("alert")).to_have_count(0)
    expect(elsewhere.page.get_by_role("alert")).to_contain_text("Your session has ended")
    comes_back_to(elsewhere, clinic, "Half a sen")


def comes_back_to(window: Window, clinic: Clinic, draft: str) -> None:
    window.come_back(clinic.omar)
    expect(window.composer).to_have_value(draft)


SLEEP_AND_TOUCH = """() => {
  const awake = Date.now;
  Date.now = () => awake() + 20 * 60_000;
  dispatchEvent(new PointerEvent("pointerdown"));
}"""
