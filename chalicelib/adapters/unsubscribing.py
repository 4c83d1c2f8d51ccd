"""Tokens in mails, each of which turns off one person's mails and does nothing else."""

import hashlib
import re
import secrets

from pynamodb.attributes import UnicodeAttribute

from chalicelib import clock
from chalicelib.adapters import keys
from chalicelib.adapters.table import Record, get_one

GOOD_FOR = 365 * 24 * 3600
"""Seconds for which a mail can turn mails off."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class UnsubscribeRow(Record, discriminator="unsubscribe"):
    """Whose mails a token turns off; only the token's hash is kept."""

    person_id = UnicodeAttribute(attr_name="personId")


def make(person_id: str) -> str:
    """A new token for one mail to this person, good for a year."""
    token = secrets.token_urlsafe(32)
    ttl = int(clock.from_now(GOOD_FOR).timestamp())
    UnsubscribeRow(*key(token), person_id=person_id, ttl=ttl).save()
    return token


def find(token: str) -> str | None:
    """Whose mails it turns off; None if it is unknown or too old."""
    row = get_one(key(token)) if TOKEN.fullmatch(token) else None
    if not isinstance(row, UnsubscribeRow) or int(row.ttl or 0) < clock.now().timestamp():
        return None
    return str(row.person_id)


def key(token: str) -> tuple[str, str]:
    return keys.unsubscribe(hashlib.sha256(token.encode()).hexdigest()), keys.UNSUBSCRIBE
