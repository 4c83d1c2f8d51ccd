"""Calls that are held in a meeting of somebody else's: one meeting a call, and none that nobody knows of."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from chalicelib.adapters import calling, calling_p2p
from chalicelib.adapters.calling import Session
from chalicelib.domain.call import Call
from chalicelib.domain.errors import Busy
from chalicelib.domain.item import Item
from chalicelib.domain.person import Person
from tests.unit.clinic import Clinic
from tests.unit.visits import END, JOIN, START, at, history, kept_call, started


@dataclass
class Meetings:
    """Gives every call its meeting; `before`: what happens while it does. `closed`: the meetings that were closed."""

    before: list[Callable[[], object]] = field(default_factory=list)
    given: list[str | None] = field(default_factory=list)
    closed: list[str | None] = field(default_factory=list)

    def session(self, call: Call, appointment: Item, person: Person, until: str) -> Session:
        if self.before:
            self.before.pop()()
        meeting_id = call.meeting_id or f"meeting-{len(self.given)}"
        self.given.append(meeting_id)
        return replace(calling_p2p.session(call, appointment, person, until), meeting_id=meeting_id)

    def close(self, call: Call) -> None:
        self.closed.append(call.meeting_id)


@pytest.fixture
def meetings(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> Meetings:
    it = Meetings()
    monkeypatch.setattr(calling, "provider", lambda: it)
    return it


def unavailable() -> None:
    raise Busy


def dead() -> None:
    raise KeyboardInterrupt


def test_the_two_meet_in_the_same_meeting_which_stays_known_for_its_closing(clinic: Clinic, meetings: Meetings) -> None:
    started(clinic)
    with at("09:31"):
        clinic.ada.post(JOIN)
        assert kept_call()["meetingId"] == "meeting-0"
        clinic.nora.post(END)

    assert (meetings.given, meetings.closed) == (["meeting-0", "meeting-0"], [])
    assert kept_call()["meetingId"] == "meeting-0", "the sure path closes it"


@pytest.mark.parametrize("fails", [unavailable, dead])
def test_a_start_that_stopped_half_way_is_repeated(
    clinic: Clinic, meetings: Meetings, fails: Callable[[], None]
) -> None:
    meetings.before.append(fails)
    try:
        with at("09:30"):
            assert clinic.nora.post(START).status == 503
    except KeyboardInterrupt:
        assert fails is dead
    kept = kept_call()["callId"]

    assert started(clinic, "09:31")["callId"] == kept
    assert (history(), kept_call()["meetingId"]) == ([("start", "nora")], "meeting-0")


def test_a_meeting_that_is_made_as_the_visit_ends_is_closed_and_not_given(clinic: Clinic, meetings: Meetings) -> None:
    meetings.before.append(lambda: clinic.nora.post(END))

    with at("09:30"):
        assert clinic.nora.post(START).status == 503
        assert clinic.nora.post(START)["code"] == "CALL_ENDED"

    assert (meetings.closed, kept_call().get("meetingId")) == (["meeting-0"], None)


def test_of_two_meetings_made_at_once_one_is_kept_and_the_other_closed(clinic: Clinic, meetings: Meetings) -> None:
    meetings.before.append(lambda: started(clinic))

    with at("09:30"):
        assert clinic.nora.post(START).status == 503
        assert clinic.nora.post(START).status == 200

    assert (kept_call()["meetingId"], meetings.closed) == ("meeting-0", ["meeting-1"])
