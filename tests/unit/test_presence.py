"""Presence: who comes and goes is told to those related to them, once it has happened, and to nobody else."""

import itertools
import random
from collections.abc import Callable
from typing import Any

import pytest

import app
from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.gateway import Gateway, a_while_later, event, open_socket
from tests.unit.rights import refused
from tests.unit.wire import Wire, failure

NUMBERS = itertools.count(1)
Record = dict[str, Any]


def presence_rows() -> dict[str, tables.Item]:
    return {item["PK"]["S"]: item for item in tables.contents()["Records"] if item["SK"]["S"] == "PRESENCE"}


def records_of(act: Callable[[], object]) -> list[Record]:
    """What the stream says of presence once that was done."""
    before = presence_rows()
    act()
    after = presence_rows()
    changed = [key for key in sorted(before.keys() | after.keys()) if before.get(key) != after.get(key)]
    return [record(key, before.get(key), after.get(key)) for key in changed]


def record(key: str, before: tables.Item | None, after: tables.Item | None) -> Record:
    images = {name: image for name, image in (("OldImage", before), ("NewImage", after)) if image}
    keys = {"PK": {"S": key}, "SK": {"S": "PRESENCE"}}
    return {"dynamodb": {"Keys": keys, "SequenceNumber": str(next(NUMBERS)), **images}}


def deliver(*records: Record) -> list[dict[str, str]]:
    failed: list[dict[str, str]] = app.settle({"Records": list(records)}, None)["batchItemFailures"]
    return failed


def come(talk: Clinic, who: str, window: str | None = None) -> None:
    """Open a window of somebody's, and let the stream bring it."""
    assert deliver(*records_of(lambda: open_socket(getattr(talk, who), window or f"{who}s"))) == []


def go(window: str) -> None:
    assert deliver(*records_of(lambda: app.disconnect(event(window), None))) == []


def listed() -> list[str]:
    return [row["SK"].partition("#")[2] for row in tables.records() if row["PK"] == "ONLINE"]


def told(gateway: Gateway, window: str) -> list[tuple[str, bool]]:
    """What a window was told of others' coming and going, in order."""
    frames = [frame for frame in gateway.frames[window] if frame["event"] == "presence"]
    return [(frame["data"]["personId"], frame["data"]["online"]) for frame in frames]


@pytest.fixture
def open_house(talk: Clinic, gateway: Gateway) -> Clinic:
    """Everybody online, Omar a colleague of Nora's; whatever was said of it is forgotten."""

    def come_all() -> None:
        talk.change_team("meds", members=["nora", "omar"])
        for window in ("adas", "noras"):
            app.disconnect(event(window), None)
        for who in RELATED:
            come(talk, who)

    tables.as_kept("open house", come_all)
    gateway.begin_anew()
    return talk


RELATED = {
    "ada": {"nora", "omar", "dana"},
    "bo": {"omar", "dana"},
    "nora": {"ada", "omar"},
    "omar": {"ada", "bo", "nora"},
    "dana": {"ada", "bo"},
}


@pytest.mark.parametrize("who", RELATED)
def test_exactly_those_who_are_related_hear_of_coming_and_going(open_house: Clinic, gateway: Gateway, who: str) -> None:
    go(f"{who}s")
    come(open_house, who)

    heard = {other for other in RELATED if told(gateway, f"{other}s") == [(who, False), (who, True)]}
    assert heard == RELATED[who]
    assert all(told(gateway, f"{other}s") == [] for other in RELATED.keys() - heard)


def test_only_the_first_window_and_the_last_are_told(open_house: Clinic, gateway: Gateway, wire: Wire) -> None:
    wire.calls.clear()
    second = records_of(lambda: open_socket(open_house.nora, "noras-phone"))
    before = len(wire.calls)
    assert deliver(*second) == []
    assert len(wire.calls) == before
    go("noras")
    assert told(gateway, "adas") == []

    go("noras-phone")
    assert told(gateway, "adas") == [("nora", False)]


def test_every_window_of_a_listener_hears_it(open_house: Clinic, gateway: Gateway) -> None:
    come(open_house, "ada", "adas-phone")

    go("noras")

    assert told(gateway, "adas") == told(gateway, "adas-phone") == [("nora", False)]


def test_a_push_that_finds_the_last_window_gone_is_told_as_going(open_house: Clinic, gateway: Gateway) -> None:
    gateway.answers["noras"] = 410
    with a_while_later():
        found_gone = records_of(lambda: go("adas"))
    assert [record["dynamodb"]["Keys"]["PK"]["S"] for record in found_gone] == ["PRESENCE#ada", "PRESENCE#nora"]

    assert deliver(*found_gone) == []

    assert ("nora", False) in told(gateway, "omars")


