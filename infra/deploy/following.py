"""Follows what CloudFormation does until it has ended: progress, and on failure the first cause with its cure."""

import re
import time
from typing import Any

from infra.deploy import stacks
from infra.deploy.cloud import Cloud
from infra.deploy.stacks import Stack
from infra.deploy.terminal import tell
from infra.deploy.validations import cure_of, told
from infra.local.steps import Failure

GOOD = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE")
OFTEN = 15
"""Seconds between two lines of progress."""
CONSEQUENCES = re.compile("cancelled|The following resource\\(s\\) failed", re.IGNORECASE)
"""Reasons of failures that only follow from another."""


def events(cloud: Cloud, stack_id: str) -> list[dict[str, Any]]:
    """All events of a stack, the oldest first."""
    pages = cloud.client("cloudformation").get_paginator("describe_stack_events").paginate(StackName=stack_id)
    return [event for page in pages for event in page["StackEvents"]][::-1]


def last_event(cloud: Cloud, stack_id: str) -> str:
    found = events(cloud, stack_id)
    return str(found[-1]["EventId"]) if found else ""


def follow(cloud: Cloud, stack_id: str, since: str = "") -> Stack:
    """Tell how it goes until nothing is under way. `since`: the last event before it began."""
    while since and not newer(events(cloud, stack_id), since):  # asked for, and not yet begun
        time.sleep(cloud.pause)
    told_at = time.monotonic()
    while (found := stacks.find(cloud, stack_id)) and found.is_busy:
        if time.monotonic() - told_at > OFTEN:
            tell(f"    {progress(newer(events(cloud, stack_id), since))}")
            told_at = time.monotonic()
        time.sleep(cloud.pause)
    return found or Stack(stack_id, "DELETE_COMPLETE")


def require_good(cloud: Cloud, stack: Stack, since: str) -> None:
    """Failure with the first resource that failed, its reason and what to do, if it did not end well."""
    if stack.status in GOOD:
        return
    cause = told(cloud, first_cause(newer(events(cloud, stack.id), since)), StackName=stack.id)
    is_kept = stack.status.startswith(("UPDATE", "IMPORT"))
    kept = "The installation is as it was before." if is_kept else "Nothing was installed."
    raise Failure(f"{cause}\n{kept} ({stack.status}) Then run the same again.")


def newer(found: list[dict[str, Any]], since: str) -> list[dict[str, Any]]:
    ids = [event["EventId"] for event in found]
    return found[ids.index(since) + 1 :] if since in ids else found


def progress(found: list[dict[str, Any]]) -> str:
    last = {event["LogicalResourceId"]: event["ResourceStatus"] for event in found}
    under_way = [name for name, status in last.items() if status.endswith("IN_PROGRESS")]
    more = f" and {len(under_way) - 3} more" if len(under_way) > 3 else ""
    return f"{len(last) - len(under_way)} done; under way: {', '.join(under_way[:3])}{more}"


def first_cause(found: list[dict[str, Any]]) -> str:
    failed = [event for event in found if event["ResourceStatus"].endswith("FAILED")]
    causes = [event for event in failed if not CONSEQUENCES.search(event.get("ResourceStatusReason", ""))]
    for event in causes or failed:
        reason = event.get("ResourceStatusReason", "no reason is given")
        kind = " ".join(event["ResourceType"].split("::")[1:])
        return f"{event['LogicalResourceId']} ({kind}) failed: {reason}\n{cure_of(reason)}"
    return "CloudFormation names no cause; look at the stack's events in its console."
