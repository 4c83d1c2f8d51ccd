"""What is noticed while somebody looks elsewhere: how many, never what or from whom."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from infra.local.settings import CLINIC_NAME
from tests.browser.conftest import NewWindow
from tests.browser.test_accessibility import findings
from tests.browser.window import ANSWER_MS, Window
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.person import Person, new_message

IN_TURN = """
if (globalThis.ServiceWorkerRegistration && !globalThis.takesTurns) {
  globalThis.takesTurns = true;
  for (const act of ["showNotification", "getNotifications"]) {
    const plain = ServiceWorkerRegistration.prototype[act];
    ServiceWorkerRegistration.prototype[act] = function (...about) {
      return navigator.locks.request("notices", () => plain.apply(this, about));
    };
  }
}
"""
"""Chromium forgets a notice that it is asked for while it begins to show it: who looks all the time waits for that."""
LOOKING = (
    IN_TURN
    + """
Document.prototype.hasFocus = () => window.isHere ?? false;
window.noticed = [];
for (const act of ["setAppBadge", "clearAppBadge"])
  Navigator.prototype[act] = async () => {
    window.isWatched = true;
  };
if (window.ServiceWorkerRegistration) {
  const show = ServiceWorkerRegistration.prototype.showNotification;
  ServiceWorkerRegistration.prototype.showNotification = async function (...about) {
    window.noticed.push(about);
    await window.obstacle?.();
    return show.apply(this, about);
  };
}
window.Notification = new Proxy(Notification, {
  construct(notice, about) {
    window.noticed.push(about);
    return new notice(...about);
  },
});
"""
)
NOTICES = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const notices = (await registration?.getNotifications()) ?? [];
  return notices.map(({ title, body }) => `${title}: ${body}`);
}"""

SPEAKS = """async () => {
  const { held } = await navigator.locks.query();
  return held.some(({ name }) => name.startsWith("clinic-messaging.windows"));
}"""
WAITS = """async (many) => {
  const { pending } = await navigator.locks.query();
  return pending.filter(({ name }) => name.startsWith("clinic-messaging.windows")).length === many;
}"""
STANDING = """async () => ({
  noticed: window.noticed,
  isWatched: window.isWatched,
  workers: (await navigator.serviceWorker?.getRegistrations())?.map(({ active }) => active?.state),
})"""


@pytest.fixture
def away(whole_chromium: Browser, new_window: NewWindow) -> Window:
    """A window that may show notices, before which somebody looks elsewhere until they are `here`."""
    window = new_window(whole_chromium, permissions=["notifications"])
    window.page.context.add_init_script(LOOKING)
    return window


def another(window: Window) -> Window:
    """One more window in the same browser."""
    return Window(window.page.context.new_page(), window.origin, files_origin=window.files_origin)


def is_watched(window: Window) -> None:
    """Wait until the window knows what is unread: what comes from now on is news."""
    window.page.wait_for_function("() => window.isWatched")


def notices(window: Window, *expected: str) -> None:
    """Wait until just these are shown."""
    until(window, lambda: window.page.evaluate(NOTICES), [f"{CLINIC_NAME}: {words}" for words in expected])


def until(window: Window, look: Callable[[], Any], wanted: Any) -> None:
    deadline = time.monotonic() + ANSWER_MS / 1000
    while (found := look()) != wanted:
        assert time.monotonic() < deadline, (found, window.page.evaluate(STANDING))
        window.page.wait_for_timeout(50)


def write(person: Person, conversation: dict[str, Any], times: int = 1) -> None:
    for _ in range(times):
        path = f"/conversations/{conversation['id']}/messages"
        person.http.post(path, json=new_message("Your blood test")).raise_for_status()


def is_here(window: Window, here: bool = True) -> None:
    window.page.evaluate("(here) => { window.isHere = here; dispatchEvent(new Event('focus')); }", here)


def test_messages_are_noticed_once_in_one_of_two_windows_and_no_more_when_they_are_read(
    clinic: Clinic, away: Window
) -> None:
    topic = clinic.topic(topic="Noticed")
    second = another(away)
    away.enter(clinic.ada, "/")
    second.sign_in(clinic.ada)
    for window in (away, second):
        expect(window.page.get_by_role("link", name="Noticed")).to_be_visible()
        is_watched(window)

    write(clinic.nora, topic, times=2)
    notices(away, "2 new messages")
    shown = [window.page.evaluate("noticed") for window in (away, second)]
    assert [] in shown
    assert "Nora" not in str(shown)
    assert "blood" not in str(shown)
    assert "Noticed" not in str(shown)
    paths = {about[1]["data"]["path"] for abouts in shown for about in abouts}
    assert paths == {f"/chat/{topic['id']}"}

    [worker] = away.page.context.service_workers
    worker.evaluate(
        "async (path) => { for (const window of await clients.matchAll()) window.postMessage({ go: path }); }",
        f"/chat/{topic['id']}",
    )
    expect(away.page.get_by_role("heading", name="Noticed")).to_be_visible()
    is_here(away)
    away.page.get_by_role("log").click()
    notices(second)
    assert (away.faults, second.faults) == ([], [])


def test_muted_conversations_and_the_thread_in_view_are_not_noticed(clinic: Clinic, away: Window) -> None:
    seen, muted, told = (clinic.topic(topic=topic) for topic in ("In view", "Muted", "Told"))
    clinic.ada.http.put(f"/conversations/{muted['id']}/preferences", json={"muted": True}).raise_for_status()
    away.sign_in(clinic.ada).open("In view")
    is_watched(away)
    is_here(away)

    write(clinic.nora, muted)
    write(clinic.nora, seen)
    away.hears("Your blood test")
    write(clinic.nora, told)
    notices(away, "New message")
    assert away.page.evaluate("noticed.map(([, { data }]) => data.path)") == [f"/chat/{told['id']}"]


