"""A tenant whose AWS says what a test lets it say."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.stub import Stubber

from infra.deploy.cloud import Cloud
from infra.deploy.tenants import parsed

RIGHT = """\
account: "111122223333"
region: eu-central-1
clinic_name: Riverside
portal_domain: messages.clinic.example
sender_address: no-reply@clinic.example
certificate_arn: arn:aws:acm:us-east-1:111122223333:certificate/0a
"""
TENANT = parsed("riverside", RIGHT, "infra/tenants/riverside.yaml")
STACK_ID = "arn:aws:cloudformation:eu-central-1:111122223333:stack/clinic-messaging/1"


@dataclass
class StubbedAws:
    """Answers in the order in which they were given, service by service; `cloud` asks it."""

    stubs: dict[str, Stubber] = field(default_factory=dict)

    @property
    def cloud(self) -> Cloud:
        return Cloud(TENANT, lambda service, _region: self.stub(service).client, pause=0)

    def stub(self, service: str) -> Stubber:
        if service not in self.stubs:
            keys = {"aws_access_key_id": "a", "aws_secret_access_key": "b"}
            client = boto3.client(service, region_name="eu-central-1", **keys)
            self.stubs[service] = Stubber(client)
            self.stubs[service].activate()
        return self.stubs[service]

    def answers(self, service: str, method: str, answer: dict[str, Any], asked: dict[str, Any] | None = None) -> None:
        self.stub(service).add_response(method, answer, asked)

    def refuses(self, service: str, method: str, code: str, message: str = "") -> None:
        self.stub(service).add_client_error(method, code, message)

    def has_stack(self, status: str, tenant: str | None = "riverside", outputs: dict[str, str] | None = None) -> None:
        tags = [{"Key": "clinic-messaging:tenant", "Value": tenant}] if tenant else []
        told = [{"OutputKey": name, "OutputValue": value} for name, value in (outputs or {}).items()]
        stack = {
            **{"StackName": "clinic-messaging", "StackId": STACK_ID, "StackStatus": status},
            **{"CreationTime": "2026-11-29T00:00:00Z", "Tags": tags, "Outputs": told},
        }
        self.answers("cloudformation", "describe_stacks", {"Stacks": [stack]})

    def has_no_stack(self) -> None:
        self.refuses("cloudformation", "describe_stacks", "ValidationError", "Stack with id x does not exist")


@contextmanager
def stubbed() -> Iterator[StubbedAws]:
    """At the end all answers must have been asked for."""
    aws = StubbedAws()
    yield aws
    with ExitStack() as ends:
        for stub in aws.stubs.values():
            ends.callback(stub.assert_no_pending_responses)
