"""Signing out, through the real gateway: sockets close, and refresh tokens end."""

import sys
import time
from collections.abc import Iterator

import httpx
import pytest

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.hosted_page import Session, sign_in
from tests.stack_fixture.listener import Listener, listening

SOON, GENEROUS = 5, 60
"""Seconds within which the sockets of an ended session should be closed; and within which they must be on a machine
that does much else."""


@pytest.fixture
def two(stack: Stack, clinic: Clinic) -> Iterator[list[Session]]:
    """Two sessions of Dana's, in two browsers."""
    with (
        httpx.Client(base_url=stack.portal_url, timeout=30) as one,
        httpx.Client(base_url=stack.portal_url, timeout=30) as other,
    ):
        sessions = [sign_in(stack, clinic.dana, browser) for browser in (one, other)]
        yield sessions
        for session in sessions:
            session.person.http.close()


def sign_out(session: Session, *, everywhere: bool) -> float:
    """Gives the moment of the asking."""
    asked_at = time.monotonic()
    answer = session.person.http.post("/me/sign-out", json={"everywhere": everywhere})
    assert answer.status_code == 200, answer.text
    return asked_at


def is_closed(listener: Listener, asked_at: float) -> None:
    listener.hears("session.ended")
    listener.thread.join(timeout=GENEROUS)
    assert not listener.thread.is_alive(), "the socket is still open"
    sys.stdout.write(f"closed {time.monotonic() - asked_at:.2f} s after the sign-out (wanted: {SOON} s)\n")


def test_signing_out_closes_its_own_sockets_and_everywhere_all_and_no_token_is_renewed(two: list[Session]) -> None:
    first, second = two
    with listening(first.person) as on_first, listening(second.person) as on_second:
        is_closed(on_first, sign_out(first, everywhere=False))
        assert first.person.http.post("/me/realtime-tickets").status_code == 401
        on_second.say({"action": "ping"})
        assert second.renew().is_success

        is_closed(on_second, sign_out(second, everywhere=True))
    assert [session.renew().status_code for session in two] == [400, 400]
    assert second.person.http.post("/me/realtime-tickets").status_code == 401
    assert second.person.http.get("/me/sessions").json()["items"] == []