def test_a_notice_that_could_not_be_shown_is_tried_again(clinic: Clinic, away: Window) -> None:
    topic = clinic.topic(topic="Refused")
    away.enter(clinic.ada, "/")
    is_watched(away)
    away.page.evaluate("""() => {
      window.obstacle = () => {
        delete window.obstacle;
        throw new TypeError("no active registration");
      };
    }""")

    write(clinic.nora, topic)
    notices(away, "New message")
    assert away.page.evaluate("noticed.length") == 2
    assert away.faults == []


def test_what_a_window_does_not_get_round_to_the_next_one_tells_once(clinic: Clinic, away: Window) -> None:
    topic = clinic.topic(topic="Handed on")
    away.enter(clinic.ada, "/")
    away.page.wait_for_function(SPEAKS)
    second, third = another(away), another(away)
    second.sign_in(clinic.ada)
    second.page.wait_for_function(WAITS, arg=1)
    third.sign_in(clinic.ada)
    third.page.wait_for_function(WAITS, arg=2)
    for window in (away, second, third):
        is_watched(window)
    away.page.evaluate("() => { window.obstacle = () => new Promise(() => {}); }")

    write(clinic.nora, topic)
    away.page.wait_for_function("() => noticed.length === 1")
    notices(second)
    away.page.close()
    notices(second, "New message")

    second.page.close()
    third.page.wait_for_function(WAITS, arg=0)
    is_here(third)
    third.open("Handed on")
    notices(third)
    assert third.page.evaluate("noticed") == []
    assert (away.faults, second.faults, third.faults) == ([], [], [])


def test_the_dashboard_offers_notices_until_that_is_put_off(
    clinic: Clinic, whole_chromium: Browser, new_window: NewWindow
) -> None:
    ada = new_window(whole_chromium)
    ada.page.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'default' })")
    ada.enter(clinic.ada, "/")
    expect(ada.page.get_by_role("button", name="Allow notices")).to_be_visible()
    assert findings(ada) == []
    ada.page.get_by_role("button", name="Not now").click()
    expect(ada.page.get_by_role("button", name="Allow notices")).to_have_count(0)
    ada.page.reload()
    expect(ada.page.get_by_role("heading", name="Upcoming appointments")).to_be_visible()
    expect(ada.page.get_by_role("button", name="Allow notices")).to_have_count(0)


SUBSCRIBING = """
const subscription = {
  options: { applicationServerKey: null },
  toJSON: () => ({ endpoint: "https://push.example/a", expirationTime: null, keys: { p256dh: "key", auth: "secret" } }),
  unsubscribe: async () => localStorage.setItem("subscribed", "no"),
};
const isThere = () => localStorage.getItem("subscribed") === "yes";
const subscribe = async () => {
  localStorage.setItem("subscribed", "yes");
  return subscription;
};
if (window.PushManager) {
  PushManager.prototype.getSubscription = async () => (isThere() ? subscription : null);
  PushManager.prototype.subscribe = subscribe;
}
"""
WINDOWS = "async () => (await clients.matchAll({ type: 'window', includeUncontrolled: true })).length"
PUSHED = "async () => (await registration.getNotifications()).map(({ title, body }) => `${title}: ${body}`)"


def push(window: Window, **content: Any) -> None:
    """What the browser does when its push service brings this."""
    browser = window.page.context.new_cdp_session(window.page)
    known: list[dict[str, Any]] = []
    browser.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"]))
    browser.send("ServiceWorker.enable")
    until(window, lambda: bool(known), True)
    for worker in window.page.context.service_workers:
        worker.evaluate(f"() => {{ {IN_TURN} }}")
    about = {"origin": window.origin, "registrationId": known[0]["registrationId"], "data": json.dumps(content)}
    browser.send("ServiceWorker.deliverPushMessage", about)
    browser.detach()


def test_a_closed_portal_is_woken_by_number_alone_until_its_person_signs_out(clinic: Clinic, away: Window) -> None:
    subscribed: list[Any] = []

    def with_key(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "push": {"publicKey": "key"}})

    def subscribe(route: Route) -> None:
        subscribed.append(route.request.post_data_json)
        route.fulfill(status=201, json={"id": "-", "createdAt": "-"})

    away.page.add_init_script(SUBSCRIBING)
    away.page.route("**/v1/me", with_key)
    away.page.route("**/v1/me/push-subscriptions", subscribe)
    with away.page.expect_response("**/v1/me/push-subscriptions"):
        away.enter(clinic.ada, "/")
    assert subscribed == [{"endpoint": "https://push.example/a", "keys": {"p256dh": "key", "auth": "secret"}}]

    [worker] = away.page.context.service_workers
    away.page.goto("about:blank")
    until(away, lambda: worker.evaluate(WINDOWS), 0)
    push(away, count=2, path="/chat/one")
    push(away, count=1, path="/chat/other")
    until(away, lambda: worker.evaluate(PUSHED), [f"{CLINIC_NAME}: 3 new messages"])

    away.page.goto(away.origin)
    away.page.get_by_role("button", name="Your account").click()
    with away.page.expect_request("**/v1/me/sign-out") as asked:
        away.page.get_by_role("button", name="Sign out").click()
    assert asked.value.post_data_json == {"everywhere": False, "keepPush": False}
    expect(away.page.get_by_role("button", name="Sign in")).to_be_visible()
    assert away.page.evaluate("localStorage.getItem('subscribed')") == "no"
