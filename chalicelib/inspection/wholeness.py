"""Whether stored bytes are those that were declared."""

import base64
import hashlib
from typing import BinaryIO

from chalicelib.domain.attachment import Reason

PIECE = 1 << 20


def reason_against(file: BinaryIO, size: int, sha256: str) -> Reason | None:
    """What differs from the declared size in bytes and SHA-256 (in base64); None if nothing does."""
    length = file.seek(0, 2)
    if not length:
        return Reason.EMPTY
    if length != size:
        return Reason.SIZE
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return None if base64.b64encode(digest.digest()).decode() == sha256 else Reason.CHECKSUM
