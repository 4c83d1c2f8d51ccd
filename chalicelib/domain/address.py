"""Addresses that people call from."""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address


def without_port(text: str) -> str:
    """`203.0.113.7:4711` and `2001:db8::7:4711` without their ports, as CloudFront writes them; empty if unreadable."""
    found = parsed(text.strip().rpartition(":")[0].strip("[]"))
    return str(found) if found else ""


def is_within(text: str, networks: Collection[IPv4Network | IPv6Network]) -> bool:
    """Whether an address is in one of these networks; what is no address is in none."""
    found = parsed(text)
    return found is not None and any(found in network for network in networks)


def parsed(text: str) -> IPv4Address | IPv6Address | None:
    """The address; an IPv4 one that is written as IPv6 is the IPv4 one. None if it is no address."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
