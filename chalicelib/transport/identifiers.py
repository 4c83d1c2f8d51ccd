"""What ids and cursors look like from outside."""

import base64
import binascii
import re
from typing import Annotated

from pydantic import StringConstraints

from chalicelib.domain.errors import Invalid, NotFound

ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
UUID = r"^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$"
INBOX_PLACE = r"(?a:[01]#\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[A-Za-z0-9._-]{1,64})"
"""Where a conversation stands in an inbox."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
ClientMessageId = Annotated[str, StringConstraints(pattern=UUID)]


def known_form(identifier: str) -> str:
    """An id from a path. One that no id can look like is `NotFound`, as any other unknown one."""
    if not ID.fullmatch(identifier):
        raise NotFound
    return identifier


def cursor(place: str | None) -> str | None:
    """A place in a list, made opaque."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=") if place else None


def place(cursor: str | None, form: str) -> str | None:
    """The place that a cursor stands for. Raises `Invalid` unless it matches `form`: a cursor cannot be made up."""
    if cursor is None:
        return None
    try:
        found = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError, ValueError):
        found = ""
    if not re.fullmatch(form, found):
        raise Invalid("Use a cursor from an earlier answer.", [("cursor", "is not one of ours")])
    return found
