"""How many patients are under a legal hold: only functions can read that, so it is asked while the stack stands."""

import json

from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy.cloud import Cloud
from infra.deploy.stacks import Stack

NEVER_USED = ("CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED")
"""States of a stack whose first creation failed: nobody can have set anything."""
OUTPUT = "ArchiveFunction"


def held(cloud: Cloud, stack: Stack) -> int | None:
    """None if nobody can tell: the function is not there or fails, or did not come to the end."""
    if stack.status in NEVER_USED:
        return 0
    if OUTPUT not in stack.outputs:
        return None
    asked = {"FunctionName": stack.outputs[OUTPUT], "Payload": json.dumps({"holds": True}).encode()}
    try:
        answer = cloud.client("lambda").invoke(**asked)
        told = json.loads(answer["Payload"].read())
    except (ClientError, BotoCoreError, ValueError):
        return None
    if "FunctionError" in answer or not told.get("complete"):
        return None
    return int(told["held"])
