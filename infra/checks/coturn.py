"""The TURN server of the tests of calls: what is on PATH, or else Debian's, installed."""

import shutil

from infra.checks import debian

BY_HAND = "Install coturn so that turnserver is on PATH, then run this again."


def path() -> str | None:
    return shutil.which("turnserver")


def provide() -> None:
    """Install it if it is missing."""
    if not path():
        debian.install("coturn", "There is no TURN server to test with.", BY_HAND)
