"""Stepping up: a fresh sign-in of the same person, in the same session, unlocks for five minutes; nothing else does."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib import clock
from chalicelib.adapters import step_ups
from tests.unit import tables
from tests.unit.clinic import Answer, Api, Clinic, new_message, person
from tests.unit.gateway import Gateway
from tests.unit.hosted_page import HostedPage
from tests.unit.problems import assert_problem
from tests.unit.test_sensitive import SECRET, send
from tests.unit.wire import Wire, failure


@pytest.fixture
def secret(talk: Clinic, page: HostedPage) -> str:
    """Where Nora's sensitive message stands in Ada's topic: 2, the last."""
    send(talk.nora, talk.topic_path)
    return f"{talk.topic_path}/messages/2"


def begin(who: Api) -> Answer:
    begun = who.post("/me/step-up")
    assert begun.status == 201, begun.body
    return begun


def complete(who: Api, begun: Answer, code: str) -> Answer:
    return who.post(f"/me/step-up/{begun['id']}", {"code": code})


def step_up(who: Api, page: HostedPage, **said: Any) -> Answer:
    begun = begin(who)
    return complete(who, begun, page.sign_in(begun["url"], **said))


def sees(who: Api, path: str) -> bool:
    """Whether the secret is shown in its thread and by itself; the two must agree."""
    thread = who.get(path.rpartition("/")[0])
    shown = SECRET in thread.text
    assert thread["items"][1]["locked"] is not shown
    assert who.get(path).status == (200 if shown else 401)
    return shown


@contextmanager
def later(seconds: float) -> Iterator[None]:
    with clock.standing_at(clock.now() + timedelta(seconds=seconds)):
        yield


def test_a_fresh_sign_in_unlocks_the_thread_for_five_minutes(talk: Clinic, page: HostedPage, secret: str) -> None:
    moment = clock.now()
    assert not sees(talk.ada, secret)
    with clock.standing_at(moment):
        done = step_up(talk.ada, page)

    assert (done.status, done["unlockedUntil"][:19]) == (200, clock.timestamp(moment + timedelta(seconds=300))[:19])
    assert sees(talk.ada, secret)
    with clock.standing_at(moment + timedelta(seconds=298)):
        assert sees(talk.ada, secret)
    with clock.standing_at(moment + timedelta(seconds=300)):
        assert not sees(talk.ada, secret)


def test_the_address_asks_for_a_fresh_sign_in_and_keeps_the_verifier_to_itself(talk: Clinic, page: HostedPage) -> None:
    with clock.standing_at(clock.now()):
        begun, at = begin(talk.ada), clock.timestamp(clock.from_now(300))

    asked = {name: value for name, [value] in parse_qs(urlsplit(begun["url"]).query).items()}
    [row] = tables.rows("STEP-UP#")
    assert (begun["expiresAt"][:19], row["ttl"] - row["begunAt"]) == (at[:19], 300)
    assert begun["url"].startswith("https://sign-in.example/oauth2/authorize?")
    assert (asked["prompt"], asked["scope"], asked["state"]) == ("login", "openid", f"step-up.{begun['id']}")
    assert (asked["nonce"], asked["redirect_uri"]) == (row["nonce"], "http://localhost:8000/")
    assert row["verifier"] not in begun.text


def test_inbox_and_pushes_stay_locked_meanwhile(talk: Clinic, page: HostedPage, gateway: Gateway, secret: str) -> None:
    step_up(talk.ada, page)
    send(talk.nora, talk.topic_path)
    talk.settle()

    assert SECRET in talk.ada.get(f"{talk.topic_path}/messages").text
    for path in ("/conversations", talk.topic_path, "/conversations?q=tablets"):
        assert SECRET not in talk.ada.get(path).text
    assert SECRET not in json.dumps(gateway.frames["adas"])


def test_every_step_is_in_the_audit(talk: Clinic, page: HostedPage, secret: str) -> None:
    begun = begin(talk.ada)
    complete(talk.ada, begun, "invented")
    complete(talk.ada, begun, page.sign_in(begun["url"]))
    talk.ada.get(f"{talk.topic_path}/messages")
    talk.ada.get(secret)

    found = [(act, outcome, json.loads(detail)) for act, outcome, detail in tables.entries("act", "outcome", "detail")]
    which = {"stepUp": begun["id"]}
    assert found[:3] == [
        ("step-up.begun", "done", which),
        ("step-up.completed", "refused", {**which, "reason": "CODE"}),
        ("step-up.completed", "done", which),
    ]
    assert found.count(("messages.read", "done", {"unlocked": [2]})) == 2
    assert {entry["PK"] for entry in tables.entries()} == {"PATIENT#ada"}
    assert page.codes == {}
    assert "code-0" not in str(tables.entries())


@pytest.mark.parametrize("everywhere", [False, True])
def test_what_was_begun_before_signing_out_unlocks_nothing_afterwards(
    talk: Clinic, page: HostedPage, secret: str, everywhere: bool
) -> None:
    begun = begin(talk.ada)
    code = page.sign_in(begun["url"])
    with later(2):
        leaving = person("ada", "patient", origin_jti="another-session") if everywhere else talk.ada
        assert leaving.post("/me/sign-out", {"everywhere": everywhere}).status == 200

        assert complete(talk.ada, begun, code).status == 401
        assert not sees(talk.ada, secret)


def test_signing_out_everywhere_locks_every_session(talk: Clinic, page: HostedPage, secret: str) -> None:
    step_up(talk.ada, page)
    assert sees(talk.ada, secret)

    person("ada", "patient", origin_jti="another-session").post("/me/sign-out", {"everywhere": True})

    assert not sees(talk.ada, secret)


Attempt = Callable[[Clinic, HostedPage], Answer]


def replayed(talk: Clinic, page: HostedPage) -> Answer:
    begun = begin(talk.ada)
    first, second = (page.sign_in(begun["url"]) for _ in range(2))
    assert complete(talk.ada, begun, first).status == 200
    step_ups.lock("ada", ["session-of-ada"])
    return complete(talk.ada, begun, second)


def late(talk: Clinic, page: HostedPage) -> Answer:
    begun = begin(talk.ada)
    with later(300):
        return complete(talk.ada, begun, page.sign_in(begun["url"]))


def in_another_session(talk: Clinic, page: HostedPage) -> Answer:
    begun = begin(talk.ada)
    return complete(person("ada", "patient", origin_jti="another"), begun, page.sign_in(begun["url"]))


def of_somebody_else(talk: Clinic, page: HostedPage) -> Answer:
    begun = begin(talk.bo)
    return complete(talk.ada, begun, page.sign_in(begun["url"]))


def with_the_code_of_another_begin(talk: Clinic, page: HostedPage) -> Answer:
    code = page.sign_in(begin(talk.ada)["url"])
    return complete(talk.ada, begin(talk.ada), code)


def told(**said: Any) -> Attempt:
    return lambda talk, page: step_up(talk.ada, page, **said)


def before_it_began(talk: Clinic, page: HostedPage) -> Answer:
    """What a page says that was not asked to prompt, and knows the browser from before."""
    return step_up(talk.ada, page, auth_time=int(clock.now().timestamp()) - 1)


REFUSED: dict[str, tuple[Attempt, str]] = {
    "used before": (replayed, "UNKNOWN"),
    "late": (late, "LATE"),
    "in another session": (in_another_session, "OTHER_SESSION"),
    "begun by somebody else": (of_somebody_else, "UNKNOWN"),
    "never begun": (lambda talk, page: talk.ada.post("/me/step-up/invented", {"code": "x"}), "UNKNOWN"),
    "an invented code": (lambda talk, page: complete(talk.ada, begin(talk.ada), "invented"), "CODE"),
    "a code of another begin": (with_the_code_of_another_begin, "CODE"),
    "signed in before it began": (before_it_began, "NOT_FRESH"),
    "signed in who knows when": (told(auth_time=None), "NOT_FRESH"),
    "a moment that is no number": (told(auth_time="9999999999"), "NOT_FRESH"),
    "signed in as somebody else": (told(person_id="bo"), "OTHER_PERSON"),
    "another nonce": (told(nonce="another"), "NONCE"),
    "no nonce": (told(nonce=None), "NONCE"),
    "made for another client": (told(aud="directory-client"), "OTHER_TOKEN"),
    "made by another pool": (told(iss="https://cognito-idp.us-east-1.amazonaws.com/other"), "OTHER_TOKEN"),
    "an access token": (told(token_use="access"), "OTHER_TOKEN"),
}


@pytest.mark.parametrize(("attempt", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_shows_no_fresh_sign_in_leaves_it_locked_and_says_why_in_the_audit(
    talk: Clinic, page: HostedPage, secret: str, attempt: Attempt, reason: str
) -> None:
    refused = attempt(talk, page)

    assert_problem(refused, 401, "STEP_UP_REFUSED")
    assert refused.headers["WWW-Authenticate"].startswith('Bearer error="insufficient_user_authentication"')
    assert [json.loads(detail)["reason"] for detail in tables.entries("detail") if "reason" in detail] == [reason]
    assert not sees(talk.ada, secret)


def test_a_sign_in_that_shows_something_else_ends_the_attempt(talk: Clinic, page: HostedPage, secret: str) -> None:
    begun = begin(talk.ada)

    for said in ({"person_id": "bo"}, {}):
        assert complete(talk.ada, begun, page.sign_in(begun["url"], **said)).status == 401
    assert tables.rows("STEP-UP#") == []


def test_a_refreshed_token_unlocks_nothing_however_fresh_it_says_it_is(talk: Clinic, secret: str) -> None:
    now = int(clock.now().timestamp())

    assert not sees(person("ada", "patient", auth_time=str(now + 60), iat=str(now)), secret)


def test_other_sessions_of_the_same_person_stay_locked(talk: Clinic, page: HostedPage, secret: str) -> None:
    step_up(talk.ada, page)

    assert not sees(person("ada", "patient", origin_jti="another"), secret)
    assert not sees(person("ada", "patient", origin_jti="session-of-"), secret)


def test_of_many_that_complete_it_at_once_one_does(talk: Clinic, page: HostedPage, secret: str) -> None:
    begun = begin(talk.ada)
    codes = [page.sign_in(begun["url"]) for _ in range(4)]
    statuses: list[int] = []
    calls = [
        threading.Thread(target=lambda code=code: statuses.append(complete(talk.ada, begun, code).status))
        for code in [*codes, codes[0]]
    ]
    for call in calls:
        call.start()
    for call in calls:
        call.join()

    assert sorted(statuses) == [200] + [401] * 4
    assert tables.entries("outcome").count("done") == 2, "begun and completed"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_the_pool_gives_no_answer_the_same_request_can_be_repeated(
    talk: Clinic, page: HostedPage, secret: str, status: int
) -> None:
    begun = begin(talk.ada)
    code, page.status = page.sign_in(begun["url"]), status
    busy = complete(talk.ada, begun, code)
    assert_problem(busy, 503, "BUSY")
    assert busy.headers["Retry-After"] == "1"
    assert not sees(talk.ada, secret)

    page.status = None
    assert complete(talk.ada, begun, code).status == 200


def test_unlocked_content_is_shown_only_with_its_audit_entry(
    talk: Clinic, page: HostedPage, wire: Wire, secret: str
) -> None:
    step_up(talk.ada, page)
    wire.before("PutItem", lambda: failure("InternalServerError", status=500), table="Audit", times=9)

    for path in (secret, f"{talk.topic_path}/messages"):
        answer = talk.ada.get(path)
        assert (answer.status, SECRET in answer.text) == (500, False)


def test_where_nothing_is_locked_nothing_more_is_asked(talk: Clinic, page: HostedPage, wire: Wire) -> None:
    talk.nora.post(f"{talk.topic_path}/messages", new_message())
    for who, path in ((talk.ada, talk.topic_path), (talk.nora, talk.topic_path)):
        wire.calls.clear()
        assert who.get(f"{path}/messages").status == 200
        assert wire.made("GetItem") == []
    send(talk.nora, talk.topic_path)
    wire.calls.clear()
    talk.nora.get(f"{talk.topic_path}/messages")
    assert wire.made("GetItem") == [], "staff see it anyway"
