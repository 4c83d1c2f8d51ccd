"""Uploads: what somebody says of a file beforehand, and the form that takes exactly that."""

import unicodedata
from dataclasses import dataclass

from chalicelib.domain.errors import Invalid, TooLarge
from chalicelib.domain.limits import ATTACHMENT_BYTES, ATTACHMENT_TYPES, EXTENSIONS

NAME_LENGTH = 255
NOT_IN_NAMES = frozenset("/\\\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What names a folder, breaks the line, or shows a name in another order than it has."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody says of a file that they are going to upload. `size` in bytes, `sha256` in base64."""

    file_name: str
    content_type: str
    size: int
    sha256: str

    def __post_init__(self) -> None:
        name, endings = self.file_name, EXTENSIONS.get(self.content_type, ())
        if not 0 < len(name) <= NAME_LENGTH:
            raise Invalid("Give the file a shorter name.", [("fileName", f"must have 1 to {NAME_LENGTH} characters")])
        if any(it in NOT_IN_NAMES or unicodedata.category(it) in ("Cc", "Cs") for it in name):
            raise Invalid("Give the file a plain name.", [("fileName", "holds characters that no name may have")])
        if not endings:
            raise Invalid(
                "Choose another kind of file.", [("contentType", f"is none of {', '.join(ATTACHMENT_TYPES)}")]
            )
        if not name.lower().endswith(endings) or name.lower() in endings:
            ends = " or ".join(endings)
            raise Invalid("The name does not fit the kind of file.", [("fileName", f"must end in {ends}")])
        if self.size < 1:
            raise Invalid("Choose a file that holds something.", [("size", "must be at least 1")])
        if self.size > ATTACHMENT_BYTES:
            raise TooLarge(f"A file may have {ATTACHMENT_BYTES:,} bytes (25 MiB). Compress it and retry.")


@dataclass(frozen=True, slots=True)
class Form:
    """What a browser sends, with the file as the last field `file`, to put one object there. `expires_at`: RFC 3339."""

    url: str
    fields: dict[str, str]
    expires_at: str
