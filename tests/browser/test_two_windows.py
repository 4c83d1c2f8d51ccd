"""Two people before two windows."""

from playwright.sync_api import expect

from tests.browser.conftest import NewWindow
from tests.stack_fixture.clinic import Clinic, Newcomer
from tests.stack_fixture.person import Person, acknowledged, new_message


def test_a_patient_and_a_nurse_see_each_others_messages_arrive(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="Live words")
    nora = new_window().sign_in(clinic.nora).open("Live words")
    ada = new_phone().sign_in(clinic.ada).open("Live words")

    ada.say("Good morning from Ada")
    nora.hears("Good morning from Ada")
    nora.say("Good morning from Nora")
    ada.hears("Good morning from Nora")

    assert ada.words() == nora.words()
    expect(nora.page.locator(".receipt").last).to_have_text("Read")


def test_each_window_names_the_other_person_and_their_role(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="Names and roles")
    nora = new_window().sign_in(clinic.nora).open("Names and roles")
    ada = new_phone().sign_in(clinic.ada).open("Names and roles")
    nora.say("An answer")
    ada.hears("An answer")

    expect(nora.page.locator("article.theirs .label")).to_have_text("Ada Brook Patient")
    expect(ada.page.locator("article.theirs .label")).to_have_text("Nora Quill Nurse")
    expect(ada.page.locator("article.mine .label")).to_have_text("You")


def test_the_badge_counts_what_arrives_and_forgets_what_is_read(
    clinic: Clinic, newcomer: Newcomer, new_window: NewWindow
) -> None:
    patient = newcomer()
    kim = new_window().sign_in(patient)
    acknowledged(clinic.nora, "/conversations", topic_for(patient, "Counted"))

    row = kim.page.locator("conversation-row", has=kim.page.get_by_role("link", name="Counted"))
    expect(row).to_contain_text("1unread")
    expect(kim.page.locator("nav a[href='/chat'] unread-badge")).to_have_text("1unread")
    expect(kim.page).to_have_title("(1) Chat · Riverside Family Clinic")

    kim.open("Counted")
    expect(kim.page.locator("nav a[href='/chat'] unread-badge")).to_have_text("")
    expect(kim.page).to_have_title("Chat · Riverside Family Clinic")


def topic_for(patient: Person, topic: str) -> dict[str, object]:
    return {"kind": "topic", "topic": topic, "patientId": patient.id, "careTeamId": "heart", "message": new_message()}
