"""What the deployment tells the functions of the way in: who may come how, and from where."""

import os
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

Network = IPv4Network | IPv6Network
FACTOR_RULES = ("OPTIONAL", "STAFF", "ON")


@dataclass(frozen=True, slots=True)
class DoorSettings:
    """`proof`: what CloudFront says to be known by, empty if nothing stands before the API.

    `serves_direct`: whether requests that come past CloudFront are served. `admin_networks`: where administrators may
    come from; empty: from everywhere. `second_factor`: of whom an authenticator app is asked.
    `second_factor_client_id`: the pool's client by which one is set up.
    """

    proof: str
    serves_direct: bool
    admin_networks: tuple[Network, ...]
    second_factor: str
    second_factor_client_id: str


def door_settings() -> DoorSettings:
    value = os.environ.get
    return DoorSettings(
        proof=value("EDGE_PROOF", ""),
        serves_direct=value("DIRECT_REQUESTS", "SERVED") == "SERVED",
        admin_networks=networks(value("ADMIN_ADDRESSES", "")),
        second_factor=rule(value("SECOND_FACTOR", "OPTIONAL")),
        second_factor_client_id=value("SECOND_FACTOR_CLIENT_ID", ""),
    )


def rule(text: str) -> str:
    """Nobody (`OPTIONAL`), staff or everybody (`ON`). What is none of these must not let all in: ValueError."""
    if text not in FACTOR_RULES:
        raise ValueError(f"SECOND_FACTOR must be one of {', '.join(FACTOR_RULES)}.")
    return text


def networks(text: str) -> tuple[Network, ...]:
    """The networks between the commas. An unreadable one must not open the door to all: ValueError."""
    try:
        return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())
    except ValueError as error:
        raise ValueError(f"ADMIN_ADDRESSES must be networks such as 203.0.113.0/24, or empty: {error}.") from error
