"""Typing: the other members hear of it at once, nobody else ever, and nothing of it is kept."""

import json
from datetime import timedelta
from typing import Any

import pytest

import app
from chalicelib import clock
from chalicelib.transport import socket
from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.gateway import Gateway, event, open_socket
from tests.unit.wire import Wire, failure

NORA = {"id": "nora", "role": "provider", "name": "Nora Quill", "initials": "NQ", "title": "Nurse"}


def say(connection_id: str, conversation_id: str, *, on: object = True, **more: Any) -> None:
    frame = {"action": "typing", "conversationId": conversation_id, "on": on, **more}
    app.frame(event(connection_id, body=json.dumps(frame)), None)


@pytest.mark.parametrize("on", [True, False])
def test_every_window_of_the_other_members_hears_who_is_typing(talk: Clinic, gateway: Gateway, on: bool) -> None:
    open_socket(talk.ada, "adas-phone")

    say("noras", talk.topic_id, on=on)

    for window in ("adas", "adas-phone"):
        assert gateway.events(window) == ["typing"]
        assert gateway.last(window, "typing") == {"conversationId": talk.topic_id, "person": NORA, "on": on}


def test_colleagues_hear_it_those_without_a_seat_yet_included(talk: Clinic, gateway: Gateway) -> None:
    talk.change_team("meds", members=["nora", "omar"])
    open_socket(talk.omar, "omars")

    say("adas", talk.topic_id)

    assert gateway.events("omars") == gateway.events("noras") == ["typing"]


def test_the_senders_own_windows_and_strangers_hear_nothing(talk: Clinic, gateway: Gateway) -> None:
    open_socket(talk.nora, "noras-phone")
    for stranger in ("bo", "omar", "dana"):
        open_socket(getattr(talk, stranger), f"{stranger}s")

    say("noras", talk.topic_id)
    say("noras", talk.direct_id)

    assert gateway.events("adas") == ["typing", "typing"]
    for window in ("noras", "noras-phone", "bos", "omars", "danas"):
        assert gateway.frames[window] == []


def test_who_left_the_team_hears_nothing_more_and_is_heard_no_more(talk: Clinic, gateway: Gateway) -> None:
    talk.change_team("meds", members=["omar"])

    say("adas", talk.topic_id)
    say("noras", talk.topic_id)

    assert gateway.events("noras") == ["error"]
    assert gateway.frames["adas"] == []


def test_typing_leaves_nothing_in_the_tables(talk: Clinic, gateway: Gateway) -> None:
    before = tables.contents()

    say("noras", talk.topic_id)
    say("adas", talk.direct_id, on=False)

    assert tables.contents() == before


@pytest.mark.parametrize("who", ["bo", "omar", "dana"])
def test_a_strangers_try_is_answered_as_if_there_were_nothing_and_written_down(
    talk: Clinic, gateway: Gateway, who: str
) -> None:
    window = open_socket(getattr(talk, who), f"{who}s")
    records = tables.contents()["Records"]

    for conversation_id in (talk.topic_id, "01ARZ3NDEKTSV4RRFFQ69G5FAV"):
        say(window, conversation_id)

    foreign, unknown = (frame["data"] for frame in gateway.frames[window])
    assert foreign == unknown
    assert foreign["code"] == "NOT_FOUND"
    assert gateway.frames["adas"] == gateway.frames["noras"] == []
    assert tables.contents()["Records"] == records
    wanted = [
        ("typing", "refused", who, f"session-of-{who}", "ada"),
        ("typing", "refused", who, f"session-of-{who}", None),
    ]
    assert tables.entries("act", "outcome", "personId", "session", "patientId") == wanted


MALFORMED = {
    "no conversation": ({"conversationId": None}, "conversationId"),
    "a number for an id": ({"conversationId": 7}, "conversationId"),
    "an id that none can be": ({"conversationId": "../x"}, "conversationId"),
    "half a letter for an id": ({"conversationId": "\ud800"}, "conversationId"),
    "a very long id": ({"conversationId": "x" * 10_000}, "conversationId"),
    "a word for a yes": ({"on": "true"}, "on"),
    "a number for a yes": ({"on": 1}, "on"),
    "nothing for a yes": ({"on": None}, "on"),
    "a list": ({"on": [True]}, "on"),
    "no such number": ({"on": float("nan")}, "on"),
    "another field": ({"text": "Good mor"}, "text"),
}


