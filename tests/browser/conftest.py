"""Chromium before the running stack; each test gets windows of its own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from infra.checks.chromium import path
from infra.local.stack import Stack
from tests.browser.window import ANSWER_MS, Window

ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]
WIDE = {"width": 1280, "height": 800}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

NewWindow = Callable[..., Window]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=ANSWER_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_window(chromium: Browser, stack: Stack) -> Iterator[NewWindow]:
    """Makes windows; none of them may have seen a fault when the test is over."""
    windows: list[Window] = []

    def make(**options: Any) -> Window:
        context = chromium.new_context(**{"viewport": WIDE, **options})
        windows.append(Window(context.new_page(), stack.portal_url))
        return windows[-1]

    yield make
    for window in windows:
        window.page.context.close()
    assert [fault for window in windows for fault in window.faults] == []


@pytest.fixture
def new_phone(new_window: NewWindow) -> NewWindow:
    """A window of a phone, in another time zone."""
    return lambda **options: new_window(**PHONE, timezone_id="America/Chicago", **options)
