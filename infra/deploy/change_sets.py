"""Makes a change set, waits until it is there, reads and deletes it."""

import time
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy import stacks, validations
from infra.deploy.changes import Change, change_of
from infra.deploy.cloud import Cloud
from infra.deploy.releases import CAPABILITIES, Release
from infra.local.steps import Failure

NOTHING = ("didn't contain changes", "No updates are to be performed")


class ChangeSet:
    """A change set of the tenant's stack. `changes` is empty if all is as it should be; then nothing is left of it."""

    def __init__(self, cloud: Cloud, id: str, stack_id: str, changes: list[Change]) -> None:
        self.cloud, self.id, self.stack_id, self.changes = cloud, id, stack_id, changes

    def execute(self) -> None:
        self.cloud.client("cloudformation").execute_change_set(ChangeSetName=self.id)

    def discard(self) -> None:
        """Leave everything as it was; a stack that was only thought of goes too."""
        cloudformation = self.cloud.client("cloudformation")
        cloudformation.delete_change_set(ChangeSetName=self.id)
        found = stacks.find(self.cloud)
        if found and found.is_empty:
            cloudformation.delete_stack(StackName=self.stack_id)


def make(cloud: Cloud, release: Release, *, as_set: bool = False) -> ChangeSet:
    """What would bring the tenant's stack to this release and to the tenant's settings, or leave these (`as_set`)."""
    found = stacks.find(cloud)
    if problem := stacks.half_restored(found, cloud.tenant.name):
        raise Failure(problem)
    is_new = found is None or found.is_empty or found.status == "DELETE_COMPLETE"
    try:
        made = cloud.client("cloudformation").create_change_set(
            StackName=cloud.tenant.stack,
            ChangeSetName=f"deploy-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}",
            ChangeSetType="CREATE" if is_new else "UPDATE",
            **release.source,
            Parameters=same(release.template) if as_set else parameters(cloud, release.template),
            Capabilities=CAPABILITIES,
            Tags=[{"Key": stacks.MARK, "Value": cloud.tenant.name}],
            # So that a first installation that fails leaves no stack behind that could not be updated.
            **({"OnStackFailure": "DELETE"} if is_new else {}),
        )
    except ClientError as refusal:
        raise Failure(f"CloudFormation refuses the template or its parameters: {refusal}") from refusal
    change_set = ChangeSet(cloud, made["Id"], made["StackId"], [])
    change_set.changes = changes_of(change_set)
    return change_set


def same(template: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"ParameterKey": name, "UsePreviousValue": True} for name in template.get("Parameters", {})]


def parameters(cloud: Cloud, template: dict[str, Any]) -> list[dict[str, str]]:
    wanted = dict(cloud.tenant.parameters)
    if cloud.is_emulated:
        wanted |= {"IsLocal": "true", "EmulatorUrl": cloud.endpoint}
    known = template.get("Parameters", {})
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in wanted.items() if name in known]


def changes_of(change_set: ChangeSet) -> list[Change]:
    """Wait for CloudFormation to have compared. Failure if it cannot."""
    cloudformation = change_set.cloud.client("cloudformation")
    while (told := cloudformation.describe_change_set(ChangeSetName=change_set.id))["Status"] in (
        "CREATE_PENDING",
        "CREATE_IN_PROGRESS",
    ):
        time.sleep(change_set.cloud.pause)
    if told["Status"] == "FAILED":
        reason = validations.told(
            change_set.cloud, told.get("StatusReason", "no reason is given"), ChangeSetName=change_set.id
        )
        change_set.discard()
        if any(each in reason for each in NOTHING):
            return []
        raise Failure(f"CloudFormation cannot make this change, and nothing was changed: {reason}")
    found = told["Changes"]
    while told.get("NextToken"):
        told = cloudformation.describe_change_set(ChangeSetName=change_set.id, NextToken=told["NextToken"])
        found += told["Changes"]
    return [change_of(each["ResourceChange"]) for each in found if "ResourceChange" in each]
