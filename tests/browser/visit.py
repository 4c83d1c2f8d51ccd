"""A video visit as it is seen in two windows."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.window import ANSWER_MS, Window
from tests.stack_fixture.person import Person

DEVICES = {"permissions": ["camera", "microphone"]}
WATCH_TRACKS = """
window.tracks = [];
const open = MediaDevices.prototype.getUserMedia;
MediaDevices.prototype.getUserMedia = async function (wanted) {
  const stream = await open.call(this, wanted);
  window.tracks.push(...stream.getTracks());
  return stream;
};
"""
FIRST_FRAME = """() => {
  const [mark] = performance.getEntriesByName("call-first-frame");
  return mark && performance.timeOrigin + mark.startTime;
}"""


@dataclass
class Seat:
    """One side of the visit, before its own window."""

    window: Window
    path: str

    def enter(self, person: Person) -> None:
        self.window.page.add_init_script(WATCH_TRACKS)
        self.window.enter(person, self.path)

    def press(self, name: str) -> None:
        self.window.page.get_by_role("button", name=name, exact=True).click()

    @property
    def stage(self) -> Locator:
        return self.window.page.locator("call-stage")

    def stats(self) -> dict[str, Any]:
        told: dict[str, Any] = self.stage.evaluate("stage => stage.adapter.stats()")
        return told

    def sees_and_hears(self) -> dict[str, Any]:
        """Wait until pictures and sound of the other side have both grown; the numbers then."""
        self._grows("framesDecoded")
        return self._grows("audioEnergy")

    def hears(self) -> dict[str, Any]:
        return self._grows("audioEnergy")

    def _grows(self, name: str) -> dict[str, Any]:
        expect(self.stage).to_be_visible(timeout=ANSWER_MS)
        before, deadline = self.stats(), time.monotonic() + ANSWER_MS / 1000
        while (now := self.stats())[name] <= before[name]:
            before = now  # smaller where a new connection counts anew
            assert time.monotonic() < deadline, f"{name} stands still: {now}"
            self.window.page.wait_for_timeout(200)
        return now

    def first_frame_at(self) -> float:
        """Seconds since 1970."""
        return float(self.window.page.wait_for_function(FIRST_FRAME).json_value()) / 1000

    def devices_are_free(self) -> bool:
        """Every track that this page has ever opened has ended: the lights are out."""
        return bool(
            self.window.page.evaluate("tracks.length > 0 && tracks.every(track => track.readyState === 'ended')")
        )


@dataclass
class Book:
    """Appointments of Ada's, made and changed as the clinic's EHR does it."""

    ehr: Person
    addresses: set[str] = field(default_factory=set)

    def __call__(
        self, title: str = "Follow-up", *, provider: str = "nora", in_minutes: int = 2, status: str = "booked"
    ) -> str:
        """The path of the visit of that title, for half an hour."""
        start = datetime.now(UTC) + timedelta(minutes=in_minutes)
        times = {"startsAt": start.isoformat(), "endsAt": (start + timedelta(minutes=30)).isoformat()}
        content = {"patientId": "ada", "providerId": provider, "title": title, "status": status, **times}
        address = title.lower().replace(" ", "-")
        self.addresses.add(address)
        assert self.ehr.http.put(f"/directory/appointments/{address}", json=content).is_success
        return f"/visits/{address}"

    def close(self) -> None:
        """Take all of them off again: none calls anybody any more."""
        for address in self.addresses:
            assert self.ehr.http.delete(f"/directory/appointments/{address}").is_success
