"""What a person sees while the stack comes up: a line for each step with its time; a failing one says what to do."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Failure(Exception):
    """Something foreseeable went wrong; the text says what and what to do about it."""


@contextmanager
def step(title: str) -> Iterator[list[str]]:
    """Time a step. What is appended to the list that it yields is told at the end of its line."""
    started, notes = time.monotonic(), list[str]()
    try:
        yield notes
    except BaseException:
        tell(title, started, ["failed"])
        raise
    tell(title, started, notes)


def tell(title: str, started: float, notes: list[str]) -> None:
    print(f"  {title:<44}{time.monotonic() - started:6.1f} s  {' '.join(notes)}".rstrip(), flush=True)


def exit_with(failure: Failure) -> None:
    print(f"\n{failure}", file=sys.stderr)
    sys.exit(1)
