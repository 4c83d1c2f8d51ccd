"""The two things that come from nowhere: the time and new ids. Tests and the demo clinic set them here."""

from datetime import UTC, datetime, timedelta

from ulid import ULID


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A new ULID: 26 characters, sorted by the time they were made."""
    return str(ULID.from_datetime(now()))


def timestamp(moment: datetime | None = None) -> str:
    """RFC 3339 in UTC with milliseconds, as the contract writes times; sorts as text. Default: now."""
    return (moment or now()).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_now(seconds: float) -> datetime:
    """The moment that many seconds ahead."""
    return now() + timedelta(seconds=seconds)
