"""The tenant's stack while one of its tables is exchanged: pointed at the other, then its owner, then as it was.

Between these it says of itself what is under way, so a run that is cut short is made up for by the next.
"""

import json
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy import following, releases, stacks
from infra.deploy.change_sets import ChangeSet, changes_of
from infra.deploy.cloud import Cloud
from infra.deploy.stacks import Stack
from infra.local.steps import Failure
from infra.restore.pointing import Table, Template, UnderWay, pointed

TABLE = "AWS::DynamoDB::Table"


def template_of(cloud: Cloud, stack: Stack, stage: str = "Original") -> Template:
    """The stack's template; `Processed`: as CloudFormation reads it once its macros are worked out."""
    body = cloud.client("cloudformation").get_template(StackName=stack.id, TemplateStage=stage)["TemplateBody"]
    found: Template = json.loads(body) if isinstance(body, str) else json.loads(json.dumps(body))
    return found


def physical_ids(cloud: Cloud, stack: Stack, kind: str = "") -> dict[str, str]:
    """What the resources of the template are really called; only those of a kind, if one is given."""
    pages = cloud.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack.id)
    there = [each for page in pages for each in page["StackResourceSummaries"]]
    return {
        each["LogicalResourceId"]: each.get("PhysicalResourceId", "")
        for each in there
        if each["ResourceStatus"] not in ("DELETE_COMPLETE", "DELETE_SKIPPED") and kind in ("", each["ResourceType"])
    }


def point(cloud: Cloud, stack: Stack, resource: str, table: Table) -> UnderWay:
    """Let everything that spoke of that resource speak of this table, and let go of the resource, which stays."""
    template = template_of(cloud, stack)
    begun = UnderWay(resource, table.name, keep(cloud, template), datetime.now(UTC).isoformat())
    apply(cloud, stack, pointed(template, table, begun))
    return begun


def take_in(cloud: Cloud, stack: Stack, begun: UnderWay) -> None:
    """Make the table the stack's own, under the resource's name: the stack then manages it like the one before."""
    template = template_of(cloud, stack, "Processed")
    template["Resources"][begun.resource] = fetch(cloud, begun.original)["Resources"][begun.resource]
    wanted = {
        "ResourceType": TABLE,
        "LogicalResourceId": begun.resource,
        "ResourceIdentifier": {"TableName": begun.table},
    }
    apply(cloud, stack, template, ChangeSetType="IMPORT", ResourcesToImport=[wanted])


def come_back(cloud: Cloud, stack: Stack, begun: UnderWay) -> None:
    """Let the stack be as it was, but for the table."""
    apply(cloud, stack, fetch(cloud, begun.original))


def keep(cloud: Cloud, template: Template) -> str:
    """Put a template where CloudFormation takes it from; gives its key."""
    written = json.dumps(template).encode()
    key = f"{releases.digest(written)}.json"
    releases.prepare(cloud, cloud.tenant.release_bucket)
    cloud.client("s3").put_object(Bucket=cloud.tenant.release_bucket, Key=key, Body=written)
    return key


def fetch(cloud: Cloud, key: str) -> Template:
    body = cloud.client("s3").get_object(Bucket=cloud.tenant.release_bucket, Key=key)["Body"].read()
    found: Template = json.loads(body)
    return found


def apply(cloud: Cloud, stack: Stack, template: Template, **more: Any) -> None:
    """Bring the stack to a template, with the parameters that it has. Failure if that does not end well."""
    url = f"https://s3.{cloud.tenant.region}.amazonaws.com/{cloud.tenant.release_bucket}/{keep(cloud, template)}"
    try:
        made = cloud.client("cloudformation").create_change_set(
            StackName=stack.id,
            ChangeSetName=f"restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}",
            TemplateURL=url,
            Parameters=[{"ParameterKey": name, "UsePreviousValue": True} for name in template["Parameters"]],
            Capabilities=releases.CAPABILITIES,
            **{"ChangeSetType": "UPDATE", **more},
        )
    except ClientError as refusal:
        raise Failure(f"CloudFormation refuses the exchange of tables: {refusal}") from refusal
    change_set = ChangeSet(cloud, made["Id"], made["StackId"], [])
    change_set.changes = changes_of(change_set)
    if not change_set.changes:
        return
    since = following.last_event(cloud, stack.id)
    change_set.execute()
    following.require_good(cloud, following.follow(cloud, stack.id, since), since)


def require(cloud: Cloud) -> Stack:
    """The tenant's stack, which must be whole."""
    found = stacks.find(cloud)
    if found is None or found.is_empty:
        raise Failure(f"There is no stack {cloud.tenant.stack}: `make deploy` first.")
    if problem := stacks.obstacle(found, cloud.tenant.name, cloud.tenant.stack):
        raise Failure(problem)
    return found
