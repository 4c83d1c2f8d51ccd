"""What a month comes to at AWS's prices, service by service."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from infra.costs import counts, prices
from infra.costs.month import HOURS, Month
from infra.costs.prices import Price
from infra.parts import merge_template

PAGES_OF_PORTAL, PORTAL_KILOBYTES, ANSWER_KILOBYTES = 12, 90, 6
"""Files that a browser asks for at a sign-in, what of them comes over the line (docs/speed.md), size of an answer."""
QUEUES, POLLERS, POLLS_AN_HOUR = 3, 5, 180
"""Queues that Lambda reads, by so many readers, each waiting 20 seconds a time (AWS's documentation)."""
OWN_METRICS = 12
"""Those of our own that move. AWS's own are free: the gateways' detailed ones, by route, are off."""
PORTAL_GIGABYTES = 0.1
FIREWALLS, FIREWALL_RULES = 2, 4
"""Web ACLs, at CloudFront and at the user pool, each with so many rules; AWS's managed groups used are free."""


@dataclass(frozen=True)
class Line:
    price: Price
    quantity: float

    @property
    def dollars(self) -> float:
        return self.price.of_quantity(self.quantity)


def lines(month: Month) -> list[Line]:
    """All that is paid for, service by service."""
    parts = (functions, gateways, tables, files, edge, people, keys, watching, others, chosen)
    return [line for part in parts for line in part(month) if line.quantity]


def total(made: Iterable[Line]) -> float:
    return sum(line.dollars for line in made)


def functions(month: Month) -> Iterator[Line]:
    yield Line(prices.CALLS, month.function_calls)
    yield Line(prices.SECONDS, month.total("gigabyte_seconds"))


def gateways(month: Month) -> Iterator[Line]:
    yield Line(prices.REQUESTS, month.requests)
    yield Line(prices.FRAMES, month.frames)
    yield Line(prices.SOCKET_MINUTES, month.socket_minutes)


def tables(month: Month) -> Iterator[Line]:
    """Tables with all indexes are stored; what is recoverable are the tables alone."""
    entries = month.total("entries")
    yield Line(prices.WRITES, month.total("writes"))
    yield Line(prices.READS, month.total("reads") + entries * counts.SEALED_ENTRY_READS)
    begun = month.active_patients * month.habits.new_conversations
    records = month.texts * counts.TEXT_BYTES + begun * counts.CONVERSATION_BYTES
    kept = month.habits.months_kept / 1e9
    yield Line(prices.TABLES, kept * (records + 4 * entries * counts.ENTRY_BYTES))
    yield Line(prices.RECOVERY, kept * (records + entries * counts.ENTRY_BYTES))


def files(month: Month) -> Iterator[Line]:
    megabytes = month.files * month.habits.file_megabytes
    sealed = month.total("entries") * counts.ENTRY_BYTES / 1e9
    yield Line(prices.FILES, month.habits.months_kept * (megabytes / 1000 + sealed) + PORTAL_GIGABYTES)
    yield Line(prices.PUTS, 2 * month.files + 3 * HOURS)
    yield Line(prices.GETS, month.files * (2 + month.habits.fetched) + 26 * 2 * HOURS)
    yield Line(prices.DATA_OUT, megabytes * month.habits.fetched / 1000)


def edge(month: Month) -> Iterator[Line]:
    pages = month.looks * PAGES_OF_PORTAL
    yield Line(prices.EDGE_REQUESTS, pages + month.requests + month.looks)
    yield Line(prices.EDGE_FUNCTIONS, pages)
    kilobytes = month.looks * PORTAL_KILOBYTES + (month.requests + month.frames / 8) * ANSWER_KILOBYTES
    yield Line(prices.EDGE_DATA, kilobytes / 1e6)


def people(month: Month) -> Iterator[Line]:
    signed_in = month.active_patients + month.clinic.staff
    protected = month.choices.sign_in_protection
    yield Line(prices.PROTECTED_USERS, signed_in) if protected else Line(prices.USERS, max(0, signed_in - 10_000))
    yield Line(prices.MACHINES, 1)
    yield Line(prices.MACHINE_TOKENS, month.open_hours * 12)


def keys(month: Month) -> Iterator[Line]:
    yield Line(prices.KEYS, 2 + 2)
    yield Line(prices.KEY_USES, 2 * len(counts.MEMORY) * HOURS * 12)
    yield Line(prices.SIGNATURES, HOURS)


@cache
def in_the_template(kind: str) -> int:
    """How many of a kind of resource there are."""
    return sum(resource.get("Type") == kind for resource in merge_template()["Resources"].values())


def watching(month: Month) -> Iterator[Line]:
    gigabytes = month.function_calls * counts.LOG_BYTES / 1e9
    yield Line(prices.LOGS, gigabytes)
    yield Line(prices.LOGS_KEPT, gigabytes * month.habits.months_kept)
    yield Line(prices.METRICS, OWN_METRICS)
    yield Line(prices.ALARMS, in_the_template("AWS::CloudWatch::Alarm"))
    yield Line(prices.DASHBOARDS, in_the_template("AWS::CloudWatch::Dashboard"))
    yield Line(prices.TRACES, month.traced)


def others(month: Month) -> Iterator[Line]:
    yield Line(prices.MAILS, month.mails)
    yield Line(prices.TOPIC_CALLS, 2 * month.mails)
    yield Line(prices.QUEUE_CALLS, QUEUES * POLLERS * POLLS_AN_HOUR * HOURS)
    yield Line(prices.STORE_EVENTS, 2 * month.files)


def chosen(month: Month) -> Iterator[Line]:
    """What a clinic can turn on or off."""
    it, megabytes = month.choices, month.files * month.habits.file_megabytes
    if it.chime:
        yield Line(prices.ATTENDEE_MINUTES, month.clinic.visits * 2 * month.habits.visit_minutes)
    if it.malware_scans:
        yield Line(prices.SCANNED_FILES, 2 * month.files)
        yield Line(prices.SCANNED_DATA, megabytes / 1000)
    if it.firewalls and is_parameter("WafMode"):
        renewals = month.socket_minutes / 5
        yield Line(prices.FIREWALLS, FIREWALLS)
        yield Line(prices.FIREWALL_RULES, FIREWALLS * FIREWALL_RULES)
        at_the_edge = month.requests + month.looks * (PAGES_OF_PORTAL + 1)
        yield Line(prices.FIREWALL_REQUESTS, at_the_edge + 2 * month.looks + renewals)
    secrets = it.web_push + is_parameter("EdgeProofVersion")
    yield Line(prices.SECRETS, secrets)
    yield Line(prices.SECRET_READS, secrets * month.open_hours * 12)


@cache
def is_parameter(name: str) -> bool:
    """Whether the template has such a parameter."""
    return name in merge_template()["Parameters"]
