"""Appointments, invoices and prescriptions of the demo clinic's patients, and the messages that show one of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random

from chalicelib import clock
from chalicelib.domain.card import CardType
from chalicelib.domain.item import Item
from chalicelib.domain.money import Money
from chalicelib.domain.person import Person

from infra.demo.data import content
from infra.demo.people import People
from infra.demo.thread import Thread

VISIT_DAYS = (0, 0, 1, 2, 3, 6, -4, -11)
"""How many days from today, in turn. A patient of the first sign-ins has one that is about to begin."""
SOON = timedelta(minutes=10)
RECENT = timedelta(days=10)
"""Cards show items as they are today: older messages have none."""
REFILL, BILL = "Refill of ", "Bill "
"""How topics begin that are about a prescription, and about an invoice."""


def items(people: People, now: datetime) -> tuple[Item, ...]:
    """What the records hold today of those who write."""
    chance = Random("items")
    patients = sorted(people.writing(), key=lambda patient: patient.id not in people.shown_first)
    return tuple(item for number, each in enumerate(patients) for item in of_patient(chance, people, each, number, now))


def of_patient(chance: Random, people: People, patient: Person, number: int, now: datetime) -> Iterator[Item]:
    """Two appointments, one of them past, an invoice and a prescription."""
    yield visit(chance, people, patient, f"V-{3000 + 2 * number}", upcoming(people, number, now), now)
    past = opening(people, now - timedelta(days=30 + 7 * (number % 9)), number)
    yield visit(chance, people, patient, f"V-{3001 + 2 * number}", past, now)
    bill, day = content("items")["invoices"][number % 5], clock.day(now - timedelta(days=12 + number % 30))
    status = ("open", "open", "paid")[number % 3]
    amount = Money(bill["value"], "USD")
    yield Item(CardType.INVOICE, f"INV-{7100 + number}", patient.id, bill["title"], status, day, amount=amount)
    written, title = clock.day(now - timedelta(days=20 + number)), content("items")["prescriptions"][number % 6]
    yield Item(
        CardType.RX, f"RX-{5400 + number}", patient.id, title, "active" if (number + 1) % 7 else "completed", written
    )


def upcoming(people: People, number: int, now: datetime) -> datetime:
    """The first is about to begin, the others are spread over the hours of days around today."""
    if number == 0:
        return (now + SOON).replace(second=0, microsecond=0)
    return opening(people, now + timedelta(days=VISIT_DAYS[number % len(VISIT_DAYS)]), number)


def opening(people: People, moment: datetime, number: int) -> datetime:
    """A time of that day at which the clinic is open."""
    day = moment.astimezone(people.zone).date()
    return datetime.combine(day, time(8 + number % 9, 30 * (number % 2)), people.zone).astimezone(UTC)


def visit(chance: Random, people: People, patient: Person, item_id: str, start: datetime, now: datetime) -> Item:
    """An appointment with a provider of theirs; one that is past was completed, mostly."""
    stated = chance.choice(content("items")["visits"])
    end = start + timedelta(minutes=stated["minutes"])
    providers = people.providers_for(patient)
    known = [each for each in providers if each.id in people.shown_first[:3]]
    past = "cancelled" if chance.random() < 0.15 else "completed"
    return Item(
        type=CardType.APPT,
        id=item_id,
        patient_id=patient.id,
        title=stated["title"],
        status="booked" if end > now else past,
        date=clock.timestamp(start),
        ends_at=clock.timestamp(end),
        provider_id=chance.choice(known or providers).id,
    )


def told_of(threads: Sequence[Thread]) -> tuple[Item, ...]:
    """The prescriptions and the bills that recent conversations are about."""
    return tuple(item for number, thread in enumerate(threads) if (item := subject(thread, number)))


def subject(thread: Thread, number: int) -> Item | None:
    """What a patient asks to have again, or does not understand; dated a few weeks before."""
    day = clock.day(thread.lines[0].at - timedelta(days=25))
    if thread.topic.startswith(REFILL):
        title = thread.topic.removeprefix(REFILL).capitalize()
        return Item(CardType.RX, f"RX-{8200 + number}", thread.patient_id, title, "active", day)
    prices = [price for line in thread.lines for price in re.findall(r"\$([0-9]+\.[0-9]{2})", line.text)]
    if not thread.topic.startswith(BILL) or not prices:
        return None
    item_id, amount = f"INV-{8200 + number}", Money(prices[0], "USD")
    return Item(CardType.INVOICE, item_id, thread.patient_id, "Laboratory tests", "open", day, amount=amount)


def with_cards(threads: Sequence[Thread], found: Sequence[Item], now: datetime) -> tuple[Thread, ...]:
    """The conversations, of which some recent ones show an item of their patient where the staff first answer."""
    booked = {item.patient_id: item for item in found if item.type is CardType.APPT and item.status == "booked"}
    topics = tuple(content("items")["visit_topics"])
    shown = []
    for number, thread in enumerate(threads):
        item = booked.get(thread.patient_id) if thread.topic.startswith(topics) else subject(thread, number)
        shown.append(showing(thread, item, now) if item else thread)
    return tuple(shown)


def showing(thread: Thread, item: Item, now: datetime) -> Thread:
    """The conversation with that card, unless its first answer is not recent."""
    for place, line in enumerate(thread.lines):
        if line.sender_id != thread.patient_id:
            is_recent, lines = now - line.at < RECENT, list(thread.lines)
            lines[place] = replace(line, card=item.reference)
            return replace(thread, lines=tuple(lines)) if is_recent else thread
    return thread
