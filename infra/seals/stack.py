"""A deployed stack, by the name it has in CloudFormation. Region, credentials and endpoint are boto3's usual ones."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import boto3


@dataclass
class Stack:
    name: str

    def aws(self, service: str) -> Any:
        return boto3.client(service)

    @cached_property
    def outputs(self) -> dict[str, str]:
        [found] = self.aws("cloudformation").describe_stacks(StackName=self.name)["Stacks"]
        return {output["OutputKey"]: output["OutputValue"] for output in found["Outputs"]}

    def public_key(self) -> bytes:
        """The key that signs its seals, as DER."""
        found: bytes = self.aws("kms").get_public_key(KeyId=self.outputs["SealKeyArn"])["PublicKey"]
        return found
