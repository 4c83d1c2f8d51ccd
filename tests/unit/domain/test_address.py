"""Addresses: read without their ports, and looked for in networks."""

from ipaddress import ip_network

import pytest

from chalicelib.domain.address import is_within, without_port

CLINIC = [ip_network("203.0.113.0/24"), ip_network("2001:db8:7::/48")]


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("203.0.113.7:46532", "203.0.113.7"),
        ("2001:db8::8a2e:370:7334:46532", "2001:db8::8a2e:370:7334"),
        ("2001:0DB8:0:0:0:0:0:7:443", "2001:db8::7"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("::ffff:203.0.113.7:443", "203.0.113.7"),
        ("203.0.113.7", ""),
        ("", ""),
        ("anything:1", ""),
        ("203.0.113.7, 198.51.100.1:1", ""),
    ],
)
def test_an_address_is_read_without_its_port(told: str, address: str) -> None:
    assert without_port(told) == address


@pytest.mark.parametrize(
    ("address", "is_inside"),
    [
        ("203.0.113.255", True),
        ("203.0.114.1", False),
        ("2001:db8:7:1::1", True),
        ("2001:db8:8::1", False),
        ("::ffff:203.0.113.9", True),
        ("", False),
        ("203.0.113.7:80", False),
    ],
)
def test_an_address_is_in_the_clinics_networks_or_not(address: str, is_inside: bool) -> None:
    assert is_within(address, CLINIC) is is_inside
