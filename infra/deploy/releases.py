"""Puts a package where CloudFormation takes it from: a bucket of the tenant's, private, encrypted, with versions."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.cloud import Cloud
from infra.local.steps import Failure
from infra.package import Package

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
BLOCKED = {
    **{"BlockPublicAcls": True, "IgnorePublicAcls": True},
    **{"BlockPublicPolicy": True, "RestrictPublicBuckets": True},
}
BY_S3 = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}


@dataclass(frozen=True)
class Release:
    """`url`: where CloudFormation reads the template, empty if it is small enough to be sent along.

    `template`: what it says, functions' code in the bucket.
    """

    url: str
    template: dict[str, Any]

    @property
    def source(self) -> dict[str, str]:
        """How CloudFormation is given the template."""
        return {"TemplateURL": self.url} if self.url else {"TemplateBody": json.dumps(self.template)}


def publish(cloud: Cloud, package: Package) -> Release:
    """Upload what is not there yet. Every file is named by its content, so nothing of an earlier release changes."""
    bucket = cloud.tenant.release_bucket
    prepare(cloud, bucket)
    archives = {f"./{path.name}": path.read_bytes() for path in package.archives}
    keys = {name: f"{digest(content)}.zip" for name, content in archives.items()}
    for name, content in archives.items():
        put(cloud, keys[name], content)
    return with_template(cloud, with_code_at(json.loads(package.template.read_text()), bucket, keys))


def with_template(cloud: Cloud, template: dict[str, Any]) -> Release:
    """A release of that template; the code that it names is in the bucket already."""
    written = json.dumps(template).encode()
    name = f"{digest(written)}.json"
    put(cloud, name, written)
    return Release(f"https://s3.{cloud.tenant.region}.amazonaws.com/{cloud.tenant.release_bucket}/{name}", template)


def put(cloud: Cloud, key: str, content: bytes) -> None:
    bucket = cloud.tenant.release_bucket
    if not is_there(cloud, bucket, key):
        cloud.client("s3").put_object(Bucket=bucket, Key=key, Body=content)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def with_code_at(template: dict[str, Any], bucket: str, keys: Mapping[str, str]) -> dict[str, Any]:
    """The template with its functions' code in a bucket, as `aws cloudformation package` would leave it."""
    functions = [each for each in template["Resources"].values() if each["Type"] == "AWS::Serverless::Function"]
    for function in functions:
        code = function["Properties"]["CodeUri"]
        function["Properties"]["CodeUri"] = {"Bucket": bucket, "Key": keys[code]}
    return template


def prepare(cloud: Cloud, bucket: str) -> None:
    """Make the bucket if it is missing, and see that it is closed whatever an earlier, interrupted run has left."""
    s3 = cloud.client("s3")
    if not exists(cloud, bucket):
        region = cloud.tenant.region
        place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3.create_bucket(Bucket=bucket, **place)
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=BLOCKED)
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration=BY_S3)
    if not cloud.is_emulated:  # which speaks plain HTTP
        s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(only_over_tls(bucket)))


def exists(cloud: Cloud, bucket: str) -> bool:
    try:
        cloud.client("s3").head_bucket(Bucket=bucket, ExpectedBucketOwner=cloud.tenant.account)
    except ClientError as refusal:
        if refusal.response["Error"]["Code"] in ("404", "NoSuchBucket"):
            return False
        if refusal.response["Error"]["Code"] != "403":
            raise
        raise Failure(
            f"The bucket {bucket} cannot be used: it is another account's, or your credentials may not see it. "
            "Give the tenant another `stack`, or ask for the right s3:ListBucket."
        ) from refusal
    return True


def is_there(cloud: Cloud, bucket: str, key: str) -> bool:
    try:
        cloud.client("s3").head_object(Bucket=bucket, Key=key)
    except ClientError as refusal:
        if refusal.response["Error"]["Code"] in ("404", "NoSuchKey"):
            return False
        raise
    return True


def only_over_tls(bucket: str) -> dict[str, Any]:
    arn = f"arn:aws:s3:::{bucket}"
    refusal = {
        "Sid": "OnlyOverTls",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [arn, f"{arn}/*"],
    }
    return {
        "Version": "2012-10-17",
        "Statement": [{**refusal, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}],
    }
