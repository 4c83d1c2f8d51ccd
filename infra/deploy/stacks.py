"""The tenant's CloudFormation stack: how it stands, whose it is, and what to do where nothing can be done."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.cloud import Cloud

MARK = "clinic-messaging:tenant"
"""The tag of a stack that names its tenant."""

RESTORING = "RestoreUnderWay"
"""The output of a stack one of whose tables is being exchanged: which one, as `make restore` takes it."""

STUCK = {
    "ROLLBACK_COMPLETE": "Its first creation failed, and nothing was ever in use: `make destroy` it, then deploy.",
    "ROLLBACK_FAILED": "Its first creation failed, and so did taking it back: `make destroy` it, then deploy.",
    "CREATE_FAILED": "Its first creation failed: `make destroy` it, then deploy.",
    "DELETE_FAILED": "Deleting it failed: `make destroy` it again, which says what stands in the way.",
    "UPDATE_ROLLBACK_FAILED": (
        "An update failed, and so did taking it back. Its events in the CloudFormation console say which resource; "
        "put that right, then `aws cloudformation continue-update-rollback --stack-name {stack}`, then deploy."
    ),
    "UPDATE_FAILED": "An update failed and was left so: `aws cloudformation rollback-stack --stack-name {stack}`.",
}
"""States in which no change can be made, and what helps."""
UNNAMED = (
    "The stack {stack} is a clinic's, installed by hand before there were tenants: no tenant's name is on it. If it is "
    "this tenant's, say ADOPT=yes once; else give this tenant another name by a line such as `stack: my-messaging`."
)


@dataclass(frozen=True)
class Stack:
    id: str
    status: str
    tags: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Only a change set was ever made for it."""
        return self.status == "REVIEW_IN_PROGRESS"

    @property
    def is_busy(self) -> bool:
        return self.status.endswith("IN_PROGRESS") and not self.is_empty


def find(cloud: Cloud, name: str = "") -> Stack | None:
    """The stack by its name or id, the tenant's own if none is given; nothing if it is not there."""
    try:
        described = cloud.client("cloudformation").describe_stacks(StackName=name or cloud.tenant.stack)["Stacks"]
    except ClientError as refusal:
        if "does not exist" in str(refusal):
            return None
        raise
    return of(described[0])


def of(described: Mapping[str, Any]) -> Stack:
    return Stack(
        described["StackId"],
        described["StackStatus"],
        {tag["Key"]: tag["Value"] for tag in described.get("Tags", [])},
        {output["OutputKey"]: output["OutputValue"] for output in described.get("Outputs", [])},
    )


def half_restored(stack: Stack | None, tenant: str) -> str:
    """Why the stack must be left to `make restore`, which has let go of its table for a while; empty if it need not."""
    table = stack.outputs.get(RESTORING) if stack else None
    return f"A restore was begun and is not done. Finish that: make restore TENANT={tenant} {table}." if table else ""


def obstacle(stack: Stack | None, tenant: str, name: str) -> str:
    """Why this stack cannot be brought to the tenant's settings, and what to do; empty if it can."""
    if stack is None or stack.is_empty or stack.status == "DELETE_COMPLETE":
        return ""
    owner = stack.tags.get(MARK)
    if owner != tenant:
        if owner is None and "RecordsTableName" in stack.outputs:
            return "" if os.environ.get("ADOPT") == "yes" else UNNAMED.format(stack=name)
        whose = f"is the tenant {owner}'s" if owner else "is something else's: no tenant's name is on it"
        return f"The stack {name} {whose}. Give this tenant another name by a line such as `stack: {tenant}-messaging`."
    if stack.status in STUCK:
        return f"The stack {name} is at {stack.status}. {STUCK[stack.status].format(stack=name)}"
    return ""
