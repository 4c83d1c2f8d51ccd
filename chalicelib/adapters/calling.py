"""Who carries the sound and picture of calls."""

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from chalicelib.domain.call import Call
from chalicelib.domain.call_shapes import ChimeSessionShape, P2pSessionShape
from chalicelib.domain.errors import Busy
from chalicelib.domain.item import Item
from chalicelib.domain.person import Person
from chalicelib.observability import logger
from chalicelib.settings import settings

UNAVAILABLE = "Video visits cannot be opened at the moment. Try again in a minute, or use the phone."


@dataclass(frozen=True, slots=True)
class Session:
    """One person's way into one call. `meeting_id`: to be kept with the call, where its provider gave it a name."""

    content: P2pSessionShape | ChimeSessionShape
    expires_at: str
    meeting_id: str | None = None


class CallProvider(Protocol):
    """What a provider of calls can do: a module with these two functions."""

    def session(self, call: Call, appointment: Item, person: Person, until: str) -> Session:
        """A new session of a live call for one of its two people; good until then, or less long.

        Raises `Busy` if it cannot be had now.
        """

    def close(self, call: Call) -> None:
        """Let nobody be in that call any more; harmless if it is closed, or was never opened.

        Raises `Busy` if that cannot be done now.
        """


def provider() -> CallProvider:
    """The one that the clinic chose: `calling_p2p` or `calling_chime`. The other is never loaded.

    Raises `Busy` if what else the clinic chose for it does not fit.
    """
    for fault in settings().faults_of_calls():
        logger.error("calls are set up wrongly", fault=fault)
        raise Busy(UNAVAILABLE)
    return cast(CallProvider, import_module(f"chalicelib.adapters.calling_{settings().call_provider}"))
