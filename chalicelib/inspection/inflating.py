"""Measures what deflated bytes swell to, without ever holding it."""

import zlib
from collections.abc import Iterator

PIECE = 1 << 16


class Swollen(Exception):
    """A layer has come to more bytes than it may."""


def inflated_size(packed: bytes, layers: int, most: int) -> int:
    """How many bytes come out after so many layers; `most` + 1 if any layer makes more than `most`.

    Damaged bytes count as far as they go.
    """
    size, pieces = 0, in_pieces(packed)
    for _ in range(layers):
        pieces = inflated(pieces, most)
    try:
        for piece in pieces:
            size += len(piece)
    except Swollen:
        return most + 1
    except zlib.error:
        return size
    return size


def in_pieces(packed: bytes) -> Iterator[bytes]:
    view = memoryview(packed)
    return (bytes(view[place : place + PIECE]) for place in range(0, len(view), PIECE))


def inflated(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """What comes out of deflated pieces, in pieces no larger. Raises `Swollen` instead of going on for ever."""
    unpacking, size = zlib.decompressobj(), 0
    for piece in pieces:
        while piece and not unpacking.eof:
            made = unpacking.decompress(piece, PIECE)
            size += len(made)
            if size > most:
                raise Swollen
            yield made
            piece = unpacking.unconsumed_tail
