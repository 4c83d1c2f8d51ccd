"""Forms of settings beyond what the template says of its parameters. Each gives what is wrong, or nothing."""

import difflib
import re
import zoneinfo
from collections.abc import Callable, Iterable
from functools import cache
from ipaddress import ip_network

import boto3

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"


def domain(value: str) -> str | None:
    if re.fullmatch(rf"{_LABEL}(\.{_LABEL})+", value):
        return None
    return "Give a name such as messages.clinic.example: lower case, without https:// and without a path."


def certificate(value: str) -> str | None:
    if re.fullmatch(r"arn:aws:acm:us-east-1:[0-9]{12}:certificate/[0-9a-f-]+", value):
        return None
    if re.match(r"arn:aws:acm:(?!us-east-1:)", value):
        return (
            "CloudFront takes certificates of us-east-1 alone. Request one there, whatever the tenant's own region is."
        )
    return "Give the ARN of an ACM certificate: arn:aws:acm:us-east-1:<account>:certificate/<id>."


@cache
def regions() -> list[str]:
    return list(boto3.Session().get_available_regions("dynamodb"))


def region(value: str) -> str | None:
    known = regions()
    return None if value in known else f"AWS has no such region.{nearest(value, known)}"


def time_zone(value: str) -> str | None:
    known = zoneinfo.available_timezones()
    return None if value in known else f"No time zone has this name.{nearest(value, known)}"


def address(value: str) -> str | None:
    return None if re.fullmatch(r"[^\s@<>,]+@[^\s@<>,]+\.[^\s@<>,]+", value) else "Give one mail address, no name."


def origins(value: str) -> str | None:
    wrong = [each for each in value.split(",") if not re.fullmatch(r"https://[a-z0-9.-]+(:\d+)?", each)]
    return f"{wrong[0]} is no origin: give https:// and a name, nothing behind it." if wrong else None


def networks(value: str) -> str | None:
    for each in value.split(","):
        try:
            ip_network(each.strip())
        except ValueError as wrong:
            return (
                f"{wrong}. Give networks such as 203.0.113.0/24 or 2001:db8:7::/48, a single address without a slash."
            )
    return None


def nearest(value: str, known: Iterable[str]) -> str:
    """` Did you mean …?`, or nothing where nothing is near."""
    near = difflib.get_close_matches(value, sorted(known), n=1, cutoff=0.6)
    return f" Did you mean {near[0]}?" if near else ""


FORMS: dict[str, Callable[[str], str | None]] = {
    "portal_domain": domain,
    "certificate_arn": certificate,
    "region": region,
    "clinic_time_zone": time_zone,
    "alarm_email": address,
    "sender_address": address,
    "embedding_origins": origins,
    "admin_addresses": networks,
}
