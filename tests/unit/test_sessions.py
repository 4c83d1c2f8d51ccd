"""Sessions: which there are, and that signing out closes the sockets of exactly those that end."""

import json
from datetime import UTC, datetime, timedelta

import pytest

import app
from chalicelib import clock
from chalicelib.adapters import identity
from tests.unit import tables
from tests.unit.clinic import Api, Clinic, new_message, person
from tests.unit.gateway import Gateway, connect, event, open_socket, ticket
from tests.unit.problems import assert_problem
from tests.unit.wire import Wire, failure

PHONE = {"origin_jti": "adas-phone"}


@pytest.fixture
def phone(talk: Clinic, gateway: Gateway) -> Api:
    """A second session of Ada's, with one more socket (`phone`) beside `adas`."""
    api = person("ada", "patient", **PHONE)
    api.headers["User-Agent"] = "Phone/1.0"
    open_socket(api, "phone")
    return api


def sign_out(who: Api, *, everywhere: bool = False) -> int:
    answer = who.post("/me/sign-out", {"everywhere": everywhere})
    assert answer.status == 200, answer.body
    ended: int = answer["ended"]
    return ended


def connections() -> set[str]:
    return {row["PK"].partition("#")[2] for row in tables.rows("CONNECTION")}


def token_made_at(moment: datetime) -> Api:
    return person("ada", "patient", origin_jti="never-noted", iat=str(int(moment.timestamp())))


def test_sessions_are_listed_to_their_person_latest_first(talk: Clinic, phone: Api) -> None:
    with clock.standing_at(clock.now() + timedelta(seconds=60)):
        ticket(phone)
        own = phone.get("/me/sessions").body

    assert [(it["id"], it["isCurrent"]) for it in own["items"]] == [("adas-phone", True), ("session-of-ada", False)]
    assert own["next"] is None
    assert own["items"][0]["agent"] == "Phone/1.0"
    assert own["items"][0]["address"]
    assert own["items"][0]["startedAt"] < own["items"][0]["lastSeenAt"]
    assert [it["isCurrent"] for it in talk.ada.get("/me/sessions")["items"]] == [False, True]
    assert [it["id"] for it in talk.nora.get("/me/sessions")["items"]] == ["session-of-nora"]
    assert talk.omar.get("/me/sessions").body == {"items": [], "next": None}


def test_a_session_is_forgotten_once_no_token_can_renew_it(talk: Clinic, phone: Api) -> None:
    with clock.standing_at(clock.now() + timedelta(hours=12, minutes=1)):
        assert phone.get("/me/sessions")["items"] == []
    [row] = [row for row in tables.rows("SESSION#") if row["SK"] == "SESSION#adas-phone"]
    assert 0 < int(row["ttl"]) - clock.now().timestamp() <= 12 * 3600


def test_signing_out_closes_the_sockets_of_this_session_alone(talk: Clinic, phone: Api, gateway: Gateway) -> None:
    assert sign_out(phone) == 1

    assert gateway.events("phone") == ["session.ended"]
    assert gateway.last("phone", "session.ended") == {"everywhere": False}
    assert (gateway.closed, connections()) == (["phone"], {"adas", "noras"})
    talk.nora.post(f"{talk.topic_path}/messages", new_message())
    assert gateway.events("phone") == ["session.ended"]
    assert gateway.events("adas") == ["message.created"]
    assert [it["id"] for it in talk.ada.get("/me/sessions")["items"]] == ["session-of-ada"]


def test_signing_out_everywhere_closes_all_sockets_of_the_person_and_of_nobody_else(
    talk: Clinic, phone: Api, gateway: Gateway
) -> None:
    assert sign_out(phone, everywhere=True) == 2

    assert (sorted(gateway.closed), connections()) == (["adas", "phone"], {"noras"})
    assert gateway.last("adas", "session.ended") == {"everywhere": True}
    assert gateway.frames["noras"] == []
    assert talk.ada.get("/me/sessions")["items"] == []


def test_an_ended_session_gets_no_ticket_and_none_it_has_is_good(talk: Clinic, phone: Api) -> None:
    kept, others = ticket(phone), ticket(talk.ada)
    sign_out(phone)

    assert_problem(phone.post("/me/realtime-tickets"), 401, "UNAUTHENTICATED")
    assert (connect("kept", kept), connect("others", others)) == (401, 200)
    assert connections() == {"adas", "noras", "others"}


