"""Applies through the APIs what the emulator's CloudFormation drops: afterwards all is as the template says."""

import json
from typing import Any

from infra.local.aws import client
from infra.local.settings import STACK_NAME, Settings
from infra.local.steps import step
from infra.package import Package

Properties = dict[str, Any]


def apply_dropped_settings(package: Package, settings: Settings) -> None:
    """Bucket encryption, object lock and lifecycle; point-in-time recovery of tables."""
    names = physical_names(settings)
    s3, dynamodb = client("s3", settings.emulator_url), client("dynamodb", settings.emulator_url)
    appliers = {
        "AWS::S3::Bucket": lambda name, wanted: configure_bucket(s3, name, wanted),
        "AWS::DynamoDB::Table": lambda name, wanted: configure_table(dynamodb, name, wanted),
    }
    with step("apply what the emulator drops"):
        for logical_id, resource in json.loads(package.template.read_text())["Resources"].items():
            if logical_id in names and resource["Type"] in appliers:
                appliers[resource["Type"]](names[logical_id], resolved(resource.get("Properties", {}), names))


def physical_names(settings: Settings) -> dict[str, str]:
    pages = client("cloudformation", settings.emulator_url).get_paginator("list_stack_resources")
    return {
        resource["LogicalResourceId"]: resource["PhysicalResourceId"]
        for page in pages.paginate(StackName=STACK_NAME)
        for resource in page["StackResourceSummaries"]
        if "PhysicalResourceId" in resource
    }


def resolved(value: Any, names: dict[str, str]) -> Any:
    """The value with references to other resources replaced by their names; of conditions only `Local` holds."""
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
    if "ExpirationInDays" in rule:
        told["Expiration"] = {"Days": rule["ExpirationInDays"]}
    for same in ("AbortIncompleteMultipartUpload", "NoncurrentVersionExpiration"):
        if same in rule:
            told[same] = rule[same]
    return told


def configure_table(dynamodb: Any, name: str, wanted: Properties) -> None:
    recovery = wanted.get("PointInTimeRecoverySpecification")
    if recovery:
        dynamodb.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=recovery)
