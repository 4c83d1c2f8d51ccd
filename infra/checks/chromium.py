"""The browser of the browser tests: what is on PATH, or else Debian's, installed."""

import os
import shutil

from infra.local import processes
from infra.local.steps import Failure, exit_with, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
BY_HAND = "Install chromium or google-chrome so that it is on PATH, then run this again."


def path() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def install() -> None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise Failure(f"There is no browser to test with. {BY_HAND}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with step("install Debian's chromium"):
        processes.run(["apt-get", "update"], BY_HAND, environment)
        processes.run(INSTALL, BY_HAND, environment)


if __name__ == "__main__":
    try:
        if not path():
            install()
    except Failure as failure:
        exit_with(failure)
    print(path())
