"""A window that loses its network for a while ends with exactly what the other one has."""

from playwright.sync_api import Route, expect

from tests.browser.conftest import NewWindow
from tests.browser.window import Window, is_ticket
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.person import new_message

AWAY = "00:30"
"""By the clock of the page that is away."""
SPOIL_TOKEN = """() => {
  const key = "clinic-messaging.tokens";
  const tokens = JSON.parse(sessionStorage.getItem(key));
  sessionStorage.setItem(key, JSON.stringify({ ...tokens, accessToken: "ended" }));
}"""


def test_what_was_written_while_the_network_was_away_arrives_in_order_and_once(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="Thirty seconds")
    nora = new_window().sign_in(clinic.nora).open("Thirty seconds")
    ada = new_phone()
    ada.page.clock.install()
    ada.sign_in(clinic.ada).open("Thirty seconds")
    ada.say("Before")
    nora.hears("Before")

    ada.cut_network()
    missed = [f"While you were away {number}" for number in range(1, 6)]
    for text in missed:
        nora.say(text)
        nora.hears(text)
    expect(ada.page.get_by_text("Connection lost. Reconnecting…")).to_be_visible()
    ada.page.clock.fast_forward(AWAY)
    assert ada.words()[-1] == "Before"
    ada.mend_network()

    for text in missed:  # the last may come by the socket before the others are fetched
        ada.hears(text)
    expect(ada.page.get_by_text("Connection lost. Reconnecting…")).to_have_count(0)
    assert ada.words() == nora.words()
    assert ada.words()[-6:] == ["Before", *missed]


def test_a_message_written_without_network_says_so_and_is_sent_afterwards_once(
    clinic: Clinic, new_window: NewWindow, new_phone: NewWindow
) -> None:
    clinic.topic(topic="Written offline")
    nora = new_window().sign_in(clinic.nora).open("Written offline")
    ada = new_phone().sign_in(clinic.ada).open("Written offline")

    ada.cut_network()
    ada.say("I am in the lift")
    expect(ada.page.get_by_role("button", name="Retry")).to_be_visible()
    ada.mend_network()

    nora.hears("I am in the lift")
    ada.hears("I am in the lift")
    assert ada.words() == nora.words()


def test_an_answer_that_was_lost_on_the_way_leaves_one_message(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Lost answer")
    nora = new_window().sign_in(clinic.nora).open("Lost answer")
    answers = iter([True])

    def lose_first_answer(route: Route) -> None:
        response = route.fetch()
        if next(answers, False):
            route.abort("connectionreset")
        else:
            route.fulfill(response=response)

    nora.page.route("**/messages", lose_first_answer)
    nora.say("Stored although nobody said so")

    nora.hears("Stored although nobody said so")
    expect(nora.page.locator("article.outgoing")).to_have_count(0)
    nora.page.unroute_all(behavior="wait")  # the socket may have told what the second answer is still to tell


def test_a_refused_message_stays_after_a_reload_until_the_person_retries(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Refused once")
    nora = new_window().sign_in(clinic.nora).open("Refused once")
    nora.page.route("**/messages", lambda route: route.fulfill(status=409, json={"detail": "Not now."}))
    nora.say("Refused at first")
    expect(nora.page.get_by_role("button", name="Retry")).to_be_visible()
    nora.page.unroute("**/messages")

    with nora.page.expect_response(is_ticket):
        nora.page.reload()
    expect(nora.page.locator("article.outgoing")).to_contain_text("Not now.")
    nora.page.get_by_role("button", name="Retry").click()
    expect(nora.page.locator("article.outgoing")).to_have_count(0)
    nora.hears("Refused at first")


def test_a_token_that_ends_in_the_middle_of_writing_is_renewed_unseen(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Ended token")
    nora = new_window().sign_in(clinic.nora).open("Ended token")
    nora.page.evaluate(SPOIL_TOKEN)
    nora.say("Sent with a token that had ended")
    nora.hears("Sent with a token that had ended")
    expect(nora.page.locator("article.outgoing")).to_have_count(0)


def test_a_session_that_ended_in_the_middle_of_writing_loses_nothing(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Ended session")
    nora = new_window().sign_in(clinic.nora).open("Ended session")
    nora.composer.fill("Half a sen")
    nora.page.evaluate(SPOIL_TOKEN.replace('accessToken: "ended"', 'accessToken: "ended", refreshToken: "ended"'))
    clinic.ada.http.post(f"/conversations/{opened(nora)}/messages", json=new_message("Are you there?"))
    expect(nora.page.get_by_role("alert")).to_contain_text("Your session has ended")

    nora.come_back(clinic.nora)
    nora.hears("Are you there?")
    expect(nora.composer).to_have_value("Half a sen")


def test_a_clinic_out_of_reach_at_the_start_does_not_sign_anybody_out(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Out of reach")
    nora = new_window().sign_in(clinic.nora)
    nora.page.route("**/v1/me", lambda route: route.abort())
    nora.page.reload()
    expect(nora.page.get_by_role("alert")).to_contain_text("cannot be reached")

    nora.page.unroute("**/v1/me")
    nora.page.get_by_role("button", name="Try again").click()
    expect(nora.page.get_by_role("link", name="Out of reach")).to_be_visible()


def opened(window: Window) -> str:
    return window.page.url.rpartition("/")[2]


def test_a_page_that_is_not_whole_offers_to_be_loaded_anew(clinic: Clinic, new_window: NewWindow) -> None:
    clinic.topic(topic="Fetched once more")
    ada = new_window()
    ada.page.route("**/shell-beside-*.js", lambda route: route.abort("connectionreset"), times=1)
    ada.enter(clinic.ada, "/chat")
    expect(ada.page.get_by_role("heading", name="This page could not be loaded")).to_be_visible()
    ada.page.get_by_role("button", name="Try again").click()

    ada.page.get_by_role("button", name="New message").click()
    expect(ada.page.get_by_role("dialog")).to_be_visible()
