"""Coming and going."""

from urllib.parse import urlsplit

from playwright.sync_api import Route, expect

from tests.browser.conftest import NewWindow
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic

LONGER_THAN_A_RETRY, ITS_WAY_MS = "00:04", 500
COUNT_KEEPSAKES = """() => new Promise((resolve) => {
  const request = indexedDB.open("clinic-messaging");
  request.onsuccess = () => {
    const names = [...request.result.objectStoreNames];
    const transaction = request.result.transaction(names);
    const counts = names.map((name) => transaction.objectStore(name).count());
    transaction.oncomplete = () => resolve(counts.reduce((sum, { result }) => sum + result, 0));
  };
})"""


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
    nora = new_window().sign_in_by_hand(clinic.nora).open("Kept draft")
    nora.composer.fill("Half a sen")
    nora.page.reload()
    expect(nora.composer).to_have_value("Half a sen")


def test_signing_out_forgets_everything_in_this_browser(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Forgotten draft")
    nora = new_window().sign_in_by_hand(clinic.nora).open("Forgotten draft")
    nora.composer.fill("Nobody else should see this")
    sign_out(nora)

    expect(nora.page.get_by_role("button", name="Sign in")).to_be_visible()
    assert nora.page.evaluate("sessionStorage.length") == 0
    nora.page.get_by_role("button", name="Sign in").click()
    expect(nora.page.get_by_label("Password")).to_be_visible()


def test_signing_out_takes_the_chat_away_and_no_late_send_brings_words_back(
    clinic: Clinic, new_window: NewWindow
) -> None:
    clinic.topic(topic="Left in the middle")
    nora = new_window()
    nora.page.clock.install()
    nora.sign_in_by_hand(clinic.nora).open("Left in the middle")
    nora.page.route("**/messages", lambda route: route.fulfill(status=503))
    nora.page.route("**/logout?*", stay_on_page)
    nora.say("Still on its way")
    expect(nora.word("Still on its way")).to_be_visible()
    with nora.page.expect_request("**/oauth2/revoke"):
        sign_out(nora)

    expect(nora.page.get_by_text("Signing out…")).to_be_visible()
    expect(nora.page.get_by_role("log")).to_have_count(0)
    nora.page.clock.fast_forward(LONGER_THAN_A_RETRY)
    nora.page.wait_for_timeout(ITS_WAY_MS)
    expect(nora.page.get_by_text("Signing out…")).to_be_visible()
    assert nora.page.evaluate("sessionStorage.length") == 0
    assert nora.page.evaluate(COUNT_KEEPSAKES) == 0


def test_a_browser_that_forgets_nothing_still_signs_out_and_says_so(clinic: Clinic, new_window: NewWindow) -> None:
    nora = new_window().sign_in_by_hand(clinic.nora)
    nora.page.evaluate("() => { IDBObjectStore.prototype.delete = () => { throw new Error('broken'); }; }")
    sign_out(nora)
    expect(nora.page.get_by_role("alert")).to_contain_text("could not be removed from this browser")
    assert nora.page.evaluate("sessionStorage.length") == 0


def test_an_answer_with_a_foreign_state_signs_nobody_in(new_window: NewWindow) -> None:
    window = new_window()
    window.page.goto(f"{window.origin}/?code=stolen&state=made-up")
    expect(window.page.get_by_role("alert")).to_have_text("The sign-in was not completed. Please try again.")
    assert window.page.evaluate("sessionStorage.length") == 0


def sign_out(window: Window) -> None:
    window.page.get_by_role("button", name="Your account").click()
    window.page.get_by_role("button", name="Sign out").click()


def stay_on_page(route: Route) -> None:
    """A page that is slow to come: what it should replace goes on running meanwhile."""
    route.fulfill(status=204)
