"""What becomes of a call is told to both sides, and what follows from it happens, however the stream delivers it."""

import random
from dataclasses import dataclass, field, replace

import pytest

import app
from chalicelib.adapters import calling, calling_p2p
from chalicelib.adapters.calling import Session
from chalicelib.domain.call import Call
from chalicelib.domain.item import Item
from chalicelib.domain.person import Person
from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.gateway import Gateway, event, open_socket
from tests.unit.rights import refused
from tests.unit.visiting import act, call, come, deliver, followed, minute, records_of
from tests.unit.visits import change
from tests.unit.wire import Wire


def told(gateway: Gateway, window: str) -> list[tuple[str, str]]:
    """The calls' events that a window heard, each with the state that it told of."""
    frames = [frame for frame in gateway.frames[window] if frame["event"].startswith("call.")]
    return [(frame["event"], frame["data"]["call"]["state"]) for frame in frames]


def revisions(gateway: Gateway, window: str) -> list[int]:
    return [frame["data"]["call"]["revision"] for frame in gateway.frames[window] if "call" in frame["data"]]


def history(talk: Clinic) -> list[tuple[str, str | None]]:
    lines = talk.nora.get("/appointments/checkup")["history"]
    return [(line["act"], line["person"] and line["person"]["id"]) for line in lines]


@dataclass
class Meetings:
    """Holds each call in a meeting of the same name. `closed`: those that were closed, unless nothing `can_close`."""

    closed: list[str | None] = field(default_factory=list)
    can_close: bool = True

    def session(self, call: Call, appointment: Item, person: Person, until: str) -> Session:
        return replace(calling_p2p.session(call, appointment, person, until), meeting_id=call.call_id)

    def close(self, call: Call) -> None:
        if not self.can_close:
            raise ConnectionError
        self.closed.append(call.meeting_id)


@pytest.fixture
def meetings(monkeypatch: pytest.MonkeyPatch) -> Meetings:
    it = Meetings()
    monkeypatch.setattr(calling, "provider", lambda: it)
    return it


def test_every_step_of_a_visit_is_told_to_both_and_to_nobody_else(talk: Clinic, gateway: Gateway) -> None:
    for who in ("bo", "omar", "dana"):
        open_socket(getattr(talk, who), f"{who}s")
    with minute(-5):
        followed(lambda: act(talk.ada, "join"))
        followed(lambda: come("adas"))
        followed(lambda: come("adas", "noras"))
        followed(lambda: act(talk.nora, "late", {"minutes": 5}))
        followed(lambda: act(talk.nora, "start"))
        followed(lambda: act(talk.nora, "end"))
        assert gateway.last("adas", "call.ended")["call"] == call(talk.ada)

    steps = [("call.waiting", "waiting"), ("call.updated", "waiting"), ("call.updated", "waiting")]
    assert (
        told(gateway, "adas") == told(gateway, "noras") == [*steps, ("call.started", "live"), ("call.ended", "ended")]
    )
    assert revisions(gateway, "adas") == sorted(set(revisions(gateway, "adas")))
    assert gateway.frames["bos"] == gateway.frames["omars"] == gateway.frames["danas"] == []


def test_records_that_come_twice_and_out_of_order_change_nothing_more(
    talk: Clinic, gateway: Gateway, meetings: Meetings
) -> None:
    with minute(0):
        records = followed(lambda: act(talk.ada, "join"))
        for window in ("adas", "noras"):
            records += followed(lambda it=window: come(it))
        records += followed(lambda: act(talk.nora, "start"))
        records += followed(lambda: app.disconnect(event("adas"), None))
        records += followed(lambda: change(talk, status="cancelled"))
        before, newest = tables.contents(), max(revisions(gateway, "noras"))

        for seed in range(3):
            deliver(*random.Random(seed).choices(records, k=2 * len(records)))

    assert tables.contents() == before
    assert max(revisions(gateway, "noras")) == newest
    assert len(set(meetings.closed)) == 1


def test_who_closes_the_last_window_leaves_the_waiting_room_and_comes_back_by_joining(
    talk: Clinic, gateway: Gateway
) -> None:
    with minute(0):
        followed(lambda: act(talk.ada, "join"))
        followed(lambda: come("adas"))
    with minute(0.1):
        followed(lambda: app.disconnect(event("adas"), None))
        assert (call(talk.nora)["state"], call(talk.nora)["patientHere"]) == ("none", False)
        assert told(gateway, "noras")[-2:] == [("call.updated", "waiting"), ("call.updated", "none")]

    with minute(0.2):
        followed(lambda: act(talk.ada, "join"))
        assert told(gateway, "noras")[-1] == ("call.waiting", "waiting")
    assert history(talk) == [("join", "ada"), ("leave", "ada"), ("join", "ada")]


def test_a_reload_in_the_waiting_room_leaves_nothing_though_the_old_socket_closes_late(
    talk: Clinic, gateway: Gateway
) -> None:
    with minute(0):
        followed(lambda: act(talk.ada, "join"))
        followed(lambda: come("adas"))
        open_socket(talk.ada, "adas-again")
        followed(lambda: act(talk.ada, "join"))
        followed(lambda: app.disconnect(event("adas"), None))
        followed(lambda: come("adas-again"))
        assert (call(talk.nora)["state"], call(talk.nora)["patientHere"]) == ("waiting", True)
    assert history(talk) == [("join", "ada")]


