"""Chromium before the running stack; each test gets windows of its own."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from infra.checks.chromium import path, shell_path
from infra.local.stack import Stack
from tests.browser.visit import Book
from tests.browser.window import ANSWER_MS, Window
from tests.stack_fixture.clinic import Clinic, start_functions

ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    # A camera that shows a moving picture, a microphone that beeps; asked for, the person always says yes.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
]
WIDE = {"width": 1280, "height": 800}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

NewWindow = Callable[..., Window]


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    expect.set_options(timeout=ANSWER_MS)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    """Chromium's engine alone, where it can be had: opening a window costs a third."""
    yield from launched(driver, shell_path())


@pytest.fixture(scope="session")
def whole_chromium(driver: Playwright) -> Iterator[Browser]:
    """The browser with all that is around a page: it alone shows PDF files."""
    yield from launched(driver, path())


def launched(driver: Playwright, executable: str | None) -> Iterator[Browser]:
    browser = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session", autouse=True)
def warm(clinic: Clinic) -> None:
    """Nobody comes before there are functions to answer."""
    start_functions(clinic)


@pytest.fixture
def new_window(chromium: Browser, stack: Stack) -> Iterator[NewWindow]:
    """Makes windows; none of them may have seen a fault when the test is over."""
    windows: list[Window] = []

    def make(of: Browser = chromium, **options: Any) -> Window:
        context = of.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
        windows.append(Window(context.new_page(), stack.portal_url, files_origin=stack.settings.emulator_url))
        return windows[-1]

    yield make
    for window in windows:
        close(window.page.context)
    assert [fault for window in windows for fault in window.faults] == []


def close(context: BrowserContext) -> None:
    """An answer that a test stands before, and that is still to come, comes to nobody any more."""
    for routed in (context, *context.pages):
        routed.unroute_all(behavior="ignoreErrors")
    context.close()


@pytest.fixture
def new_phone(new_window: NewWindow) -> NewWindow:
    """A window of a phone, in another time zone."""
    return lambda **options: new_window(**PHONE, timezone_id="America/Chicago", **options)


@pytest.fixture
def book(clinic: Clinic) -> Iterator[Book]:
    """Books visits of Ada's, which call nobody in the tests that follow."""
    book = Book(clinic.ehr)
    yield book
    book.close()