def test_a_presence_row_that_ran_out_is_told_as_going(open_house: Clinic, gateway: Gateway) -> None:
    def run_out() -> None:
        held = tables.contents()
        left = [item for item in held["Records"] if item["PK"] != {"S": "PRESENCE#nora"}]
        tables.replace_contents({**held, "Records": left})

    assert deliver(*records_of(run_out)) == []

    assert told(gateway, "adas") == [("nora", False)]
    assert "nora" not in listed()


def test_who_loses_their_account_is_told_as_gone(open_house: Clinic, gateway: Gateway) -> None:
    assert deliver(*records_of(lambda: open_house.change_patient("ada", portalAccount=False))) == []

    assert told(gateway, "noras") == [("ada", False)]
    assert told(gateway, "bos") == told(gateway, "adas") == []


def test_who_is_not_related_any_more_hears_nothing_though_the_list_still_says_so(
    open_house: Clinic, gateway: Gateway
) -> None:
    open_house.change_team("meds", members=["omar"])
    open_house.change_patient("bo", careTeams=[])

    go("adas")
    go("omars")

    assert told(gateway, "noras") == []
    assert told(gateway, "omars") == [("ada", False)]
    assert told(gateway, "bos") == []


def test_whoever_the_directory_does_not_hold_is_told_of_to_nobody(open_house: Clinic, gateway: Gateway) -> None:
    held = tables.contents()
    left = [item for item in held["Records"] if (item["PK"], item["SK"]) != ({"S": "PERSON#ada"}, {"S": "PERSON"})]
    tables.replace_contents({**held, "Records": left})

    go("adas")

    assert all(told(gateway, f"{other}s") == [] for other in RELATED)
    assert "ada" not in listed()


def test_repeated_and_out_of_order_it_ends_as_it_is(open_house: Clinic, gateway: Gateway) -> None:
    records = [
        *records_of(lambda: app.disconnect(event("noras"), None)),
        *records_of(lambda: open_socket(open_house.nora, "noras-again")),
        *records_of(lambda: app.disconnect(event("bos"), None)),
        *records_of(lambda: open_socket(open_house.bo, "bos-again")),
        *records_of(lambda: app.disconnect(event("bos-again"), None)),
    ]
    for seed in range(3):
        mixed = random.Random(seed).choices(records, k=len(records)) + records[::-1]
        for each in mixed:
            assert deliver(each) == []

        assert sorted(listed()) == ["ada", "dana", "nora", "omar"]
    assert told(gateway, "omars")[-1] == ("nora", True)
    assert {state for who, state in told(gateway, "danas") if who == "bo"} == {False}


def test_who_comes_back_while_their_going_is_settled_stays_on_the_list(
    open_house: Clinic, gateway: Gateway, wire: Wire
) -> None:
    went = records_of(lambda: app.disconnect(event("noras"), None))
    wire.before("DeleteItem", lambda: open_socket(open_house.nora, "noras-again"))

    assert deliver(*went) == []

    assert "nora" in listed()
    assert told(gateway, "adas") == [("nora", True)]


def test_a_table_out_of_reach_fails_the_record_and_the_next_delivery_mends_it(
    open_house: Clinic, gateway: Gateway, wire: Wire
) -> None:
    [went] = records_of(lambda: app.disconnect(event("noras"), None))
    wire.before("DeleteItem", lambda: failure("AccessDeniedException"))

    assert deliver(went) == [{"itemIdentifier": went["dynamodb"]["SequenceNumber"]}]
    assert told(gateway, "adas") == []
    assert deliver(went) == []
    assert told(gateway, "adas") == [("nora", False)]


def test_listeners_who_cannot_be_read_fail_nothing(open_house: Clinic, gateway: Gateway, wire: Wire) -> None:
    went = records_of(lambda: app.disconnect(event("noras"), None))
    wire.before("Query", lambda: failure("AccessDeniedException"))

    assert deliver(*went) == []
    assert "nora" not in listed()


def test_it_costs_one_query_and_three_reads_and_no_right_beyond_the_role(open_house: Clinic, wire: Wire) -> None:
    went = records_of(lambda: app.disconnect(event("noras"), None))
    wire.calls.clear()

    assert deliver(*went) == []

    made = [call.operation for call in wire.calls]
    assert made == ["BatchGetItem", "DeleteItem", "BatchGetItem", "Query", "BatchGetItem"]
    came = records_of(lambda: open_socket(open_house.nora, "noras-again"))
    wire.calls.clear()
    assert deliver(*came) == []
    assert refused("SettlePolicy", wire.calls) == set()


def test_nothing_of_it_is_written_into_the_audit(open_house: Clinic) -> None:
    before = tables.entries()

    go("noras")

    assert tables.entries() == before
