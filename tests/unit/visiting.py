"""The visit `checkup` of Ada with Nora: minute by minute, over sockets, and as the stream brings what changed."""

import itertools
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import app
from chalicelib import clock
from tests.unit import tables
from tests.unit.clinic import Answer, Api
from tests.unit.gateway import event
from tests.unit.visits import VISIT

STARTS_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NUMBERS = itertools.count(1)
FOLLOWED = ("CALL", "ITEM")
Record = dict[str, Any]


@contextmanager
def minute(number: float) -> Iterator[None]:
    """So many minutes after the appointment's start; it lasts thirty, and the grace is fifteen more."""
    with clock.standing_at(STARTS_AT + timedelta(minutes=number)):
        yield


def say(window: str, action: str, **fields: Any) -> None:
    frame = {"action": action, "appointmentId": "checkup", **fields}
    app.frame(event(window, body=json.dumps(frame)), None)


def come(*windows: str) -> None:
    for window in windows:
        say(window, "call.here", here=True)


def act(who: Api, act: str, content: object = None) -> Answer:
    """Join, start, end, be late; as one of the two."""
    answer = who.post(f"{VISIT}/call/{act}", content)
    assert answer.status in (200, 202), answer.body
    return answer


def call(who: Api) -> Any:
    """The call as that person is shown it."""
    return who.get(VISIT)["call"]


def rows() -> dict[tuple[str, str], tables.Item]:
    items = tables.contents()["Records"]
    return {(it["PK"]["S"], it["SK"]["S"]): it for it in items if it["SK"]["S"] in FOLLOWED}


def records_of(act: Callable[[], object]) -> list[Record]:
    """What the stream says of calls and items once that was done."""
    before = rows()
    act()
    after = rows()
    return [record(key, before.get(key), after[key]) for key in sorted(after) if before.get(key) != after[key]]


def record(key: tuple[str, str], before: tables.Item | None, after: tables.Item) -> Record:
    images = {"NewImage": after} | ({"OldImage": before} if before else {})
    keys = {"PK": {"S": key[0]}, "SK": {"S": key[1]}}
    return {"dynamodb": {"Keys": keys, "SequenceNumber": str(next(NUMBERS)), **images}}


def deliver(*records: Record) -> None:
    assert app.settle({"Records": list(records)}, None) == {"batchItemFailures": []}


def followed(act: Callable[[], object]) -> list[Record]:
    """Do something, and let the stream bring it and all that follows; gives what it brought."""
    brought: list[Record] = []
    following = records_of(act)
    while following:
        brought += following
        following = records_of(lambda it=following: deliver(*it))
    return brought
