"""The older container of Microsoft's files, which stands for three things: locked, with macros, or simply old."""

from typing import IO

from chalicelib.domain.attachment import Reason

PIECE = 1 << 20
LONGEST_NAME = 64
LOCKED = "EncryptedPackage".encode("utf-16-le")
MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "VBA", "Macros"))


def reason_against(file: IO[bytes]) -> Reason:
    """Why such a file is refused where one of today's is expected."""
    if holds(file, (LOCKED,)):
        return Reason.ENCRYPTED
    return Reason.MACROS if has_macros(file) else Reason.NOT_ALLOWED


def has_macros(file: IO[bytes]) -> bool:
    return holds(file, MACROS)


def holds(file: IO[bytes], names: tuple[bytes, ...]) -> bool:
    """Whether one of these names stands in the container's directory, or anywhere else in it."""
    file.seek(0)
    before = b""
    while piece := file.read(PIECE):
        if any(name in before + piece for name in names):
            return True
        before = piece[-LONGEST_NAME:]
    return False
