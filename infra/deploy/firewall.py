"""AWS WAF before the portal's name. CloudFront takes one from us-east-1 alone, so it is a stack of its own there."""

from dataclasses import replace
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy import applying, following, stacks
from infra.deploy.cloud import Cloud
from infra.deploy.releases import Release
from infra.deploy.rules import part
from infra.deploy.terminal import tell
from infra.firewall import logged, web_acl
from infra.local.steps import Failure

REGION = "us-east-1"
PARAMETERS = ("WafMode", "WafRequests", "LogRetentionDays")


def template() -> dict[str, Any]:
    """What stands in us-east-1."""
    name, days = {"Fn::Sub": "aws-waf-logs-${AWS::StackName}"}, {"Ref": "LogRetentionDays"}
    return {
        "Description": "Clinic Messaging, the firewall before the portal.",
        "Parameters": {name: part()["Parameters"][name] for name in PARAMETERS},
        "Conditions": {"WafBlocks": part()["Conditions"]["WafBlocks"]},
        "Resources": {
            "Firewall": {"Type": "AWS::WAFv2::WebACL", "Properties": web_acl("portal", "CLOUDFRONT")},
            # Goes with the stack: whoever deploys again needs the name, which AWS wants to begin so.
            "Log": {
                "Type": "AWS::Logs::LogGroup",
                "DeletionPolicy": "Delete",
                "UpdateReplacePolicy": "Delete",
                "Properties": {"LogGroupName": name, "RetentionInDays": days},
            },
            "Logging": {"Type": "AWS::WAFv2::LoggingConfiguration", "Properties": logged("Firewall", "Log")},
        },
        "Outputs": {"WebAclArn": {"Value": {"Fn::GetAtt": ["Firewall", "Arn"]}}},
    }


def is_wanted(cloud: Cloud) -> bool:
    """Whether we make one: not if the clinic names its own, or wants none, nor on an emulator."""
    parameters = cloud.tenant.parameters
    return not cloud.is_emulated and parameters["WafMode"] != "OFF" and not parameters["WebAclArn"]


def over_there(cloud: Cloud) -> Cloud:
    """The tenant's AWS as the firewall's stack sees it."""
    return replace(cloud, tenant=replace(cloud.tenant, region=REGION, stack=f"{cloud.tenant.stack}-edge"))


def raise_before(cloud: Cloud) -> Cloud:
    """Bring the firewall to the tenant's settings; gives the tenant as its own stack is to see it."""
    if not is_wanted(cloud):
        return cloud
    there = over_there(cloud)
    tell(f"\n  firewall: stack {there.tenant.stack} in {REGION}")
    applying.wait_for_others(there)
    if problem := stacks.obstacle(stacks.find(there), there.tenant.name, there.tenant.stack):
        raise Failure(problem)
    outputs = applying.bring_to(there, Release("", template()), allow_data_loss=False)
    return behind(cloud, outputs["WebAclArn"])


def behind(cloud: Cloud, arn: str) -> Cloud:
    return replace(cloud, tenant=replace(cloud.tenant, parameters={**cloud.tenant.parameters, "WebAclArn": arn}))


def compare(cloud: Cloud) -> Cloud:
    """Tell what `raise_before` would change, and change nothing."""
    if not is_wanted(cloud):
        return cloud
    there = over_there(cloud)
    tell(f"\n  firewall: stack {there.tenant.stack} in {REGION}")
    applying.show(there, Release("", template()))
    found = stacks.find(there)
    tell("")
    return behind(cloud, found.outputs.get("WebAclArn", "")) if found else cloud


def remove_unless_wanted(cloud: Cloud) -> None:
    """Take it away once CloudFront does not use it any more."""
    if cloud.is_emulated or is_wanted(cloud):
        return
    try:
        remove(cloud)
    except ClientError as refusal:
        tell(f"Whether a firewall of before is left in {REGION} could not be asked: {refusal}")


def remove(cloud: Cloud) -> None:
    """Delete the firewall's stack, if there is one of this tenant."""
    there = over_there(cloud)
    found = None if cloud.is_emulated else stacks.find(there)
    if found is None or found.tags.get(stacks.MARK) != cloud.tenant.name:
        return
    since = following.last_event(there, found.id)
    there.client("cloudformation").delete_stack(StackName=found.id)
    ended = following.follow(there, found.id, since)
    if ended.status != "DELETE_COMPLETE":
        raise Failure(
            f"The firewall's stack {there.tenant.stack} in {REGION} is at {ended.status}: run the same again."
        )
    tell(f"The firewall's stack {there.tenant.stack} in {REGION} is deleted.")
