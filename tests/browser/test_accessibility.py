"""axe finds nothing, in light and in dark, wide and narrow."""

from pathlib import Path
from typing import Any, Literal

import pytest

from tests.browser.conftest import PHONE, WIDE, NewWindow
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic, topic_found

AXE = Path(__file__).parents[2] / "portal/node_modules/axe-core/axe.min.js"
PAGES = {
    "/": "dashboard-lists conversation-row",
    "/cases": "case-row",
    "/cases/looked-at": "case-beginning .primary",
    "/patients/ada": "patient-page conversation-row",
    "/patients/dee": "hindrance-note b",
    "/preferences": "time-zone-field input",
    "/nothing": "empty-state h1",
}
"""Each page, and what stands on it once it has been loaded."""
OF_COLOURS = ("color-contrast", "link-in-text-block")
FADED = """async () => {
  const fading = ({ effect }) => effect.getComputedTiming().endTime !== Infinity;
  for (let calm = 0; calm < 5; calm = document.getAnimations().some(fading) ? 0 : calm + 1)
    await new Promise(requestAnimationFrame);
}"""
"""Colours stand still: a page takes some frames to take on another scheme, and what fades takes longer."""
SIZES: dict[str, dict[str, Any]] = {"wide": {"viewport": WIDE}, "phone": PHONE}


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_axe_finds_nothing_on_any_page(clinic: Clinic, new_window: NewWindow, size: str) -> None:
    topic = f"Checked on {size}"
    topic_found(clinic.topic(topic=topic), clinic.nora)
    window = new_window(**SIZES[size])

    window.page.goto(window.origin)
    window.page.get_by_role("button", name="Sign in").wait_for()
    assert findings_in_light_and_dark(window) == []
    window.sign_in(clinic.nora)
    assert findings_in_light_and_dark(window) == []
    window.page.get_by_role("link", name=topic).click(button="right")
    window.page.get_by_role("menuitem", name="Claim").wait_for()
    assert findings_in_light_and_dark(window) == []
    window.page.keyboard.press("Escape")
    window.page.get_by_role("searchbox").fill(topic)
    window.page.locator("inbox-search mark").first.wait_for()
    assert findings_in_light_and_dark(window) == []
    window.page.get_by_role("button", name="Clear the search").click()
    window.page.get_by_role("button", name="New message").click()
    window.page.get_by_role("option", name="Ada Brook").click()
    assert findings_in_light_and_dark(window) == []
    window.page.get_by_role("button", name="Cancel").click()
    window.open(topic)
    window.say("An answer")
    assert findings_in_light_and_dark(window) == []


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_axe_finds_nothing_around_the_chat(clinic: Clinic, new_window: NewWindow, size: str) -> None:
    clinic.topic(topic="Something to count")
    case = {"title": "Looked at", "patientId": "ada", "requesterId": "nora", "providerId": "omar"}
    clinic.ehr.http.put("/directory/cases/looked-at", json=case).raise_for_status()
    window = new_window(**SIZES[size]).sign_in(clinic.nora)

    for path, shown in PAGES.items():
        window.page.goto(window.origin + path)
        window.page.locator(shown).first.wait_for()
        assert findings_in_light_and_dark(window) == [], path


def findings_in_light_and_dark(window: Window) -> list[Any]:
    """What axe has to say in light; and of colours, which alone are others there, in dark."""
    found = findings(window)
    take_on(window, "dark")
    found += findings(window, *OF_COLOURS)
    take_on(window, "light")
    return found


def take_on(window: Window, scheme: Literal["light", "dark"]) -> None:
    window.page.emulate_media(color_scheme=scheme)
    assert window.page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")


def findings(window: Window, *rules: str) -> list[Any]:
    """What axe has to say, as (rule, elements); of these rules, or of all.

    It measures the page bit by bit: what a page that changed meanwhile seemed to be is looked at again.
    """
    if not window.page.evaluate("'axe' in window"):
        window.page.evaluate(AXE.read_text())
    options = {"runOnly": list(rules)} if rules else {}
    return look(window, options) and look(window, options)


def look(window: Window, options: dict[str, Any]) -> list[Any]:
    window.page.evaluate(FADED)
    violations = window.page.evaluate("options => axe.run(options)", options)["violations"]
    return [(found["id"], [node["html"] for node in found["nodes"]]) for found in violations]
