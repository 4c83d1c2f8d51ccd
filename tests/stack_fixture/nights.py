"""The archive's nights on the stack: conversations set back by years, and the function that the clock calls."""

import json
from typing import Any

from chalicelib.adapters import archive_keys
from infra.local.settings import STACK_NAME
from infra.local.stack import Stack

LONG_AGO = "2019-03-04T09:30:00.000Z"
FUNCTION = f"{STACK_NAME}-archive"


def set_back(stack: Stack, conversation_id: str) -> None:
    """Let the head of a conversation tell that nobody has written for years."""
    date_back(stack.aws("dynamodb"), stack.outputs["RecordsTableName"], conversation_id, "lastActivityAt")


def date_back(dynamodb: Any, table: str, conversation_id: str, what: str) -> None:
    """Let its `lastActivityAt`, or the `archivedAt` of one that is archived, be long ago."""
    place = archive_keys.archived_place(LONG_AGO, conversation_id)
    dynamodb.update_item(
        TableName=table,
        Key={"PK": {"S": f"CONV#{conversation_id}"}, "SK": {"S": "HEAD"}},
        UpdateExpression="SET #what = :at, activitySK = :place",
        ExpressionAttributeNames={"#what": what},
        ExpressionAttributeValues={":at": {"S": LONG_AGO}, ":place": {"S": place}},
    )


def night(stack: Stack, **event: object) -> dict[str, Any]:
    """One run; what it says of itself."""
    return run(stack.aws("lambda"), FUNCTION, **event)


def run(functions: Any, name: str, **event: object) -> dict[str, Any]:
    answer = functions.invoke(FunctionName=name, Payload=json.dumps(event))
    content = json.loads(answer["Payload"].read())
    assert "FunctionError" not in answer, content
    return dict(content)
