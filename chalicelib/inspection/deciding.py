"""The verdict on a file: what it was declared to be, what it is called and what it holds must agree."""

from collections.abc import Callable, Mapping
from typing import BinaryIO

from chalicelib.domain.attachment import Reason
from chalicelib.domain.limits import EXTENSIONS
from chalicelib.inspection import images, office, pdf, text
from chalicelib.inspection.refused import Refused

Inspect = Callable[[BinaryIO, str], None]
BY_KIND: Mapping[str, Inspect] = {
    "image/jpeg": images.inspect,
    "image/png": images.inspect,
    "image/webp": images.inspect,
    "image/heic": images.inspect,
    "image/gif": images.inspect,
    "application/pdf": pdf.inspect,
    **dict.fromkeys(office.MAIN_PARTS, office.inspect),
    "text/plain": text.inspect,
    "text/csv": text.inspect,
}


def reason_against(file: BinaryIO, file_name: str, content_type: str) -> Reason | None:
    """Why this file is refused; None if nothing is wrong with it. Reads it in pieces and changes nothing."""
    if content_type not in BY_KIND:
        return Reason.NOT_ALLOWED
    if not file_name.lower().endswith(EXTENSIONS[content_type]):
        return Reason.NAME_MISMATCH
    if not file.seek(0, 2):
        return Reason.EMPTY
    try:
        BY_KIND[content_type](file, content_type)
    except Refused as refused:
        return refused.reason
    return None
