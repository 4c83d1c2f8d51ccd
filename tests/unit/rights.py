"""What a call to DynamoDB needs to be allowed, and what the policies of `infra/template/roles` allow."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from infra.parts import PARTS, read_part
from tests.infra.statements import Statement, role_statements, text_of
from tests.unit.wire import Call

WRITES = {"ConditionCheck": "ConditionCheckItem", "Delete": "DeleteItem", "Put": "PutItem", "Update": "UpdateItem"}


class Right(NamedTuple):
    """One action on one partition of a table, or of an index of it (`Records/index/inbox`)."""

    action: str
    place: str
    partition: str


def needed(call: Call) -> Iterator[Right]:
    """The rights that one call needs: one for each item of a batch or a transaction."""
    content = call.content
    match call.operation:
        case "BatchGetItem":
            for table, wanted in content["RequestItems"].items():
                for key in wanted["Keys"]:
                    yield Right("dynamodb:BatchGetItem", table, key["PK"]["S"])
        case "BatchWriteItem":
            yield from _in_batch(content["RequestItems"])
        case "TransactWriteItems":
            written = [pair for part in content["TransactItems"] for pair in part.items()]
            yield from (_on_item(WRITES[kind], write) for kind, write in written)
        case "Scan":
            yield Right("dynamodb:Scan", content["TableName"], "")
        case "Query":
            index = f"/index/{content['IndexName']}" if "IndexName" in content else ""
            assert content["KeyConditionExpression"].replace("(", "").startswith("#0 = :0")
            partition = content["ExpressionAttributeValues"][":0"]["S"]
            yield Right("dynamodb:Query", content["TableName"] + index, partition)
        case operation:
            yield _on_item(operation, content)


def _in_batch(wanted: dict[str, list[dict[str, Any]]]) -> Iterator[Right]:
    for table, parts in wanted.items():
        for [write] in (part.values() for part in parts):
            yield Right("dynamodb:BatchWriteItem", table, (write.get("Key") or write["Item"])["PK"]["S"])


def _on_item(operation: str, content: dict[str, Any]) -> Right:
    key = content.get("Key") or content["Item"]
    return Right(f"dynamodb:{operation}", content["TableName"], key["PK"]["S"])


def refused(policy: str, calls: list[Call]) -> set[Right]:
    """What these calls need and the policy does not give."""
    given = said_by(policy)
    return {right for call in calls for right in needed(call) if not any(_allows(said, right) for said in given)}


def idle(policy: str, calls: list[Call]) -> set[tuple[str, str]]:
    """Actions on tables and indexes that the policy gives and none of these calls needs, as (action, place)."""
    used = {(right.action, right.place) for call in calls for right in needed(call)}
    given = {(action, place) for said in said_by(policy) for action in said.actions for place in _places(said)}
    return {(action, place) for action, place in given - used if place.startswith(("Records", "Audit"))}


def said_by(policy: str) -> list[Statement]:
    """The statements of one policy. Those on the stream are Lambda's to use, not the code's."""
    short = re.sub(r"(?<!^)(?=[A-Z])", "_", policy.removesuffix("Policy")).lower()
    said = role_statements(read_part(PARTS / "roles" / f"{short}.yaml")["Resources"])
    return [one for one in said if one.sid != "Stream"]


def _allows(said: Statement, right: Right) -> bool:
    keys = said.condition.get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", ["*"])
    is_its_partition = any(fnmatchcase(right.partition, pattern) for pattern in keys)
    return right.action in said.actions and right.place in _places(said) and is_its_partition


def _places(said: Statement) -> set[str]:
    return {re.sub(r"\$\{(\w+)\.Arn\}", r"\1", text_of(resource)).removesuffix(".Arn") for resource in said.resources}
