"""AWS in this process: the template's own tables, a user pool and a queue on moto, and the functions' environment."""

import os

os.environ.update(
    AWS_DEFAULT_REGION="us-east-1",
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    RECORDS_TABLE="Records",
    AUDIT_TABLE="Audit",
    PORTAL_CLIENT_ID="portal-client",
    DIRECTORY_CLIENT_ID="directory-client",
    ISSUER="https://cognito-idp.us-east-1.amazonaws.com/people",
    AUTHORIZE_URL="https://sign-in.example/oauth2/authorize",
    POWERTOOLS_TRACE_DISABLED="true",
)

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
from moto import mock_aws

from chalicelib.settings import settings
from tests.unit import quick_moto, tables


@contextmanager
def in_memory() -> Iterator[str]:
    """Empty tables, for as long as the block runs; gives the id of the user pool."""
    from chalicelib.adapters import files, identity, jobs

    quick_moto.correct()
    with mock_aws():
        tables.create_tables()
        pool = boto3.client("cognito-idp")
        pool_id = pool.create_user_pool(PoolName="people")["UserPool"]["Id"]
        for role in ("patient", "provider", "front_desk", "admin"):
            pool.create_group(UserPoolId=pool_id, GroupName=role)
        os.environ["USER_POOL_ID"] = pool_id
        enrolment = pool.create_user_pool_client(UserPoolId=pool_id, ClientName="second-factor", GenerateSecret=True)
        os.environ["SECOND_FACTOR_CLIENT_ID"] = enrolment["UserPoolClient"]["ClientId"]
        os.environ["ATTACHMENTS_BUCKET"] = "attachments"
        boto3.client("s3").create_bucket(Bucket="attachments")
        boto3.client("s3").put_bucket_versioning(Bucket="attachments", VersioningConfiguration={"Status": "Enabled"})
        os.environ["HANDOVER_QUEUE_URL"] = boto3.client("sqs").create_queue(QueueName="jobs")["QueueUrl"]
        settings.cache_clear()
        identity.pool.cache_clear()
        jobs.queues.cache_clear()
        files.bucket.cache_clear()
        yield pool_id
