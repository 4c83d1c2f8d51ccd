"""A process that must not outlive the one that started it, however that one ended."""

import os
import signal
import sys
import threading


def stop_with_parent() -> None:
    """Stop this process gracefully when its standard input closes, as it does when the parent is gone."""
    threading.Thread(target=_wait_for_the_end, daemon=True, name="parent-watch").start()


def _wait_for_the_end() -> None:
    while os.read(sys.stdin.fileno(), 1024):  # not through Python's buffer, whose lock would be held at exit
        pass
    os.kill(os.getpid(), signal.SIGTERM)
