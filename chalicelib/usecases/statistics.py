"""Statistics: totals that are kept as people write and read, so that nothing is counted when they are asked for."""

from datetime import date, timedelta

from chalicelib import clock
from chalicelib.adapters import totals
from chalicelib.domain.conversation import DAYS_COUNTED
from chalicelib.domain.errors import NotFound
from chalicelib.domain.person import Caller, Role
from chalicelib.domain.shapes import StatsShape
from chalicelib.domain.tally import Tally, scopes_of


def stats(caller: Caller) -> StatsShape:
    """Totals over what the caller may see, the clinic's for an administrator; in one round trip.

    Raises `NotFound` for somebody whom the directory does not hold.
    """
    if caller.role is Role.ADMIN:
        return shape(*totals.of_clinic())
    person, counted = totals.of_person(caller.person_id)
    if person is None or not person.active:
        raise NotFound
    scopes = scopes_of(person)
    total = counted.over(scopes)
    patients = min(total.conversations, 1) if person.is_patient else counted.unique_patients(scopes)
    return shape(total, patients)


def shape(total: Tally, patients: int) -> StatsShape:
    today = date.fromisoformat(clock.day())
    days = [(today - timedelta(days=back)).isoformat() for back in reversed(range(DAYS_COUNTED))]
    return {
        "totalConversations": total.conversations,
        "unreadMessages": total.unread_messages,
        "uniquePatients": patients,
        "totalMessages": total.messages,
        "messagesPerDay": [{"date": day, "messages": total.days.get(day, 0)} for day in days],
    }
