"""Pictures: whole, of the declared kind, of a size that can be decoded, and nothing else besides."""

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pillow_heif
from PIL import Image

from chalicelib.domain.attachment import Reason
from chalicelib.inspection.refused import Refused
from chalicelib.inspection.signs import head_of, mismatch, sign_of

MOST_PIXELS = 64_000_000
"""The cameras of telephones make 50 million at most; decoded, this many take a quarter of a gigabyte."""
MOST_PIXELS_OF_ALL_FRAMES = 1_000_000_000
FORMATS = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/webp": ("WEBP",),
    "image/heic": ("HEIF",),
    "image/gif": ("GIF",),
}
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, RuntimeError, struct.error)
"""What Pillow raises over bytes that make no sense."""

pillow_heif.register_heif_opener()  # type: ignore[no-untyped-call,unused-ignore]
# The limits here hold before anything is decoded; Pillow's own would warn, and then decode.
Image.MAX_IMAGE_PIXELS = None


@contextmanager
def opened(file: BinaryIO, content_type: str) -> Iterator[Image.Image]:
    """The picture, not decoded yet. Raises `Refused` if it is none of this kind, or too large to decode."""
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS[content_type]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused(Reason.BOMB)
            yield image
    except DAMAGED as damage:
        raise Refused(Reason.CORRUPT) from damage


def inspect(file: BinaryIO, content_type: str) -> None:
    """Raise `Refused` unless the file is a whole picture of this kind."""
    head = head_of(file)
    if sign_of(head) != content_type:
        raise Refused(mismatch(sign_of(head)))
    if b"%PDF-" in head[:1024] or is_archive(file):
        raise Refused(Reason.NOT_ALLOWED)
    with opened(file, content_type) as image:
        if image.width * image.height * getattr(image, "n_frames", 1) > MOST_PIXELS_OF_ALL_FRAMES:
            raise Refused(Reason.BOMB)
        image.load()


def is_archive(file: BinaryIO) -> bool:
    """Whether a program for archives would find files in it: they look for them from the end."""
    try:
        with zipfile.ZipFile(file) as packed:
            return bool(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
