"""A live visit of Ada's with Nora, and settings of calls that hold for one test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.adapters import turn_secret
from chalicelib.adapters.turn_secret import Kept
from chalicelib.domain.call import Call, CallState
from chalicelib.domain.card import CardType
from chalicelib.domain.item import Item
from chalicelib.domain.person import Person, Role
from chalicelib.settings import settings

UNTIL = "2026-11-24T10:00:00.000Z"
CALL = Call("v", CallState.LIVE, call_id="01K9CALL", started_at="2026-11-24T09:45:00.000Z", version=2)
VISIT = Item(
    CardType.APPT, "v", "ada", "Visit", "booked", "2026-11-24T09:40:00.000Z", "2026-11-24T10:10:00.000Z", "nora"
)
ADA = Person("ada", Role.PATIENT, "Ada Brook")
NORA = Person("nora", Role.PROVIDER, "Nora Quill")


@contextmanager
def chosen(**variables: str) -> Iterator[None]:
    """Let the clinic choose these; nothing that was read before is remembered, here and afterwards."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    forget()
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
        forget()


def forget() -> None:
    settings.cache_clear()
    turn_secret.vault.cache_clear()
    turn_secret.KEPT = Kept()
