"""The bytes in the bucket as the function sees them that checks them: it reads originals and writes previews."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from botocore.exceptions import ClientError

from chalicelib.adapters import files
from chalicelib.domain.attachment import Attachment

PIECE = 1 << 20
UNSENT = "sent=no"
"""The tag of what nobody has sent; the bucket forgets it after a day."""


@contextmanager
def fetched(it: Attachment, most: int) -> Iterator[tuple[BinaryIO, str | None]]:
    """The stored bytes in a file of their own, which is gone at the end, and which version of the object they are.

    Of more than `most` bytes only `most` + 1.
    """
    found = files.bucket().get_object(**files.original(it))
    with tempfile.TemporaryFile() as file:
        while file.tell() <= most and (piece := found["Body"].read(min(PIECE, most + 1 - file.tell()))):
            file.write(piece)
        found["Body"].close()
        yield file, found.get("VersionId")


def keep_preview(it: Attachment, content: bytes, content_type: str) -> None:
    """Store a preview unless there is one: whoever writes it late must not take away what marks it as sent."""
    place = files.preview(it, content_type)
    try:
        files.bucket().put_object(**place, Body=content, ContentType=content_type, Tagging=UNSENT, IfNoneMatch="*")
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("PreconditionFailed", "ConditionalRequestConflict"):
            raise
