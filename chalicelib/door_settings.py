"""What the deployment tells the functions of the way in: who may come how, and from where."""

import os
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class DoorSettings:
    """`proof`: what CloudFront says to be known by, empty if nothing stands before the API.

    `serves_direct`: whether requests that come past CloudFront are served. `admin_networks`: where administrators may
    come from; empty: from everywhere.
    """

    proof: str
    serves_direct: bool
    admin_networks: tuple[Network, ...]


def door_settings() -> DoorSettings:
    value = os.environ.get
    return DoorSettings(
        proof=value("EDGE_PROOF", ""),
        serves_direct=value("DIRECT_REQUESTS", "SERVED") == "SERVED",
        admin_networks=networks(value("ADMIN_ADDRESSES", "")),
    )


def networks(text: str) -> tuple[Network, ...]:
    """The networks between the commas. An unreadable one must not open the door to all: ValueError."""
    try:
        return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())
    except ValueError as error:
        raise ValueError(f"ADMIN_ADDRESSES must be networks such as 203.0.113.0/24, or empty: {error}.") from error
