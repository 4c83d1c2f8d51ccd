"""A second factor for staff: nothing without it, how it is set up, and what becomes of it when a phone is lost."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest

from chalicelib import clock
from chalicelib.adapters import identity
from chalicelib.door_settings import door_settings
from chalicelib.settings import settings
from chalicelib.usecases import second_factor
from tests.unit import tables
from tests.unit.authenticating import Worker, hire, is_on, prefer, standing
from tests.unit.clinic import Clinic, person
from tests.unit.gateway import Gateway, open_socket
from tests.unit.hosted_page import HostedPage
from tests.unit.problems import assert_problem
from tests.unit.routes import DOORS
from tests.unit.wire import Wire, failure

Rule = Callable[[str], None]
BY_PASSWORD = {"GET /me", "POST /me/sign-out", "POST /me/second-factor"}
ENROLMENT = "/me/second-factor/{enrolment_id}"


@pytest.fixture
def rule(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rule]:
    """Sets of whom a second factor is asked; at first of staff."""

    def choose(value: str) -> None:
        monkeypatch.setenv("SECOND_FACTOR", value)
        settings.cache_clear()
        second_factor.PROVEN.clear()

    monkeypatch.setenv("MOTO_COGNITO_IDP_USER_POOL_ENABLE_TOTP", "true")
    choose("STAFF")
    yield choose
    monkeypatch.undo()
    settings.cache_clear()
    second_factor.PROVEN.clear()


@pytest.fixture
def kim(talk: Clinic, page: HostedPage, rule: Rule) -> Worker:
    """A nurse who has signed in by password, where the clinic asks its staff for more."""
    return hire(talk, page)


@pytest.fixture
def proven(kim: Worker) -> Worker:
    """The nurse with an app, signed in with it."""
    assert kim.enrol().status == 200
    kim.sign_in(1)
    assert standing(kim.api) == "PROVEN"
    return kim


@pytest.mark.parametrize("role", ["provider", "front_desk", "admin"])
def test_staff_by_password_may_do_nothing_but_know_themselves_set_up_a_factor_and_leave(
    talk: Clinic, page: HostedPage, rule: Rule, role: str
) -> None:
    worker = hire(talk, page, role)
    for door in DOORS:
        answer = worker.api.call(door.method, door.at("ada"), door.content)
        if door.name in BY_PASSWORD or door.path in {ENROLMENT, "/health", "/openapi.json", "/unsubscribe/{token}"}:
            assert answer.status != 403, door.name
        else:
            assert answer.status == 403, door.name
            is_theirs = {"provider": "nora", "front_desk": "dana", "admin": "root"}[role] in door.by_role.split()
            assert answer["code"] == ("SECOND_FACTOR_REQUIRED" if is_theirs else "FORBIDDEN"), door.name


def test_the_refusal_says_why_and_what_to_do_and_the_audit_has_it(talk: Clinic, kim: Worker) -> None:
    refused = kim.api.get("/conversations")

    assert_problem(refused, 403, "SECOND_FACTOR_REQUIRED")
    assert "authenticator app" in refused["detail"]
    assert standing(kim.api) == "TO_ENROL"
    written = tables.entries("personId", "act", "outcome", "detail")[-1]
    assert written[:3] == (kim.id, "inbox.read", "refused")
    assert json.loads(written[3]) == {"reason": "SECOND_FACTOR_TO_ENROL"}


def test_no_socket_is_opened_without_it(talk: Clinic, kim: Worker) -> None:
    assert_problem(kim.api.post("/me/realtime-tickets"), 403, "SECOND_FACTOR_REQUIRED")
    assert not [row for row in tables.rows("TICKET") if row["personId"] == kim.id]


def test_patients_and_the_ehr_are_asked_for_nothing(talk: Clinic, rule: Rule) -> None:
    assert (talk.ada.get("/conversations").status, standing(talk.ada)) == (200, "NOT_ASKED")
    assert talk.ehr.get("/directory/people/ada").status == 200


@pytest.mark.parametrize("value", ["OPTIONAL", "ON"])
def test_where_staff_alone_are_not_asked_the_api_asks_nobody_and_reads_nothing_for_it(
    talk: Clinic, rule: Rule, wire: Wire, value: str
) -> None:
    rule(value)
    assert talk.nora.get("/me")["secondFactor"] == "NOT_ASKED"
    assert talk.nora.get("/conversations").status == 200
    assert "SECOND-FACTOR" not in str([call.content for call in wire.calls])


def test_an_unheard_of_rule_stops_the_functions_at_their_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECOND_FACTOR", "staff")
    with pytest.raises(ValueError, match="SECOND_FACTOR must be one of OPTIONAL, STAFF, ON"):
        door_settings()


def test_a_worker_sets_up_an_app_signs_in_with_it_and_works(talk: Clinic, kim: Worker) -> None:
    begun = kim.begin()
    key = kim.key(begun)

    assert key["address"] == f"otpauth://totp/Clinic:{kim.id}?secret={key['key']}&issuer=Clinic"
    assert kim.api.get("/conversations").status == 403, "nothing has changed yet"
    assert kim.enrol().status == 200
    assert is_on(kim.id)
    assert standing(kim.api) == "TO_PROVE", "signed in before there was an app"
    assert_problem(kim.api.get("/conversations"), 403, "SECOND_FACTOR_REQUIRED")
    kim.sign_in(1)
    assert kim.api.get("/conversations").status == 200
    assert standing(kim.api) == "PROVEN"


def test_the_address_asks_for_a_fresh_sign_in_and_for_what_no_browser_gets(kim: Worker) -> None:
    begun = kim.begin()
    asked = {name: value for name, [value] in parse_qs(urlsplit(begun["url"]).query).items()}
    [row] = tables.rows("ENROLMENT#")

    assert (asked["prompt"], asked["state"]) == ("login", f"second-factor.{begun['id']}")
    assert asked["scope"] == "openid aws.cognito.signin.user.admin"
    assert asked["client_id"] == settings().doors.second_factor_client_id != settings().portal_client_id
    assert row["verifier"] not in begun.text
    key = kim.key(begun)
    [row] = tables.rows("ENROLMENT#")
    assert row["accessToken"] not in key.text
    assert (row["ttl"] - row["begunAt"]) == 900


def test_a_wrong_code_is_refused_may_be_tried_again_and_changes_nothing(kim: Worker) -> None:
    begun = kim.begin()
    kim.key(begun)

    refused = kim.show(begun, "000000")

    assert_problem(refused, 409, "CODE_REFUSED")
    assert "clock" in refused["detail"]
    assert (is_on(kim.id), standing(kim.api)) == (False, "TO_ENROL")
    assert tables.rows("SECOND-FACTOR") == []
    assert kim.enrol().status == 200


@pytest.mark.parametrize("code", ["12345", "1234567", "12345a", "", "\N{ARABIC-INDIC DIGIT ONE}23456"])
def test_what_cannot_be_a_code_is_not_handed_on(kim: Worker, code: str) -> None:
    begun = kim.begin()
    kim.key(begun)
    assert_problem(kim.show(begun, code), 400, "INVALID")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"nonce": "another"}, "NONCE"),
        ({"cognito:username": "ada"}, "OTHER_PERSON"),
        ({"aud": "portal-client"}, "OTHER_TOKEN"),
        ({"auth_time": 1}, "NOT_FRESH"),
    ],
)
def test_another_sign_in_than_the_one_asked_for_sets_nothing_up(
    kim: Worker, said: dict[str, object], reason: str
) -> None:
    begun = kim.begin()
    assert_problem(kim.key(begun, **said), 409, "ENROLMENT_REFUSED")
    assert json.loads(tables.entries("detail")[-1]) == {"reason": reason}
    assert_problem(kim.key(begun), 409, "ENROLMENT_REFUSED")


def test_only_who_began_it_goes_on_in_the_same_session_in_time_and_once(talk: Clinic, kim: Worker) -> None:
    begun, own = kim.begin(), kim.api
    kim.key(begun)

    kim.sign_in()
    assert_problem(kim.show(begun, "123456"), 409, "ENROLMENT_REFUSED")
    assert_problem(talk.nora.put(f"/me/second-factor/{begun['id']}", {"code": "123456"}), 409, "ENROLMENT_REFUSED")
    kim.api = own
    with clock.standing_at(clock.now() + timedelta(seconds=901)):
        assert_problem(kim.show(begun, "123456"), 409, "ENROLMENT_REFUSED")
    assert kim.enrol().status == 200
    assert tables.rows("ENROLMENT#")[0]["SK"] == f"ENROLMENT#{begun['id']}", "the other is used up"


def test_a_page_that_does_not_answer_is_busy_and_the_same_request_goes_through_later(kim: Worker) -> None:
    begun = kim.begin()
    kim.page.status = 503
    assert kim.key(begun).status == 503
    kim.page.status = None
    assert kim.key(begun).status == 200


def test_enrolling_ends_every_session_and_is_written_down_without_key_or_code(
    gateway: Gateway, kim: Worker, rule: Rule
) -> None:
    rule("OPTIONAL")
    open_socket(kim.sign_in(-30), "kims")
    rule("STAFF")
    key = kim.key(begun := kim.begin())
    assert kim.enrol().status == 200

    assert gateway.closed == ["kims"]
    assert gateway.last("kims", "session.ended") == {"everywhere": True}
    acts = [it for it in tables.entries("act", "outcome", "personId") if it[0].startswith("second-factor")]
    assert acts == [("second-factor.enrolled", "done", kim.id)]
    assert key["key"] not in str(tables.contents())
    assert begun["id"] in str(tables.contents())


def test_a_token_is_looked_into_once_and_the_pool_is_asked_once_in_a_session(proven: Worker, wire: Wire) -> None:
    def calls_of_an_inbox() -> int:
        wire.calls.clear()
        assert proven.api.get("/conversations").status == 200
        return len(wire.calls)

    proven.sign_in(1)
    first, second = calls_of_an_inbox(), calls_of_an_inbox()
    session = proven.api.claims["origin_jti"]
    proven.sign_in(1, origin_jti=session)

    assert (first - second, calls_of_an_inbox() - second) == (2, 1)
    [seen] = [row for row in tables.rows("SESSION#") if row["SK"] == f"SESSION#{session}"]
    assert seen["provenAt"]


def test_a_socket_ticket_asked_for_at_the_same_moment_stands_in_nobodys_way(proven: Worker, wire: Wire) -> None:
    proven.sign_in(1)
    wire.before("UpdateItem", lambda: failure("TransactionConflictException"), times=2)

    assert proven.api.get("/conversations").status == 200
    assert [row for row in tables.rows("SESSION#") if row["SK"] == f"SESSION#{proven.api.claims['origin_jti']}"]


def test_a_factor_that_the_pool_does_not_ask_for_any_more_counts_for_no_new_session(proven: Worker) -> None:
    prefer(proven.id, is_on=False)

    assert standing(proven.api) == "PROVEN", "this session has shown it"
    assert standing(proven.sign_in(2)) == "TO_ENROL"
    assert proven.api.get("/conversations").status == 403


def test_whose_user_was_deleted_at_the_pool_is_refused(proven: Worker) -> None:
    proven.sign_in(1)
    boto3.client("cognito-idp").admin_delete_user(UserPoolId=settings().user_pool_id, Username=proven.id)

    assert_problem(proven.api.get("/conversations"), 403, "SECOND_FACTOR_REQUIRED")
    assert standing(proven.api) == "TO_ENROL"


def test_another_app_takes_the_place_of_the_first_and_sessions_of_before_count_no_more(proven: Worker) -> None:
    with clock.standing_at(clock.now() + timedelta(seconds=5)):
        assert proven.enrol().status == 200
        assert standing(proven.api) == "TO_PROVE"
        assert standing(proven.sign_in(1)) == "PROVEN"


@pytest.fixture
def too_much() -> Iterator[None]:
    """The pool has too many requests, all the time."""
    events = identity.pool().meta.events

    def refused(**_: object) -> object:
        return failure("TooManyRequestsException")

    events.register_first("before-send.cognito-idp", refused)
    yield
    events.unregister("before-send.cognito-idp", refused)


def test_where_the_pool_has_too_much_to_do_the_same_request_may_be_repeated(
    proven: Worker, request: pytest.FixtureRequest
) -> None:
    api = proven.sign_in(1)
    begun = proven.begin()
    code = proven.page.sign_in(begun["url"], proven.id, access_token="of this sign-in")
    request.getfixturevalue("too_much")

    assert_problem(api.get("/conversations"), 503, "BUSY")
    assert_problem(api.post(f"/me/second-factor/{begun['id']}", {"code": code}), 503, "BUSY")


def test_an_app_that_is_taken_half_way_lets_in_nobody_who_came_by_password(
    proven: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(person_id: str) -> None:
        raise ConnectionError(person_id)

    prefer(proven.id, is_on=False)  # as IT does for a lost phone
    thief = proven.sign_in(1)
    proven.sign_in(2)
    monkeypatch.setattr(identity, "sign_out", unreachable)

    assert proven.enrol().status == 500
    assert is_on(proven.id)
    assert standing(thief) == "TO_ENROL"
    assert_problem(thief.get("/conversations"), 403, "SECOND_FACTOR_REQUIRED")


def test_an_administrator_resets_the_factor_of_who_has_lost_the_phone(
    gateway: Gateway, talk: Clinic, proven: Worker
) -> None:
    boss = hire(talk, proven.page, "admin")
    assert boss.enrol().status == 200
    open_socket(proven.api, "kims")

    assert_problem(boss.api.delete(f"/people/{proven.id}/second-factor"), 403, "SECOND_FACTOR_REQUIRED")
    for _ in range(2):
        done = boss.sign_in(1).delete(f"/people/{proven.id}/second-factor")
        assert (done.status, done.body) == (200, {"personId": proven.id})

    assert gateway.closed == ["kims"]
    assert not is_on(proven.id)
    assert standing(proven.sign_in(2)) == "TO_ENROL"
    written = tables.entries("personId", "act", "outcome", "detail")
    assert (boss.id, "second-factor.reset", "done", json.dumps({"personId": proven.id})) in [
        (*it[:3], json.dumps(json.loads(it[3]))) for it in written
    ]


def test_nobody_else_resets_it_and_no_administrator_their_own(talk: Clinic, proven: Worker) -> None:
    boss = hire(talk, proven.page, "admin")
    boss.enrol()
    boss.sign_in(1)

    assert_problem(boss.api.delete(f"/people/{boss.id}/second-factor"), 403, "OWN_FACTOR")
    assert_problem(proven.api.delete(f"/people/{boss.id}/second-factor"), 403, "FORBIDDEN")
    assert_problem(talk.ehr.delete(f"/people/{boss.id}/second-factor"), 403, "FORBIDDEN")
    assert_problem(boss.api.delete("/people/nobody/second-factor"), 404, "NOT_FOUND")
    assert standing(boss.api) == "PROVEN"


def test_where_everybody_must_have_one_none_can_be_taken_away(talk: Clinic, proven: Worker, rule: Rule) -> None:
    rule("ON")
    refused = person("root", "admin").delete(f"/people/{proven.id}/second-factor")
    assert_problem(refused, 409, "FACTOR_OF_ALL")
    assert is_on(proven.id)


def test_patients_may_have_one_too(talk: Clinic, page: HostedPage, rule: Rule) -> None:
    patient = hire(talk, page, "patient")
    assert patient.enrol().status == 200
    assert is_on(patient.id)
    assert standing(patient.api) == "NOT_ASKED"
    assert tables.entries("act", "patientId")[-1] == ("second-factor.enrolled", patient.id)
