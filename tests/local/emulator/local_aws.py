"""Small things to make on an emulator: functions, tables, APIs."""

import io
import json
import time
import uuid
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import boto3
from botocore.config import Config

from infra.local.settings import REGION

ANYONE = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}
LAMBDA_PATH = f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions"


PATIENCE = 60
"""Seconds that what should come may take: only a failure waits so long."""
NOTHING_COMES = 4
"""Seconds after which what plain MiniStack never does has not been done."""


MEETING = """
import os, pathlib, time
def run(event, context):
    print("seen")
    here, until = pathlib.Path({folder!r}), time.monotonic() + {seconds}
    if event.get("requestContext", {{}}).get("eventType") not in ("CONNECT", "DISCONNECT"):
        (here / str(os.getpid())).touch()
        while len(list(here.iterdir())) < {many} and time.monotonic() < until:
            time.sleep(0.02)
    return {answer}
"""


def meeting(folder: Path, many: int, seconds: float, answer: str = "os.getpid()") -> str:
    """The code of a function that answers when so many processes run it; if they do not come, after these seconds.

    Opening and closing a socket waits for nobody.
    """
    return MEETING.format(folder=str(folder), many=many, seconds=seconds, answer=answer)


def packed(code: str) -> bytes:
    """An archive with that module."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("it.py", dedent(code))
    return content.getvalue()


def unique(name: str) -> str:
    return f"{name}-{uuid.uuid4().hex[:8]}"


@dataclass(frozen=True)
class LocalAws:
    """One emulator, and what tests make on it."""

    url: str

    def client(self, service: str) -> Any:
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"max_attempts": 0}, max_pool_connections=20),
        )

    def role(self) -> str:
        iam, name = self.client("iam"), unique("role")
        trust = json.dumps({"Version": "2012-10-17", "Statement": [ANYONE]})
        arn: str = iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        policy = json.dumps({"Version": "2012-10-17", "Statement": [EVERYTHING]})
        iam.put_role_policy(RoleName=name, PolicyName="all", PolicyDocument=policy)
        return arn

    def function(self, code: str, timeout: int = 10) -> str:
        """A function whose module is `code`, with a handler `run(event, context)`; returns its name."""
        name = unique("function")
        self.client("lambda").create_function(
            FunctionName=name, Runtime="python3.11", Role=self.role(), Handler="it.run", Timeout=timeout,
            Code={"ZipFile": packed(code)},
        )  # fmt: skip
        return name

    def call(self, function: str) -> Any:
        answer = self.client("lambda").invoke(FunctionName=function, Payload=b"{}")
        return json.loads(answer["Payload"].read())

    def call_at_once(self, function: str, times: int) -> list[Any]:
        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(lambda _: self.call(function), range(times)))

    def integration(self, function: str) -> str:
        described = self.client("lambda").get_function(FunctionName=function)["Configuration"]
        return f"{LAMBDA_PATH}/{described['FunctionArn']}/invocations"

    def table(self, **more: Any) -> str:
        name = unique("table")
        self.client("dynamodb").create_table(TableName=name, BillingMode="PAY_PER_REQUEST", **KEYED_BY_ID, **more)
        return name

    def stack(self, name: str, template: dict[str, Any]) -> dict[str, str]:
        """Create or update a CloudFormation stack; returns physical ids by logical ids."""
        cloudformation = self.client("cloudformation")
        known = {stack["StackName"] for stack in cloudformation.describe_stacks()["Stacks"]}
        change = cloudformation.update_stack if name in known else cloudformation.create_stack
        change(StackName=name, TemplateBody=json.dumps(template))
        wait_for(lambda: not self.status(name).endswith("IN_PROGRESS"))
        assert self.status(name) in ("CREATE_COMPLETE", "UPDATE_COMPLETE")
        resources = cloudformation.describe_stack_resources(StackName=name)["StackResources"]
        return {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in resources}

    def status(self, name: str) -> str:
        found: str = self.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
        return found

    def words_logged_by(self, function: str) -> str:
        logs, group = self.client("logs"), f"/aws/lambda/{function}"
        groups = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
        events = logs.filter_log_events(logGroupName=group)["events"] if groups else []
        return "\n".join(event["message"] for event in events)


KEYED_BY_ID: dict[str, Any] = {
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
}


def wait_for(condition: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """What the condition becomes once it is true, or its last value when the time is over."""
    deadline = time.monotonic() + seconds
    while not (seen := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return seen
