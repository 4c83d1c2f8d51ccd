"""What CloudFormation found wrong before it did anything: its status says only that something is, and where to ask."""

import re
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.cloud import Cloud

CURES = (
    ("CNAMEAlreadyExists|CNAMEs you provided", "Another CloudFront distribution has portal_domain: take it off there."),
    ("Domain already associated|Domain already exists", "Choose another sign-in address by `sign_in_domain: …`."),
    ("not authorized|AccessDenied|UnauthorizedOperation", "Deploy with credentials that may do this."),
    ("[Qq]uota|LimitExceeded|Limit exceeded", "Ask for more in Service Quotas, or delete what is not needed."),
    ("Throttl|Rate exceeded|ServiceUnavailable|Internal", "AWS was busy: run the same again."),
    ("already exists", "Something else has this name, perhaps left by an earlier installation: rename or delete it."),
)
"""Words in CloudFormation's reasons, and what helps."""
OTHERWISE = "Put that right, in the tenant's file if it is a setting."
ELSEWHERE = re.compile("DescribeEvents")
"""In a reason that names no cause, but the call that does."""


def cure_of(reason: str) -> str:
    return next((cure for words, cure in CURES if re.search(words, reason)), OTHERWISE)


def told(cloud: Cloud, reason: str, **where: str) -> str:
    """The reason, or in its place all that was found wrong, each with its cure. `where`: a change set or a stack."""
    if not ELSEWHERE.search(reason):
        return reason
    try:
        pages = cloud.client("cloudformation").get_paginator("describe_events")
        found = [
            event
            for page in pages.paginate(**where, Filters={"FailedEvents": True})
            for event in page["OperationEvents"]
        ]
    except ClientError:
        return reason
    lines = [line_of(event) for event in found if event.get("ValidationStatusReason")]
    return "\n".join(dict.fromkeys(lines)) or reason


def line_of(event: dict[str, Any]) -> str:
    kind = " ".join(event.get("ResourceType", "").split("::")[1:])
    reason = event["ValidationStatusReason"]
    return f"{event.get('LogicalResourceId', 'The template')} ({kind}): {reason}\n{cure_of(reason)}"
