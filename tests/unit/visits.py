"""Ada's visit with Nora, `checkup`, from half past nine to ten: acting at a moment of it, and what is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from chalicelib import clock
from tests.unit import tables
from tests.unit.clinic import Answer, Clinic
from tests.unit.population import ITEMS

VISIT = "/appointments/checkup"
JOIN, START, LATE, END = (f"{VISIT}/call/{act}" for act in ("join", "start", "late", "end"))
DAY = "2026-11-23"


@contextmanager
def at(time: str) -> Iterator[None]:
    """At this time of the day of the visit: `09:20`, or to the millisecond."""
    with clock.standing_at(datetime.fromisoformat(f"{DAY}T{time}+00:00")):
        yield


def moment(time: str) -> str:
    return f"{DAY}T{time}:00.000Z"


def change(clinic: Clinic, **changes: object) -> None:
    """Let the EHR change something about the visit."""
    answer = clinic.ehr.put("/directory/appointments/checkup", {**ITEMS["appointments/checkup"], **changes})
    assert answer.status == 200, answer.body


def started(clinic: Clinic, time: str = "09:30") -> Answer:
    """Nora starts."""
    with at(time):
        answer = clinic.nora.post(START)
    assert answer.status == 200, answer.body
    return answer


def kept_call() -> dict[str, Any]:
    """The row of its call."""
    [row] = [row for row in tables.records() if row["SK"] == "CALL"]
    return row


def history() -> list[tuple[str, str | None]]:
    """What became of it, and through whom."""
    return [(row["act"], row.get("personId")) for row in tables.rows("CALL#HISTORY#")]


def open_calls() -> list[str]:
    return [row["SK"] for row in tables.records() if row["PK"] == "CALLS"]


def audited() -> list[tuple[str, str, str]]:
    """Who did what at visits, with which outcome."""
    entries = tables.entries("personId", "act", "outcome")
    return [entry for entry in entries if entry[1].startswith(("call.", "appointment"))]
