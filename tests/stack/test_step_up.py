"""Stepping up at the hosted page of the stack: only a fresh sign-in unlocks, whatever a browser does to the address."""

import json
import time
from collections.abc import Iterator

import httpx
import pytest

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.hosted_page import Session, came_back_with, claims, sign_in, type_password
from tests.stack_fixture.person import new_message

pytestmark = pytest.mark.promise

SECRET = "The biopsy is benign."


@pytest.fixture(scope="module")
def ada(stack: Stack, clinic: Clinic) -> Iterator[Session]:
    """Ada, signed in at the hosted page in a browser that it remembers; a second later."""
    with httpx.Client(base_url=stack.portal_url, timeout=30) as browser:
        session = sign_in(stack, clinic.ada, browser)
        time.sleep(1.1)
        yield session
        session.person.http.close()


@pytest.fixture(scope="module")
def secret(clinic: Clinic) -> str:
    """Where a sensitive message for Ada stands."""
    thread = f"/conversations/{clinic.topic(topic='Biopsy')['id']}/messages"
    sent = clinic.nora.http.post(thread, json=new_message(SECRET, sensitive=True))
    assert sent.status_code == 201, sent.text
    return f"{thread}/{sent.json()['seq']}"


def begin(session: Session) -> dict[str, str]:
    begun = session.person.http.post("/me/step-up")
    assert begun.status_code == 201, begun.text
    found: dict[str, str] = begun.json()
    return found


def complete(session: Session, step_up_id: str, code: str) -> httpx.Response:
    return session.person.http.post(f"/me/step-up/{step_up_id}", json={"code": code})


def reason_in_audit(stack: Stack, request_id: str) -> str:
    rows = stack.aws("dynamodb").query(
        TableName=stack.outputs["AuditTableName"],
        KeyConditionExpression="PK = :ada",
        ExpressionAttributeValues={":ada": {"S": "PATIENT#ada"}},
        ScanIndexForward=False,
    )["Items"]
    [detail] = [row["detail"]["S"] for row in rows if row["requestId"]["S"] == request_id]
    found: str = json.loads(detail)["reason"]
    return found


def is_shown(session_http: httpx.Client, secret: str) -> bool:
    """Whether it is unlocked, in its thread and by itself."""
    alone, thread = session_http.get(secret), session_http.get(secret.rpartition("/")[0])
    shown = SECRET in thread.text
    assert alone.status_code == (200 if shown else 401), alone.text
    assert shown or SECRET not in alone.text + session_http.get("/conversations").text
    return shown


def test_an_address_without_its_prompt_lets_the_browser_through_and_unlocks_nothing(ada: Session, secret: str) -> None:
    begun = begin(ada)
    assert "&prompt=login" in begun["url"]

    told = came_back_with(ada.browser.get(begun["url"].replace("&prompt=login", "")))
    refused = complete(ada, begun["id"], told["code"])

    assert (refused.status_code, refused.json()["code"]) == (401, "STEP_UP_REFUSED")
    assert reason_in_audit(ada.stack, refused.json()["requestId"]) == "NOT_FRESH"
    assert not is_shown(ada.person.http, secret)


def test_a_refreshed_token_unlocks_nothing(ada: Session, secret: str) -> None:
    before = claims(ada.bearer.token)
    ada.renew().raise_for_status()

    renewed = claims(ada.bearer.token)
    assert (renewed["origin_jti"], renewed["auth_time"] > before["auth_time"]) == (before["origin_jti"], True)
    assert not is_shown(ada.person.http, secret)


def test_somebody_elses_sign_in_unlocks_nothing(clinic: Clinic, stack: Stack, ada: Session, secret: str) -> None:
    begun = begin(ada)
    with httpx.Client(base_url=stack.portal_url, timeout=30) as browser:
        told = type_password(browser, begun["url"], clinic.bo)

    assert complete(ada, begun["id"], told["code"]).status_code == 401
    assert not is_shown(ada.person.http, secret)


def test_a_fresh_sign_in_unlocks_this_session_once(stack: Stack, clinic: Clinic, ada: Session, secret: str) -> None:
    with httpx.Client(base_url=stack.portal_url, timeout=30) as browser:
        session = sign_in(stack, clinic.ada, browser)
        begun = begin(session)
        told = type_password(browser, begun["url"], clinic.ada)
        assert told["state"] == f"step-up.{begun['id']}"

        assert complete(session, begun["id"], told["code"]).status_code == 200
        assert is_shown(session.person.http, secret)
        assert not is_shown(ada.person.http, secret), "another session of hers"
        assert complete(session, begun["id"], told["code"]).status_code == 401
        session.person.http.close()
