"""Badges are in step with the server, in every window of a person."""

from playwright.sync_api import expect

from infra.local.stack import Stack
from tests.browser.conftest import NewWindow
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.person import new_message
from tests.stack_fixture.stage import set_stage


def test_the_badge_is_the_same_in_every_window_after_a_break_marking_unread_muting_and_leaving(
    stack: Stack, clinic: Clinic, new_window: NewWindow
) -> None:
    with set_stage(stack, clinic.ehr) as stage:
        gil, fay, path = stage.people["gil"], stage.people["fay"], f"/conversations/{stage.conversation_id}"
        windows = [new_window().sign_in(gil) for _ in range(2)]
        cut = windows[1]

        def count(badge: str) -> None:
            for window in windows:
                expect(window.page.locator("nav a[href='/chat'] unread-badge")).to_have_text(badge)

        count("1unread")
        cut.cut_network()
        fay.http.post(f"{path}/messages", json=new_message("Still awake")).raise_for_status()
        cut.mend_network()
        count("2unread")
        gil.http.put(f"{path}/read-marker", json={"seq": 2}).raise_for_status()
        count("")
        gil.http.put(f"{path}/read-marker", json={"seq": 1, "force": True}).raise_for_status()
        count("1unread")
        gil.http.put(f"{path}/preferences", json={"muted": True}).raise_for_status()
        fay.http.post(f"{path}/messages", json=new_message("And now")).raise_for_status()
        count("2unread")
        team = {"name": "Sleep team", "members": ["hal"]}
        clinic.ehr.http.put("/directory/care-teams/sleep", json=team).raise_for_status()
        count("")