def test_who_is_back_before_the_stream_comes_to_it_has_not_left(talk: Clinic, gateway: Gateway) -> None:
    with minute(0):
        followed(lambda: act(talk.ada, "join"))
        followed(lambda: come("adas"))
        late = records_of(lambda: app.disconnect(event("adas"), None))
        open_socket(talk.ada, "adas-again")
        come("adas-again")
        deliver(*late)
        assert call(talk.nora)["state"] == "waiting"


CHANGES = {
    "cancelled": ({"status": "cancelled"}, "cancelled", "call.cancelled", "cancel"),
    "completed": ({"status": "completed"}, "ended", "call.ended", "complete"),
    "given to a colleague": ({"providerId": "omar"}, "waiting", "call.waiting", "hand_over"),
}


@pytest.mark.parametrize(("changes", "state", "name", "done"), CHANGES.values(), ids=CHANGES)
def test_a_live_call_follows_its_appointment_and_its_meeting_is_closed(
    talk: Clinic, gateway: Gateway, meetings: Meetings, changes: dict[str, str], state: str, name: str, done: str
) -> None:
    open_socket(talk.omar, "omars")
    with minute(0):
        followed(lambda: act(talk.ada, "join"))
        call_id = act(talk.nora, "start")["callId"]
        followed(lambda: come("adas"))
        records = followed(lambda: change(talk, **changes))
        deliver(*records)

        assert call(talk.ada)["state"] == state
    assert set(meetings.closed) == {call_id}
    assert (name, state) in told(gateway, "adas")
    is_given = "providerId" in changes
    assert told(gateway, "noras")[-1] == (("call.cancelled", "cancelled") if is_given else (name, state))
    assert set(told(gateway, "omars")) == ({(name, state)} if is_given else set())
    assert [(it["act"], it["personId"]) for it in tables.entries() if it["act"] == f"call.{done}"] == [
        (f"call.{done}", "#")
    ]


def test_whoever_takes_a_live_call_over_at_once_has_the_other_meeting_closed_all_the_same(
    talk: Clinic, meetings: Meetings
) -> None:
    with minute(0):
        before = act(talk.nora, "start")["callId"]
        handed_over = records_of(lambda: change(talk, providerId="omar"))
        followed(lambda: act(talk.omar, "start"))
        deliver(*handed_over)

    assert meetings.closed == [before]


def test_who_waits_is_announced_to_the_provider_who_is_to_come_instead(talk: Clinic, gateway: Gateway) -> None:
    open_socket(talk.omar, "omars")
    with minute(-5):
        followed(lambda: act(talk.ada, "join"))
        followed(lambda: change(talk, providerId="omar"))

    assert told(gateway, "omars") == [("call.waiting", "waiting")]
    assert told(gateway, "noras") == [("call.waiting", "waiting"), ("call.cancelled", "cancelled")]
    assert revisions(gateway, "omars")[-1] > revisions(gateway, "noras")[0]


def test_both_are_told_that_an_appointment_was_moved(talk: Clinic, gateway: Gateway) -> None:
    with minute(-600):
        revision = call(talk.ada)["revision"]
        followed(lambda: change(talk, startsAt="2026-11-24T09:30:00Z", endsAt="2026-11-24T10:00:00Z"))

    assert told(gateway, "adas") == told(gateway, "noras") == [("call.updated", "none")]
    assert revisions(gateway, "adas")[-1] > revision


def test_an_appointment_that_nobody_came_to_is_told_to_be_cancelled_once_it_is(talk: Clinic, gateway: Gateway) -> None:
    with minute(-600):
        revision = call(talk.ada)["revision"]
        records = followed(lambda: change(talk, title="Check-up"))
        assert told(gateway, "adas") == []
        records += followed(lambda: change(talk, status="cancelled"))

    assert told(gateway, "adas") == told(gateway, "noras") == [("call.cancelled", "cancelled")]
    assert revisions(gateway, "adas")[-1] > revision


def test_a_meeting_that_cannot_be_closed_is_tried_again(talk: Clinic, gateway: Gateway, meetings: Meetings) -> None:
    with minute(0):
        followed(lambda: act(talk.nora, "start"))
        records = records_of(lambda: act(talk.nora, "end"))
        meetings.can_close = False
        failed = app.settle({"Records": records}, None)["batchItemFailures"]

    assert [it["itemIdentifier"] for it in failed] == [records[0]["dynamodb"]["SequenceNumber"]]
    assert told(gateway, "adas")[-1] == ("call.ended", "ended")


def test_settle_has_the_rights_it_needs(talk: Clinic, gateway: Gateway, wire: Wire) -> None:
    with minute(0):
        act(talk.ada, "join")
        come("adas")
        left = records_of(lambda: app.disconnect(event("adas"), None))
        wire.calls.clear()
        deliver(*left)
        made = [*wire.calls]
        records = records_of(lambda: change(talk, status="cancelled"))
        wire.calls.clear()
        deliver(*records)
        made += wire.calls

    assert {it.operation for it in made} >= {"BatchGetItem", "TransactWriteItems"}
    assert refused("SettlePolicy", made) == set()
