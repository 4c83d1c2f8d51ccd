"""What the tests of this process sent in somebody's name, noted where it leaves: also what nothing keeps."""

from collections.abc import Mapping
from contextlib import suppress

from tests.log_search.said import Said, opened

NOTED = Said()


def note(address: str, body: bytes | str | None = None) -> None:
    """Somebody sends this to that address (with its query)."""
    NOTED.note_path(address)
    text = body.decode(errors="replace") if isinstance(body, bytes) else body or ""
    content = opened("body", text)
    with suppress(RecursionError):  # nested deeper than anybody writes
        if isinstance(content, Mapping):
            NOTED.note(content)