@pytest.mark.parametrize(("change", "field"), MALFORMED.values(), ids=MALFORMED)
def test_malformed_fields_are_named_and_nobody_hears_anything(
    talk: Clinic, gateway: Gateway, change: dict[str, Any], field: str
) -> None:
    before = tables.contents()

    say("noras", **{"conversation_id": talk.topic_id, **change})

    error = gateway.last("noras", "error")
    assert error["code"] == "INVALID"
    assert [fault["field"] for fault in error["errors"]] == [field]
    assert gateway.frames["adas"] == []
    assert tables.contents() == before


def test_missing_fields_are_named_too(talk: Clinic, gateway: Gateway) -> None:
    app.frame(event("noras", body='{"action": "typing"}'), None)

    assert [fault["field"] for fault in gateway.last("noras", "error")["errors"]] == ["conversationId", "on"]


def test_a_socket_that_is_not_known_any_more_is_told_to_open_another(talk: Clinic, gateway: Gateway) -> None:
    say("forgotten", talk.topic_id)

    assert gateway.last("forgotten", "error")["code"] == "UNAUTHENTICATED"
    assert tables.entries() == []


def test_who_lost_their_account_is_not_heard_though_their_socket_is_still_open(talk: Clinic, gateway: Gateway) -> None:
    talk.change_patient("ada", portalAccount=False)

    say("adas", talk.topic_id)

    assert gateway.frames["noras"] == []


@pytest.mark.parametrize("operation", ["GetItem", "BatchGetItem"])
def test_a_table_out_of_reach_fails_no_socket(talk: Clinic, gateway: Gateway, wire: Wire, operation: str) -> None:
    wire.before(operation, lambda: failure("AccessDeniedException"))
    say("noras", talk.topic_id)

    assert gateway.frames["adas"] == []
    say("noras", talk.topic_id)
    assert gateway.events("adas") == ["typing"]


def test_a_stranger_is_told_nothing_if_the_try_cannot_be_written_down(
    talk: Clinic, gateway: Gateway, wire: Wire
) -> None:
    window = open_socket(talk.bo, "bos")
    wire.before("PutItem", lambda: failure("AccessDeniedException"), table="Audit", times=9)

    say(window, talk.topic_id)

    assert gateway.frames[window] == []


@pytest.mark.parametrize("status", [410, 429, 500])
def test_a_gateway_that_fails_fails_nobody(talk: Clinic, gateway: Gateway, status: int) -> None:
    gateway.answers["adas"] = status

    say("noras", talk.topic_id)
    say("noras", talk.direct_id)

    assert gateway.frames["noras"] == []


def test_of_a_flood_a_burst_and_then_a_few_frames_a_second_are_read_and_others_are_still_heard(
    talk: Clinic, gateway: Gateway, wire: Wire
) -> None:
    moment = clock.now()
    with clock.standing_at(moment):
        for _ in range(200):
            say("noras", talk.topic_id)
        assert gateway.events("adas") == ["typing"] * socket.LARGEST_BURST
        assert len(wire.calls) <= 4 * socket.LARGEST_BURST + 20

        say("adas", talk.topic_id)
        assert gateway.events("noras") == ["typing"]
    with clock.standing_at(moment + timedelta(seconds=1)):
        for _ in range(200):
            say("noras", talk.topic_id)
    assert len(gateway.events("adas")) == socket.LARGEST_BURST + socket.FRAMES_A_SECOND


def test_a_frame_costs_four_reads_whatever_the_size_of_the_team(talk: Clinic, gateway: Gateway, wire: Wire) -> None:
    costs = []
    for members in (["nora"], ["nora", "omar", "dana"]):
        talk.change_team("meds", members=members)
        wire.calls.clear()
        say("noras", talk.topic_id)
        costs.append([call.operation for call in wire.calls])

    assert costs == [["GetItem", "BatchGetItem", "BatchGetItem", "BatchGetItem"]] * 2
