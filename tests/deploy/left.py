"""What a stack left, in an AWS on this machine: one of each kind, and the note of it in the bucket of releases."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import boto3

from infra.deploy import remains
from infra.deploy.cloud import Cloud
from infra.deploy.remains import Kept, Remains
from tests.deploy.stubbed import STACK_ID, TENANT, StubbedAws

REGION = TENANT.region
KEYS = {"AttributeName": "PK", "KeyType": "HASH"}
SHAPE: dict[str, Any] = {
    **{"KeySchema": [KEYS], "AttributeDefinitions": [{"AttributeName": "PK", "AttributeType": "S"}]},
    **{"BillingMode": "PAY_PER_REQUEST"},
}


@dataclass(frozen=True)
class Left:
    """`cloud` finds no stack any more, and everything else where `kept` says."""

    cloud: Cloud
    kept: dict[str, str]

    def client(self, service: str) -> Any:
        return self.cloud.client(service)

    def names(self) -> set[str]:
        """Of what is still there. Keys count as gone once they are on their way."""
        s3, kms = self.client("s3"), self.client("kms")
        alive = {
            *self.client("dynamodb").list_tables()["TableNames"],
            *(bucket["Name"] for bucket in s3.list_buckets()["Buckets"]),
            *self.client("sqs").list_queues().get("QueueUrls", ()),
            *(pool["Id"] for pool in self.client("cognito-idp").list_user_pools(MaxResults=60)["UserPools"]),
            *(group["logGroupName"] for group in self.client("logs").describe_log_groups()["logGroups"]),
            *(key["KeyId"] for key in kms.list_keys()["Keys"] if state(kms, key["KeyId"]) == "Enabled"),
        }
        return {name for name, physical in self.kept.items() if physical in alive}


def state(kms: Any, key_id: str) -> str:
    return str(kms.describe_key(KeyId=key_id)["KeyMetadata"]["KeyState"])


def stack_is_gone(aws: StubbedAws, locks_for_days: int = 0) -> Left:
    """A stack that was taken away. `locks_for_days`: for so long nobody can remove the one seal."""
    made = {service: client(service) for service in SERVICES}

    def find(service: str, _region: str) -> Any:
        return made.get(service) or aws.stub(service).client

    # As on an emulator: the moto of these tests takes a policy that refuses plain HTTP for one that refuses everything.
    cloud = replace(aws.cloud, endpoint="moto", clients=find)
    kept = {
        **{name: table(made["dynamodb"], name) for name in ("Records", "Audit")},
        **{name: bucket(made["s3"], name) for name in ("Attachments", "AccessLogs")},
        "Seals": bucket(made["s3"], "Seals", locks_for_days),
        "Key": made["kms"].create_key()["KeyMetadata"]["KeyId"],
        "SealKey": made["kms"].create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"],
        "UserPool": made["cognito-idp"].create_user_pool(PoolName="p", DeletionProtection="ACTIVE")["UserPool"]["Id"],
        "HandoverJobs": made["sqs"].create_queue(QueueName="jobs")["QueueUrl"],
        "ApiLog": "/aws/lambda/clinic-messaging-api",
        "GatewayLogRole": "a-role-that-others-may-use",
    }
    made["logs"].create_log_group(logGroupName=kept["ApiLog"])
    listed = tuple(Kept(name, KINDS.get(name, "AWS::S3::Bucket"), physical) for name, physical in kept.items())
    remains.note(cloud, Remains(STACK_ID, 0, listed))
    return Left(cloud, kept)


@cache
def client(service: str) -> Any:
    """Made once: most of the time of these tests went into it."""
    return boto3.client(service, region_name=REGION, aws_access_key_id="a", aws_secret_access_key="b")


def table(dynamodb: Any, name: str) -> str:
    dynamodb.create_table(TableName=f"clinic-{name}", **SHAPE, DeletionProtectionEnabled=True)
    return f"clinic-{name}"


def bucket(s3: Any, name: str, locks_for_days: int = 0) -> str:
    """With one object in two versions, and an upload that nobody finished."""
    made = f"clinic-{name.lower()}"
    place = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}
    s3.create_bucket(Bucket=made, ObjectLockEnabledForBucket=bool(locks_for_days), **place)
    s3.put_bucket_versioning(Bucket=made, VersioningConfiguration={"Status": "Enabled"})
    if locks_for_days:
        rule = {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": locks_for_days}}
        locked = {"ObjectLockEnabled": "Enabled", "Rule": rule}
        s3.put_object_lock_configuration(Bucket=made, ObjectLockConfiguration=locked)
    for body in (b"one", b"two"):
        s3.put_object(Bucket=made, Key="something", Body=body)
    s3.create_multipart_upload(Bucket=made, Key="unfinished")
    return made


SERVICES = ("dynamodb", "s3", "sqs", "cognito-idp", "logs", "kms", "cloudwatch")
KINDS = {
    **{"Records": "AWS::DynamoDB::Table", "Audit": "AWS::DynamoDB::Table", "HandoverJobs": "AWS::SQS::Queue"},
    **{"Key": "AWS::KMS::Key", "SealKey": "AWS::KMS::Key", "UserPool": "AWS::Cognito::UserPool"},
    **{"ApiLog": "AWS::Logs::LogGroup", "GatewayLogRole": "AWS::IAM::Role"},
}
