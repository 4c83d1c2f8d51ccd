"""Applies through the APIs what the emulator's CloudFormation drops: afterwards all is as the template says."""

import json
from typing import Any

from infra.local.aws import client
from infra.local.settings import STACK_NAME, Settings
from infra.local.steps import step
from infra.package import Package

Properties = dict[str, Any]


def apply_dropped_settings(package: Package, settings: Settings) -> None:
    """Bucket encryption, object lock and lifecycle."""
    template = json.loads(package.template.read_text())
    names = physical_names(settings)
    known = {**values_of(template["Parameters"], settings), **names}
    s3 = client("s3", settings.emulator_url)
    with step("apply what the emulator drops"):
        for logical_id, resource in template["Resources"].items():
            if logical_id in names and resource["Type"] == "AWS::S3::Bucket":
                configure_bucket(s3, names[logical_id], resolved(resource.get("Properties", {}), known))


def values_of(parameters: dict[str, Properties], settings: Settings) -> dict[str, Any]:
    """What each parameter stands for in this stack."""
    chosen = {name: settings.parameters.get(name, stated["Default"]) for name, stated in parameters.items()}
    return {name: int(value) if parameters[name]["Type"] == "Number" else value for name, value in chosen.items()}


def physical_names(settings: Settings) -> dict[str, str]:
    pages = client("cloudformation", settings.emulator_url).get_paginator("list_stack_resources")
    return {
        resource["LogicalResourceId"]: resource["PhysicalResourceId"]
        for page in pages.paginate(StackName=STACK_NAME)
        for resource in page["StackResourceSummaries"]
        if "PhysicalResourceId" in resource
    }


def resolved(value: Any, names: dict[str, Any]) -> Any:
    """The value with references replaced by what they stand for; of conditions only `Local` holds."""
    if isinstance(value, list):
        return [resolved(part, names) for part in value]
    if not isinstance(value, dict):
        return value
    if "Fn::If" in value:
        condition, here, elsewhere = value["Fn::If"]
        return resolved(here if condition == "Local" else elsewhere, names)
    if "Ref" in value:
        return names.get(value["Ref"], value["Ref"])
    if value.get("Fn::GetAtt", ["", ""])[1] == "Arn":
        return names.get(value["Fn::GetAtt"][0], "")
    return {key: resolved(part, names) for key, part in value.items()}


def configure_bucket(s3: Any, name: str, wanted: Properties) -> None:
    rules = wanted.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration", [])
    if rules:
        s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": encryption(rules)})
    if "ObjectLockConfiguration" in wanted:
        s3.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration=wanted["ObjectLockConfiguration"])
    if "LifecycleConfiguration" in wanted:
        lifecycle = [lifecycle_rule(rule) for rule in wanted["LifecycleConfiguration"]["Rules"]]
        s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": lifecycle})


def encryption(rules: list[Properties]) -> list[Properties]:
    return [
        {
            "ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"],
            "BucketKeyEnabled": rule.get("BucketKeyEnabled", False),
        }
        for rule in rules
    ]


def lifecycle_rule(rule: Properties) -> Properties:
    told: Properties = {"ID": rule["Id"], "Status": rule["Status"], "Filter": {"Prefix": rule.get("Prefix", "")}}
    if "TagFilters" in rule:
        [tag] = rule["TagFilters"]
        told["Filter"] = {"Tag": tag}
    if "ExpirationInDays" in rule:
        told["Expiration"] = {"Days": rule["ExpirationInDays"]}
    if "ExpiredObjectDeleteMarker" in rule:
        told["Expiration"] = {"ExpiredObjectDeleteMarker": rule["ExpiredObjectDeleteMarker"]}
    for same in ("AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration"):
        if same in rule:
            told[same] = rule[same]
    return told
