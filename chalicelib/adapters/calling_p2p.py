"""Calls from browser to browser: the sockets carry what they need to find each other, and who cannot goes by TURN."""

import base64
import hmac
from datetime import datetime

from chalicelib import clock
from chalicelib.adapters import turn_secret
from chalicelib.adapters.calling import Session
from chalicelib.domain.call import Call, side_of
from chalicelib.domain.call_shapes import IceServerShape, P2pSessionShape
from chalicelib.domain.item import Item
from chalicelib.domain.person import Person
from chalicelib.settings import settings


def session(call: Call, appointment: Item, person: Person, until: str) -> Session:
    """How this person's browser finds the other's. Raises `Busy` if the secret of the TURN servers cannot be read."""
    side = side_of(person, appointment)
    assert side, "only the two of a call are given sessions"
    content: P2pSessionShape = {
        "provider": "p2p",
        "side": side.value,
        "iceServers": ice_servers(call, person, until),
        "iceTransportPolicy": "relay" if settings().call_relay_only else "all",
    }
    return Session(content, until)


def close(call: Call) -> None:
    """Nothing is open but what the browsers close themselves; credentials end with the sessions they came in."""


def ice_servers(call: Call, person: Person, until: str) -> list[IceServerShape]:
    """The clinic's STUN servers, unless media must not go directly, and its TURN servers with new credentials."""
    servers: list[IceServerShape] = []
    if settings().stun_urls and not settings().call_relay_only:
        servers.append({"urls": list(settings().stun_urls)})
    if settings().turn_urls:
        username, credential = credentials(call, person, until, turn_secret.current())
        servers.append({"urls": list(settings().turn_urls), "username": username, "credential": credential})
    return servers


def credentials(call: Call, person: Person, until: str, secret: str) -> tuple[str, str]:
    """Name and password that hold until then (draft-uberti-behave-turn-rest-00, section 2.2).

    The name is all that a TURN server learns of somebody: it stands for this person in this call, and in no other.
    """
    name = clock.id_of("turn", call.call_id or call.appointment_id, person.id)
    username = f"{int(datetime.fromisoformat(until).timestamp())}:{name}"
    digest = hmac.digest(secret.encode(), username.encode(), "sha1")
    return username, base64.b64encode(digest).decode()
