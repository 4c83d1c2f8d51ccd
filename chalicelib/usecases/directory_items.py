"""The items of the directory: the clinic's EHR keeps them current; doing it twice is doing it once."""

from chalicelib.adapters import items, people
from chalicelib.adapters.table import until_settled
from chalicelib.domain.card import CardReference
from chalicelib.domain.errors import Invalid, NotFound
from chalicelib.domain.item import Item, faults_of
from chalicelib.domain.person import Caller
from chalicelib.usecases import access


def put_item(caller: Caller, item: Item) -> tuple[Item, bool]:
    """Add or change an item; the flag is False if it was known. Cards of it that were sent stay as they are.

    Raises `Invalid` for another patient than before, and for people who are not in the directory as what they are
    named for.
    """

    def attempt() -> bool:
        old, version = items.read(item.reference)
        known = people.find(item.person_ids)
        faults = faults_of(item, old, known.get(item.patient_id), known.get(item.provider_id or ""))
        if faults:
            raise Invalid("Name a patient and staff of the directory, and let it end after it starts.", faults)
        if item != old:
            items.replace(old, version, item)
        return old is None

    is_new = until_settled(attempt)
    write_down(caller, "directory.item.put", item)
    return item, is_new


def write_down(caller: Caller, act: str, item: Item) -> None:
    """Add an audit entry about a change of an item."""
    detail = {"type": item.type.value, "itemId": item.id, "providerId": item.provider_id}
    access.write_down(caller, act, patient_id=item.patient_id, detail=detail)


def known_item(reference: CardReference) -> tuple[Item, int]:
    """An item of the directory and the version of its row, or `NotFound`."""
    item, version = items.read(reference)
    if item is None:
        raise NotFound
    return item, version


def get_item(caller: Caller, reference: CardReference) -> Item:
    """An item of the directory, written down as read of its patient; or `NotFound`."""
    item, _version = known_item(reference)
    access.patient_being_read(caller, "directory.item.read", item.patient_id).result()
    return item
