"""Has the application mark every conversation of a restored table: an administrator can read none of them."""

import json
from typing import Any

from infra.deploy.cloud import Cloud
from infra.local.steps import Failure


def mark_all(cloud: Cloud, function: str, occasion: str) -> int:
    """How many conversations say now that they were restored; those that said so before are not counted."""
    marked, place = 0, {"part": 0, "after": ""}
    while place:
        answer = call(cloud, function, {**place, "occasion": occasion})
        marked, place = marked + answer["marked"], answer["next"]
    return marked


def call(cloud: Cloud, function: str, place: dict[str, Any]) -> dict[str, Any]:
    answer = cloud.client("lambda").invoke(FunctionName=function, Payload=json.dumps({"restored": place}))
    told = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        raise Failure(
            f"Not every conversation could be marked: {told.get('errorMessage')} The log of {function} names them. "
            "Run the same again: those that are marked stay so."
        )
    found: dict[str, Any] = told
    return found
