"""What outlives a stack, noted in the bucket of releases before the stack goes: afterwards nobody else knows it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from infra.deploy import releases
from infra.deploy.cloud import Cloud

KEPT = ("Retain", "RetainExceptOnCreate")
FOLDER = "remains/"


@dataclass(frozen=True)
class Kept:
    """One resource: its name in the template, its type, its real name."""

    name: str
    kind: str
    physical: str


@dataclass(frozen=True)
class Remains:
    """What one stack leaves. `held`: how many patients were under a legal hold when it went; None: nobody knew."""

    stack_id: str
    held: int | None
    kept: tuple[Kept, ...]

    @property
    def key(self) -> str:
        return f"{FOLDER}{self.stack_id.rpartition('/')[2]}.json"


def of_stack(cloud: Cloud, stack_id: str) -> tuple[Kept, ...]:
    cloudformation = cloud.client("cloudformation")
    template = cloudformation.get_template(StackName=stack_id, TemplateStage="Processed")["TemplateBody"]
    declared = template.get("Resources", {}) if isinstance(template, dict) else {}
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack_id)
    there = [each for page in pages for each in page["StackResourceSummaries"]]
    return tuple(
        Kept(each["LogicalResourceId"], each["ResourceType"], each.get("PhysicalResourceId", ""))
        for each in there
        if declared.get(each["LogicalResourceId"], {}).get("DeletionPolicy") in KEPT
        and each["ResourceStatus"] != "DELETE_COMPLETE"
    )


def note(cloud: Cloud, remains: Remains) -> None:
    releases.prepare(cloud, cloud.tenant.release_bucket)
    body = json.dumps(asdict(remains), indent=1).encode()
    cloud.client("s3").put_object(Bucket=cloud.tenant.release_bucket, Key=remains.key, Body=body)


def noted(cloud: Cloud) -> Iterator[Remains]:
    """Of all stacks of this tenant that went and left something."""
    s3, bucket = cloud.client("s3"), cloud.tenant.release_bucket
    if not releases.exists(cloud, bucket):
        return
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=FOLDER)
    for key in [each["Key"] for page in pages for each in page.get("Contents", ())]:
        told = json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
        yield Remains(told["stack_id"], told["held"], tuple(Kept(**each) for each in told["kept"]))


def forget(cloud: Cloud, remains: Remains) -> None:
    cloud.client("s3").delete_object(Bucket=cloud.tenant.release_bucket, Key=remains.key)
