"""`make run`: the whole product on this machine, until Ctrl-C."""

import signal
import sys
import time
from types import FrameType
from typing import Any

from infra.local import processes, settings, stack_file
from infra.local.front.mail_pages import PLACE
from infra.local.seeding import seed
from infra.local.stack import Stack, running_stack
from infra.local.steps import Failure, exit_with

SHOWN = 8  # demo sign-ins on the screen; all are in stack.json


def main() -> None:
    started = time.monotonic()
    for end in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell starts background jobs with it ignored
        signal.signal(end, interrupt)
    try:
        with running_stack(settings.from_environment()) as stack:
            people = seed(stack)
            stack_file.write(stack, people)
            welcome(stack, people, time.monotonic() - started)
            processes.wait_for_end(stack.children)
            raise Failure(f"A part of the stack ended by itself: see the logs in {stack.settings.folder}.")
    except Failure as failure:
        exit_with(failure)
    except KeyboardInterrupt:
        print("\nStopped. The data is kept; `make run` brings it back.")


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def welcome(stack: Stack, people: list[dict[str, Any]], seconds: float) -> None:
    print(f"\n  {stack.portal_url}    (ready in {seconds:.0f} s; Ctrl-C stops)\n")
    print(f"  {stack.portal_url}{PLACE}    what was mailed\n")
    for person in people[:SHOWN]:
        print(f"  {person['username']:<24}{person['password']:<24}{person['role']:<12}{person['name']}")
    if len(people) > SHOWN:
        print(f"  … and {len(people) - SHOWN} more in {stack.settings.folder / 'stack.json'}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