def test_after_signing_out_everywhere_no_token_of_before_opens_a_socket_and_one_made_since_does(
    talk: Clinic, phone: Api
) -> None:
    moment = clock.now()
    with clock.standing_at(moment):
        sign_out(phone, everywhere=True)
        for api in (phone, talk.ada, token_made_at(moment - timedelta(seconds=2)), person("ada", "patient", iat="?")):
            assert_problem(api.post("/me/realtime-tickets"), 401, "UNAUTHENTICATED")
        assert token_made_at(moment + timedelta(seconds=1)).post("/me/realtime-tickets").status == 201
        assert talk.nora.post("/me/realtime-tickets").status == 201


def test_the_gateway_writes_moments_of_tokens_as_dates(talk: Clinic, phone: Api) -> None:
    from chalicelib.transport.callers import seconds_of

    moment = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    assert seconds_of("Sat Nov 21 09:30:00 UTC 2026") == seconds_of(str(int(moment.timestamp()))) != 0
    assert [seconds_of(other) for other in ("", "soon", "-1", "Sat Nov 21 09:30:00 CET 2026")] == [0] * 4


def test_a_socket_that_opens_while_its_session_ends_is_found_or_refused(
    talk: Clinic, phone: Api, wire: Wire, gateway: Gateway
) -> None:
    opening = ticket(phone)
    wire.before("TransactWriteItems", lambda: sign_out(phone) and None)

    assert connect("late", opening) == 401
    assert connections() == {"adas", "noras"}


def test_a_socket_that_cannot_be_closed_hears_and_says_nothing_more(talk: Clinic, phone: Api, gateway: Gateway) -> None:
    gateway.answers["phone"] = 500

    assert sign_out(phone) == 1
    gateway.answers.clear()
    talk.nora.post(f"{talk.topic_path}/messages", new_message())
    assert (gateway.frames["phone"], connections()) == ([], {"adas", "noras"})
    typing = {"action": "typing", "conversationId": talk.topic_id, "on": True}
    app.frame(event("phone", body=json.dumps(typing)), None)
    assert gateway.last("phone", "error")["code"] == "UNAUTHENTICATED"


def test_signing_out_twice_is_harmless(talk: Clinic, phone: Api, gateway: Gateway) -> None:
    for everywhere in (False, False, True, True):
        assert sign_out(phone, everywhere=everywhere) >= 1

    assert sorted(gateway.closed) == ["adas", "phone"]


def test_signing_out_is_in_the_audit_of_the_person(talk: Clinic, phone: Api) -> None:
    sign_out(phone)
    sign_out(talk.nora, everywhere=True)

    found = [(act, who, at, json.loads(it)) for act, who, at, it in tables.entries("act", "personId", "PK", "detail")]
    assert found == [
        ("session.ended", "ada", "PATIENT#ada", {"everywhere": False, "sessions": ["adas-phone"]}),
        ("session.ended", "nora", "PERSON#nora", {"everywhere": True, "sessions": ["session-of-nora"]}),
    ]


def test_administrators_without_any_socket_sign_out_too(clinic: Clinic) -> None:
    assert [sign_out(clinic.admin, everywhere=everywhere) for everywhere in (False, True)] == [1, 1]


def test_two_tickets_at_once_of_one_session_are_both_good(talk: Clinic, wire: Wire) -> None:
    conflict = failure("TransactionCanceledException", CancellationReasons=[{"Code": "TransactionConflict"}])
    wire.before("TransactWriteItems", lambda: conflict)

    assert connect("after-all", ticket(talk.ada)) == 200


def test_everywhere_ends_refresh_tokens_at_the_pool_first(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(person_id: str) -> None:
        raise ConnectionError(person_id)

    monkeypatch.setattr(identity, "sign_out", unreachable)
    before = tables.contents()

    assert clinic.ada.post("/me/sign-out", {"everywhere": True}).status == 500
    assert tables.contents() == before


def test_everybody_is_told_after_how_many_idle_minutes_they_are_signed_out(clinic: Clinic) -> None:
    told = [getattr(clinic, who).get("/me")["session"] for who in ("ada", "nora", "dana", "admin")]

    assert told == [{"idleMinutes": minutes} for minutes in (30, 15, 15, 15)]
