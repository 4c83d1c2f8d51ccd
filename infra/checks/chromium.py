"""The browsers of the browser tests: what is on PATH, or else Debian's, installed.

Chromium alone shows PDF files. Its headless shell is the same engine without the tabs, toolbars and profiles around
a page, and opens a window at a third of the cost: where it can be had, all other tests take it.
"""

import shutil
from collections.abc import Sequence

from infra.checks import debian
from infra.local.steps import Failure

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
BY_HAND = "Install chromium or google-chrome so that it is on PATH, then run this again."


def path() -> str | None:
    return first_of(NAMES)


def shell_path() -> str | None:
    """The headless shell, or the whole browser where there is none."""
    return first_of(SHELLS) or path()


def first_of(names: Sequence[str]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def provide() -> None:
    """Install what is missing; without the shell, tests only take longer."""
    if not path():
        debian.install("chromium", "There is no browser to test with.", BY_HAND)
    if not first_of(SHELLS) and debian.may_install():
        try:
            debian.install("chromium-headless-shell", "There is no headless shell.", BY_HAND)
        except Failure:
            print("no headless shell is to be had: browser tests take longer")
