"""The demo clinic: invented people and their conversations of the last eighteen months."""

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from infra.local.emulating import CREDENTIALS
from infra.local.settings import CLINIC_ZONE, ROOT
from infra.local.steps import Failure

if TYPE_CHECKING:
    from infra.local.stack import Stack

LOG = "demo.log"
"""Beside the stack's data: what the application logged while the clinic was filled."""


def load(stack: "Stack") -> list[dict[str, str]]:
    """Fill the clinic, unless it is full already, and return its sign-ins.

    A process of its own: the application reads at import to which tables it belongs.
    """
    child = subprocess.run(
        [sys.executable, "-m", "infra.demo"], cwd=ROOT, env=environment(stack), stdout=subprocess.PIPE, check=False
    )
    if child.returncode:
        raise Failure("The demo clinic could not be filled; the reason stands above. `make demo-reset` starts afresh.")
    *logged, told = child.stdout.splitlines(keepends=True)
    (stack.settings.folder / LOG).write_bytes(b"".join(logged))
    people: list[dict[str, str]] = json.loads(told)
    return people


def environment(stack: "Stack") -> dict[str, str]:
    """What the functions of that stack are told, as far as loading needs it."""
    return {
        **os.environ,
        **CREDENTIALS,
        "AWS_REGION": stack.region,
        "AWS_ENDPOINT_URL": stack.settings.emulator_url,
        "RECORDS_TABLE": stack.outputs["RecordsTableName"],
        "AUDIT_TABLE": stack.outputs["AuditTableName"],
        "CLINIC_TIME_ZONE": CLINIC_ZONE,
        "USER_POOL_ID": stack.user_pool_id,
        "POWERTOOLS_METRICS_DISABLED": "true",  # they go to standard output, where the sign-ins are told
    }
