"""Calls that wait for the network, made at the same time."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

Result = TypeVar("Result")
POOL = ThreadPoolExecutor(max_workers=16, thread_name_prefix="together")
"""Threads are only started once they are needed, and then kept for the life of the process."""


def start(call: Callable[..., Result], *arguments: object) -> "Future[Result]":
    """Begin a call, in the caller's context; its `.result()` gives the answer, or raises what it raised."""
    return POOL.submit(copy_context().run, call, *arguments)
