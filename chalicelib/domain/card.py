"""Cards: read-only previews of what the clinic holds about a patient, as it stood when they were sent."""

from dataclasses import dataclass
from enum import StrEnum


class CardType(StrEnum):
    """An appointment, an invoice, a prescription."""

    APPT = "appt"
    INVOICE = "invoice"
    RX = "rx"


@dataclass(frozen=True, slots=True)
class CardReference:
    """Which item a message is to show; what it says is looked up when the message is stored."""

    type: CardType
    id: str


@dataclass(frozen=True, slots=True)
class Card:
    """A snapshot. `date`: RFC 3339 or a day (`2026-11-21`). `amount`: with its currency, as in `49.90 USD`."""

    type: CardType
    id: str
    title: str
    status: str
    date: str
    amount: str | None = None


def page_of(pages: str, card: Card) -> str | None:
    """Where the clinic's own portal shows the item. `pages`: the address with `{type}` and `{id}`; empty: nowhere."""
    return pages.replace("{type}", card.type.value).replace("{id}", card.id) if pages else None
