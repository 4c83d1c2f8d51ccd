"""axe finds nothing, in light and in dark, wide and narrow."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PHONE, WIDE, NewWindow
from tests.browser.window import Window
from tests.stack_fixture.clinic import Clinic

AXE = Path(__file__).parents[2] / "portal/node_modules/axe-core/axe.min.js"
SIZES: dict[str, dict[str, Any]] = {"wide": {"viewport": WIDE}, "phone": PHONE}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_axe_finds_nothing_on_any_page(clinic: Clinic, new_window: NewWindow, scheme: str, size: str) -> None:
    topic = f"Checked in {scheme} on {size}"
    clinic.topic(topic=topic)
    window = new_window(color_scheme=scheme, reduced_motion="reduce", **SIZES[size])

    window.page.goto(window.origin)
    window.page.get_by_role("button", name="Sign in").wait_for()
    assert findings(window) == []
    window.sign_in(clinic.nora)
    assert findings(window) == []
    window.page.get_by_role("button", name="New message").click()
    window.page.get_by_role("option", name="Ada Brook").click()
    assert findings(window) == []
    window.page.get_by_role("button", name="Cancel").click()
    window.open(topic)
    window.say("An answer")
    assert findings(window) == []


def findings(window: Window) -> list[Any]:
    """What axe has to say, as (rule, elements)."""
    violations = window.page.evaluate(AXE.read_text() + "; axe.run()")["violations"]
    return [(found["id"], [node["html"] for node in found["nodes"]]) for found in violations]
