"""State is written only by a graceful stop, so a killed emulator forgets everything since it was started.

It is now written every CHECKPOINT_SECONDS (10) as well, if PERSIST_STATE=1.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable, MutableMapping
from typing import Any

import ministack.app
from ministack.core import persistence
from ministack.services import lambda_svc

GetState = Callable[[], object]
Scope = MutableMapping[str, Any]

SECONDS = float(os.environ.get("CHECKPOINT_SECONDS", "10"))
ATTEMPTS, PAUSE = 20, 0.05  # seconds


def apply() -> None:
    forget_stream_positions()
    if persistence.PERSIST_STATE:
        threading.Thread(target=save_forever, args=(note_requests(),), daemon=True, name="checkpoints").start()


def save_forever(was_asked: threading.Event) -> None:
    while True:
        time.sleep(SECONDS)
        was_asked.wait()
        was_asked.clear()
        states = ministack.app._build_persistence_save_dict()
        persistence.save_all({service: patiently(get_state) for service, get_state in states.items()})


def patiently(get_state: GetState) -> GetState:
    """Copying a state fails if a request changes it meanwhile: then it is copied again."""

    def get() -> object:
        for _attempt in range(ATTEMPTS):
            with contextlib.suppress(RuntimeError):
                return get_state()
            time.sleep(PAUSE)
        return get_state()

    return get


def note_requests() -> threading.Event:
    """Set by every request, at its beginning (sockets stay long) and at its end (what it changed is there only then).

    Nothing is written while nobody asks for anything. What the server asks before it takes requests does not count:
    a start of many seconds would write empty states over those that it has not read yet.
    """
    plain, was_asked = ministack.app.app, threading.Event()

    async def noted(scope: Scope, *asgi: Any) -> None:
        if scope["type"] == "lifespan":
            await plain(scope, *asgi)
            return
        was_asked.set()
        try:
            await plain(scope, *asgi)
        finally:
            was_asked.set()

    ministack.app.app = noted
    return was_asked


def forget_stream_positions() -> None:
    """Positions are kept over a restart but the stream is not: the first records after it would be skipped."""
    plain_load = lambda_svc.load_persisted_state

    def load(state: dict[str, object]) -> None:
        plain_load(state)
        lambda_svc._dynamodb_stream_positions.clear()

    lambda_svc.load_persisted_state = load
