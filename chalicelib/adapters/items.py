"""Appointments, invoices and prescriptions, and for each person concerned a pointer to theirs in the order of dates."""

from collections.abc import Iterable

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.adapters import keys
from chalicelib.adapters.parts import Part, commit_in_order
from chalicelib.adapters.table import Key, Record, get_all, get_one
from chalicelib.domain.card import CardReference, CardType
from chalicelib.domain.item import Item
from chalicelib.domain.money import Money

LAST = "#\U0010ffff"
"""Sorts after all ids of the same moment."""


class ItemRow(Record, discriminator="item"):
    """An item; `version` keeps two changes at once from mixing."""

    kind = UnicodeAttribute()
    patient_id = UnicodeAttribute(attr_name="patientId")
    title = UnicodeAttribute()
    status = UnicodeAttribute()
    date = UnicodeAttribute()
    ends_at = UnicodeAttribute(null=True, attr_name="endsAt")
    provider_id = UnicodeAttribute(null=True, attr_name="providerId")
    amount = UnicodeAttribute(null=True)
    currency = UnicodeAttribute(null=True)
    active = BooleanAttribute()
    version = NumberAttribute()

    def item(self) -> Item:
        return Item(
            type=CardType(self.kind),
            id=self.PK.rpartition("#")[2],
            patient_id=self.patient_id,
            title=self.title,
            status=self.status,
            date=self.date,
            ends_at=self.ends_at,
            provider_id=self.provider_id,
            amount=Money(self.amount, self.currency or "") if self.amount else None,
            active=self.active,
        )


class PersonItemRow(Record, discriminator="person-item"):
    """Points from a person to an item that concerns them."""


def key(reference: CardReference) -> Key:
    return keys.item(reference.type.value, reference.id), keys.ITEM


def read(reference: CardReference) -> tuple[Item | None, int]:
    """An item and the version of its row; (None, 0) if there is none."""
    row = get_one(key(reference))
    return (row.item(), int(row.version)) if isinstance(row, ItemRow) else (None, 0)


def read_all(references: Iterable[CardReference]) -> dict[CardReference, tuple[Item, int]]:
    """Those of these items that there are, each with the version of its row."""
    rows = [row for row in get_all(map(key, references)).values() if isinstance(row, ItemRow)]
    return {item.reference: (item, int(row.version)) for row in rows for item in [row.item()]}


def of_person(person_id: str, kind: CardType, before: str | None, limit: int) -> tuple[list[CardReference], str | None]:
    """Which items of a kind concern a person, the latest first, before that place; and where to go on, if any."""
    beginning = keys.items_of(kind.value)
    within = PersonItemRow.SK.between(beginning, beginning + (before or "\U0010ffff"))
    rows = PersonItemRow.query(
        keys.person(person_id), within, scan_index_forward=False, consistent_read=True, limit=limit + 2
    )
    places = [row.SK.removeprefix(beginning) for row in rows]
    found = [place for place in places if place != before][: limit + 1]
    references = [CardReference(kind, place.partition("#")[2]) for place in found[:limit]]
    return references, found[limit - 1] if len(found) > limit else None


def of_person_between(
    person_id: str, kind: CardType, moments: tuple[str, str], after: str | None, limit: int
) -> tuple[list[CardReference], str | None]:
    """Which items of a kind concern a person from one moment to another, the earliest first, after that place; and
    where to go on, if any.
    """
    beginning, (first, last) = keys.items_of(kind.value), moments
    start = f"{after}\0" if after and after > first else first
    if start > last + LAST:
        return [], None
    within = PersonItemRow.SK.between(beginning + start, beginning + last + LAST)
    rows = PersonItemRow.query(keys.person(person_id), within, consistent_read=True, limit=limit + 1)
    found = [row.SK.removeprefix(beginning) for row in rows]
    references = [CardReference(kind, place.partition("#")[2]) for place in found[:limit]]
    return references, found[limit - 1] if len(found) > limit else None


def replace(old: Item | None, version: int, new: Item) -> None:
    """Put `new` in the place of `old`, its pointers with it. Raises `Overtaken` if `old` changed."""
    commit_in_order([replacing(old, version, new)])


def replacing(old: Item | None, version: int, new: Item) -> Part:
    """The rows to write for that. `version`: of the row of `old`, 0 if there is none."""
    part = Part()
    before, after = places(old), places(new)
    for place in sorted(before - after):
        part.delete(PersonItemRow(*place))
    part.save(item_row(new, version + 1), ItemRow.version == version if version else ItemRow.PK.does_not_exist())
    for place in sorted(after - before):
        part.save(PersonItemRow(*place))
    return part


def places(item: Item | None) -> set[Key]:
    """Where the pointers to an item stand; one that ended has none."""
    if item is None or not item.active:
        return set()
    place = keys.item_place(item.type.value, item.date, item.id)
    return {(keys.person(person_id), place) for person_id in item.person_ids}


def item_row(item: Item, version: int) -> ItemRow:
    return ItemRow(
        *key(item.reference),
        kind=item.type.value,
        patient_id=item.patient_id,
        title=item.title,
        status=item.status,
        date=item.date,
        ends_at=item.ends_at,
        provider_id=item.provider_id,
        amount=item.amount.value if item.amount else None,
        currency=item.amount.currency if item.amount else None,
        active=item.active,
        version=version,
    )
