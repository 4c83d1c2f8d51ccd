"""The stack stands: what every further test takes for granted."""

import json

import httpx

from infra.local.settings import STACK_NAME
from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.person import nobody


def test_health_is_told_to_anyone(stack: Stack) -> None:
    with nobody(stack) as anyone:
        answer = anyone.get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"


def test_each_person_is_told_who_they_are(clinic: Clinic) -> None:
    for person in (clinic.ada, clinic.nora, clinic.dana, clinic.root):
        me = person.http.get("/me").json()["person"]
        assert (me["id"], me["role"], me["name"]) == (person.id, person.role, person.name)


def test_without_a_token_nothing_is_told(stack: Stack) -> None:
    with nobody(stack) as anyone:
        answer = anyone.get("/me")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "UNAUTHENTICATED"


def test_the_portal_and_its_settings_come_from_the_same_origin(stack: Stack) -> None:
    with httpx.Client(base_url=stack.portal_url) as browser:
        assert browser.get("/conversations/some-page").headers["content-type"].startswith("text/html")
        assert browser.get("/config.json").json()["authorizeUrl"].startswith(stack.portal_url)
        assert "trusted-types" in browser.get("/").headers["content-security-policy"]


def test_the_dashboard_names_this_stacks_own(stack: Stack) -> None:
    told = stack.aws("cloudwatch").get_dashboard(DashboardName=STACK_NAME)["DashboardBody"]
    assert len(json.loads(told)["widgets"]) > 30
    assert stack.outputs["RecordsTableName"] in told
    assert "${" not in told
