"""Rest: no row changes any more, no job waits, and nothing is being done."""

import time

from infra.local.stack import Stack
from tests.soak.records import fingerprint
from tests.stack_fixture.workers import effort

LONGEST = 420
"""Seconds; a job whose function was killed comes again after 180."""


def come_to_rest(stack: Stack, quiet: float) -> bool:
    """Wait until nothing has changed for `quiet` seconds and no job is left; False if it never rests.

    No function has done anything meanwhile either: one that starts anew changes no row for as long as that takes.
    """
    deadline = time.monotonic() + LONGEST
    before, since = standing(stack), time.monotonic()
    while time.monotonic() < deadline:
        time.sleep(0.5)
        after = standing(stack)
        if after != before or jobs_left(stack):
            before, since = after, time.monotonic()
        elif time.monotonic() - since >= quiet:
            return True
    return False


def standing(stack: Stack) -> tuple[str, dict[int, float]]:
    """What is stored, and what the functions have done for it."""
    return fingerprint(stack), effort(stack)


def jobs_left(stack: Stack) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    url = stack.outputs["HandoverJobsUrl"]
    counted = stack.aws("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(count) for count in counted.values())
