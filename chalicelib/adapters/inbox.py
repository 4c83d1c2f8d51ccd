"""Pages of one person's seats, in the order of their inbox: each tab is a list of its own."""

from collections.abc import Sequence

from chalicelib.adapters import keys
from chalicelib.adapters.seats import SeatRow
from chalicelib.adapters.table import Record, get_all
from chalicelib.domain.seat import Seat

Page = tuple[list[Seat], str | None]
"""Seats, and the place to go on from, if any."""
LOOKS = 4
"""Queries of the inbox for a page of what is read in it."""


def page(person_id: str, before: str | None, limit: int, *, archived: bool = False) -> Page:
    """Up to `limit` seats in inbox order below the place `before`."""
    below = SeatRow.inbox_sk < before if before else None
    pk = keys.inbox(person_id, archived=archived)
    found = Record.inbox.query(pk, below, scan_index_forward=False, limit=limit + 1)
    rows = [row for row in found if isinstance(row, SeatRow)]
    return [row.seat() for row in rows[:limit]], rows[limit - 1].inbox_sk if len(rows) > limit else None


def history_page(person_id: str, before: str | None, limit: int) -> Page:
    """The same of all that a patient is part of: what is active first, then what is archived."""
    part, _, place = (before or "active/").partition("/")
    found, following = page(person_id, place or None, limit, archived=part == "archived")
    if following or part == "archived":
        return found, following and f"{part}/{following}"
    return found, "archived/"


def unread_page(person_id: str, before: str | None, limit: int) -> Page:
    """The same of those with something unread."""
    below = SeatRow.reading_sk < before if before else None
    found = Record.reading.query(keys.unread(person_id), below, scan_index_forward=False, limit=limit + 1)
    rows = [row for row in found if isinstance(row, SeatRow)]
    seats = [seat for seat in present(rows[:limit]) if seat.unread > 0]
    return seats, rows[limit - 1].reading_sk if len(rows) > limit else None


def read_page(person_id: str, before: str | None, limit: int) -> Page:
    """The same of the active ones with nothing unread: no list is kept of them, each message would move a row of it.

    They are found in the inbox. Where much is unread there, a page may be short, even empty, and yet not the last.
    """
    found: list[Seat] = []
    place = before
    for _look in range(LOOKS):
        page_of_all, place = page(person_id, place, limit - len(found))
        found += [seat for seat in page_of_all if seat.unread <= 0]
        if place is None or len(found) == limit:
            break
    return found, place


def waiting_page(person_id: str, before: str | None, limit: int) -> Page:
    """The same of those in which the patient waits for an answer."""
    below = SeatRow.waiting_sk < before if before else None
    found = Record.waiting.query(keys.waiting(person_id), below, scan_index_forward=False, limit=limit + 1)
    rows = [row for row in found if isinstance(row, SeatRow)]
    seats = [seat for seat in present(rows[:limit]) if seat.conversation.waiting_since]
    return seats, rows[limit - 1].waiting_sk if len(rows) > limit else None


def present(rows: Sequence[SeatRow]) -> list[Seat]:
    """The seats of these rows of an index as they are now, in that order; those that are gone left out."""
    places = [(row.PK, row.SK) for row in rows]
    found = get_all(places)
    stored = (found.get(place) for place in places)
    return [row.seat() for row in stored if isinstance(row, SeatRow)]
