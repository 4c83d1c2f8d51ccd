"""Clients of the local AWS. Its one account answers to any administrator's key."""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

from infra.local.emulating import CREDENTIALS
from infra.local.settings import REGION

PATIENT = Config(retries={"max_attempts": 2}, read_timeout=60)


@cache
def client(service: str, emulator_url: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=emulator_url,
        region_name=REGION,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        config=PATIENT,
    )
