"""Windows at a video visit: who is there is seen by both, and ends with the socket."""

import itertools
from typing import Any

import pytest

import app
from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.gateway import Gateway, event, open_socket
from tests.unit.rights import refused
from tests.unit.visiting import act, call, come, minute, say
from tests.unit.wire import Wire


def there(talk: Clinic) -> tuple[bool, bool]:
    shown = call(talk.nora)
    return shown["patientHere"], shown["providerHere"]


def test_both_see_who_is_there_until_the_last_window_closes(talk: Clinic, gateway: Gateway) -> None:
    open_socket(talk.ada, "adas-phone")
    with minute(0):
        act(talk.ada, "join")
        come("adas", "adas-phone", "noras")
        assert there(talk) == (True, True)

        app.disconnect(event("adas"), None)
        say("noras", "call.here", here=False)
        assert there(talk) == (True, False)
        app.disconnect(event("adas-phone"), None)
        assert there(talk) == (False, False)
    assert all("appointmentId" not in row for row in tables.rows("CONNECTION"))


def test_who_comes_to_the_waiting_room_counts_as_there_until_their_window_has_said_so(
    talk: Clinic, gateway: Gateway
) -> None:
    with minute(0):
        act(talk.ada, "join")
        assert there(talk) == (True, False)
        come("adas")
        act(talk.ada, "join")
        app.disconnect(event("adas"), None)
        assert there(talk) == (True, False)
    with minute(1):
        assert there(talk) == (False, False)


def test_who_renews_their_session_and_closes_the_window_is_gone_at_once(talk: Clinic, gateway: Gateway) -> None:
    with minute(0):
        act(talk.nora, "start")
        act(talk.ada, "join")
        come("adas", "noras")
        act(talk.ada, "join")
        app.disconnect(event("adas"), None)
        assert there(talk) == (False, True)


def test_a_silent_window_is_gone_after_a_while_and_one_that_speaks_stays_and_changes_nothing_else(
    talk: Clinic, gateway: Gateway
) -> None:
    with minute(0):
        act(talk.ada, "join")
        come("adas")
        revision = call(talk.ada)["revision"]
    with minute(1.4):
        come("adas")
    with minute(2.8):
        assert there(talk) == (True, False)
        assert call(talk.ada)["revision"] == revision
    with minute(3):
        assert there(talk) == (False, False)


def test_a_window_is_at_one_visit_at_a_time_and_at_none_that_nobody_came_to(talk: Clinic, gateway: Gateway) -> None:
    before = tables.rows("CALL")
    with minute(0):
        come("noras")
        assert tables.rows("CALL") == before == []
        act(talk.ada, "join")
        come("noras", "adas")
        say("adas", "call.here", here=False, appointmentId="another")
        assert there(talk) == (True, True)


@pytest.mark.parametrize("update", [1, 2])
def test_a_window_that_closes_while_it_says_that_it_is_there_is_not_there(
    talk: Clinic, gateway: Gateway, wire: Wire, update: int
) -> None:
    """Before it is noted at which visit it is, and before the visit notes it."""
    open_socket(talk.ada, "adas-phone")
    updates = itertools.count(1)
    with minute(0):
        act(talk.ada, "join")
        come("adas")
        wire.before(
            "UpdateItem",
            lambda: app.disconnect(event("adas-phone"), None) and None if next(updates) == update else None,
            times=update,
        )
        come("adas-phone")
        assert next(updates) == update + 1
        app.disconnect(event("adas"), None)
        assert there(talk) == (False, False)


@pytest.mark.parametrize("who", ["bo", "omar", "dana"])
@pytest.mark.parametrize("more", [{"action": "call.here", "here": True}, {"action": "call.signal", "data": {}}])
def test_strangers_are_answered_as_if_there_were_nothing_and_written_down(
    talk: Clinic, gateway: Gateway, who: str, more: dict[str, Any]
) -> None:
    window = open_socket(getattr(talk, who), f"{who}s")
    with minute(0):
        act(talk.nora, "start")
        records = tables.contents()["Records"]
        for appointment_id in ("checkup", "unknown"):
            say(window, **more, appointmentId=appointment_id)

    foreign, unknown = (frame["data"] for frame in gateway.frames[window])
    assert foreign == unknown
    assert foreign["code"] == "NOT_FOUND"
    assert tables.contents()["Records"] == records
    refusals = {it for it in tables.entries("outcome", "act", "personId", "patientId") if it[0] == "refused"}
    assert refusals == {("refused", more["action"], who, "ada"), ("refused", more["action"], who, None)}


MALFORMED = {
    "a word for a yes": ({"action": "call.here", "here": "yes"}, "here"),
    "an id that none can be": ({"action": "call.here", "here": True, "appointmentId": "../x"}, "appointmentId"),
    "a list for an object": ({"action": "call.signal", "data": []}, "data"),
    "half a letter": ({"action": "call.signal", "data": {"sdp": "\ud800"}}, "data"),
    "no such number": ({"action": "call.signal", "data": {"at": float("nan")}}, "data"),
    "one byte too many": ({"action": "call.signal", "data": {"sdp": "x" * (16_384 - 9)}}, "data"),
    "another field": ({"action": "call.signal", "data": {}, "to": "noras"}, "to"),
}


@pytest.mark.parametrize(("frame", "field"), MALFORMED.values(), ids=MALFORMED)
def test_malformed_fields_are_named(talk: Clinic, gateway: Gateway, frame: dict[str, Any], field: str) -> None:
    say("adas", **frame)

    assert [fault["field"] for fault in gateway.last("adas", "error")["errors"]] == [field]


def test_the_functions_of_sockets_have_the_rights_they_need(talk: Clinic, gateway: Gateway, wire: Wire) -> None:
    with minute(0):
        act(talk.ada, "join")
        act(talk.nora, "start")
        wire.calls.clear()
        come("adas", "noras", "adas")
        say("adas", "call.signal", data={"kind": "hello"})
        say("noras", "call.here", here=False)
        assert refused("FramePolicy", wire.calls) == set()
        wire.calls.clear()
        app.disconnect(event("adas"), None)
        assert refused("DisconnectPolicy", wire.calls) == set()


def test_a_frame_costs_few_calls(talk: Clinic, gateway: Gateway, wire: Wire) -> None:
    with minute(0):
        act(talk.nora, "start")
        come("noras", "noras")
        wire.calls.clear()
        come("noras")
        say("noras", "call.signal", data={})

    assert [it.operation for it in wire.calls] == [
        *("GetItem", "BatchGetItem", "GetItem", "UpdateItem"),
        *("GetItem", "BatchGetItem", "BatchGetItem"),
    ]
