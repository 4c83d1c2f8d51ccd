"""When a conversation is old enough: by calendar months, as the clinic's own clock has them."""

from calendar import monthrange
from datetime import datetime


def months_before(moment: datetime, months: int) -> datetime:
    """The moment that is so many calendar months over now, by the clock of `moment`'s own time zone.

    Where that month has no such day, its end: what is over is over in full, and never comes to be less as time goes on.
    """
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    if moment.day <= monthrange(year, month + 1)[1]:
        return moment.replace(year=year, month=month + 1)
    year, month = divmod(year * 12 + month + 1, 12)
    return moment.replace(year=year, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def day_begins(moment: str) -> str:
    """The beginning of the day (UTC) of a moment: the list of what is quiet knows days, and nothing finer."""
    return f"{moment[:10]}T00:00:00.000Z"
