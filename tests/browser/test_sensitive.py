"""What staff mark as sensitive: there for the patient to see, and to read after a fresh sign-in alone."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.browser.overheard import OVERHEARD, Overheard, kept_in, shown_in
from tests.browser.test_attachments import CHECKED_WITHIN_MS
from tests.browser.test_notices import until
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic, topic_found
from tests.stack_fixture.filing import ready
from tests.stack_fixture.person import Person, acknowledged, new_message
from tests.stack_fixture.sample_files import pdf, png

MARK = "Sensitive: the patient signs in again to read it"
READ = "Sign in again to read"
SHOWN_SECRETS = ["Only for Ada", "Told while she looks", "biopsy.pdf", "Genetic test", "610.00"]
SECRETS = [*SHOWN_SECRETS, "(Blood count)"]
"""Words, name of a file, title and amount of a card, and what is in the file."""


def test_a_patient_reads_after_signing_in_again_until_the_time_is_over(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="The result")
    nora = new_window().sign_in(clinic.nora).open("The result")
    toggle = nora.page.get_by_role("button", name=MARK)
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    nora.page.locator("attach-button input").set_input_files([png()])
    expect(nora.page.locator("upload-tray li")).to_contain_text("Ready", timeout=CHECKED_WITHIN_MS)
    nora.say("It is not what we feared")
    nora.hears("It is not what we feared")
    expect(nora.page.locator("message-thread article .sensitive")).to_have_count(1)
    expect(toggle).to_have_attribute("aria-pressed", "false")

    ada = new_phone()
    ada.page.clock.install()
    ada.sign_in(clinic.ada)
    expect(ada.page.get_by_role("listitem").filter(has_text="The result")).to_contain_text("Sensitive message")
    ada.open("The result")
    expect(ada.page.get_by_role("button", name=MARK)).to_have_count(0)
    expect(ada.word("It is not what we feared")).to_have_count(0)
    ada.composer.fill("Half a sen")
    sign_in_again(ada, clinic.ada)

    ada.hears("It is not what we feared")
    expect(ada.word("It is not what we feared")).to_be_in_viewport()
    expect(ada.composer).to_have_value("Half a sen")
    toggle.click()
    nora.say("You may stop the tablets")
    ada.hears("You may stop the tablets")

    photo = ada.page.get_by_role("button", name="Open photo wound.png")
    expect(photo.locator("img")).to_be_visible()
    photo.click()
    shown = ada.page.get_by_role("dialog", name="wound.png")
    expect(shown.locator("img")).to_be_visible()

    ada.page.clock.fast_forward("02:30")  # of five minutes, of which some have gone by
    expect(ada.page.get_by_text("Sensitive messages can be read here until")).to_be_visible()
    expect(shown).to_be_visible()
    ada.page.clock.fast_forward("02:31")
    expect(ada.page.get_by_role("button", name=READ)).to_have_count(2)
    expect(ada.page.get_by_text("It is not what we feared")).to_have_count(0)
    expect(shown).to_have_count(0)
    assert "blob:" not in shown_in(ada), "the photo is neither in the thread nor in the viewer"
    expect(ada.composer).to_have_value("Half a sen")


def test_nothing_of_what_is_locked_comes_to_the_patients_window_and_nothing_stays_in_it(
    clinic: Clinic, new_phone: NewWindow
) -> None:
    path = secret_thread(clinic, "Locked at once")
    ada = new_phone(permissions=OVERHEARD)
    heard = Overheard.begin(ada)
    ada.sign_in(clinic.ada)
    search = ada.page.get_by_role("searchbox")
    for words in ("locked at", "biopsy"):
        with ada.page.expect_response(lambda answer: "q=" in answer.url):
            search.fill(words)
    search.clear()
    ada.open("Locked at once").is_connected()
    acknowledged(clinic.nora, path, new_message("Told while she looks", sensitive=True))
    expect(ada.page.get_by_role("button", name=READ)).to_have_count(2)
    until(ada, lambda: heard.holds('"message.created"'), True)  # what counts may tell of it first
    assert [heard.holds(words) for words in ("Locked at once", '"locked":true')] == [True] * 2
    assert [words for words in SECRETS if heard.holds(words)] == []

    ada.composer.fill("Half a sen")
    sign_in_again(ada, clinic.ada)
    ada.hears("Only for Ada")
    expect(ada.page.locator("message-card")).to_contain_text("610.00")
    with ada.page.expect_download():
        ada.page.get_by_role("button", name="Download biopsy.pdf").click()
    assert [words for words in SECRETS if heard.holds(words) and not heard.kept_by_caches(words)] == SECRETS
    assert [words for words in SECRETS if words in shown_in(ada)] == SHOWN_SECRETS

    ada.page.get_by_role("button", name="Lock now").click()
    expect(ada.page.get_by_role("button", name=READ)).to_have_count(2)
    assert_clean(ada)
    ada.page.reload()
    expect(ada.page.get_by_role("button", name=READ)).to_have_count(2)
    expect(ada.composer).to_have_value("Half a sen")
    assert_clean(ada)


def test_a_sign_in_that_is_given_up_or_somebody_elses_unlocks_nothing_and_says_what_to_do(
    clinic: Clinic, new_phone: NewWindow
) -> None:
    ada = waiting_patient(clinic, new_phone, "Not unlocked")
    ada.page.get_by_role("button", name=READ).click()
    expect(ada.page.get_by_label("Password")).to_be_visible()
    (state,) = parse_qs(urlsplit(ada.page.url).query)["state"]
    ada.page.goto(f"{ada.origin}/?error=access_denied&state={state}")
    expect(ada.page.get_by_role("alert")).to_contain_text("The sign-in was not completed")
    assert urlsplit(ada.page.url).path.startswith("/chat/")

    sign_in_again(ada, clinic.bo)
    expect(ada.page.get_by_role("alert")).to_contain_text("sign in as yourself")
    expect(ada.page.get_by_text("Only for Ada")).to_have_count(0)
    expect(ada.composer).to_be_visible()


def assert_clean(window: Window) -> None:
    """Of what was shown nothing is left, neither on the page nor in the browser; what she was writing is."""
    kept = kept_in(window)
    assert "Half a sen" in kept
    assert [words for words in SECRETS if words in kept or words in shown_in(window)] == []


def secret_thread(clinic: Clinic, topic: str) -> str:
    """Where the messages of a conversation are whose last one holds a file and a card that Ada cannot see yet."""
    bill = {"patientId": "ada", "title": "Genetic test", "status": "open", "date": "2031-03-01"}
    clinic.ehr.http.put(
        "/directory/invoices/secret-1", json={**bill, "amount": {"value": "610.00", "currency": "USD"}}
    ).raise_for_status()
    conversation = clinic.topic(topic=topic)
    topic_found(conversation, clinic.ada)
    path = f"/conversations/{conversation['id']}"
    more = {
        "attachmentIds": [ready(clinic.nora, path, pdf("biopsy.pdf"))],
        "card": {"type": "invoice", "id": "secret-1"},
    }
    message = new_message("Only for Ada", sensitive=True, **more)
    acknowledged(clinic.nora, f"{path}/messages", message)
    return f"{path}/messages"


def waiting_patient(clinic: Clinic, new_phone: NewWindow, topic: str) -> Window:
    """Ada before a message that she cannot read yet."""
    conversation = clinic.topic(topic=topic)
    path = f"/conversations/{conversation['id']}/messages"
    acknowledged(clinic.nora, path, new_message("Only for Ada", sensitive=True))
    return new_phone().sign_in(clinic.ada).open(topic)


def sign_in_again(window: Window, person: Person) -> None:
    window.page.get_by_role("button", name=READ).first.click()
    window.page.get_by_label("Username").fill(person.username)
    window.page.get_by_label("Password").fill(person.password)
    window.page.get_by_role("button", name="Sign in").click()
    expect(window.page.locator("message-thread article").first).to_be_visible()
