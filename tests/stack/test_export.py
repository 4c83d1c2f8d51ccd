"""A thread that is too large for an answer: through the real bucket, in parts, with the role's own rights."""

from typing import Any

import httpx
import pytest

from chalicelib.adapters import keys
from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic

MORE = 170
LONG = "🩺" * 7_990
"""Of four bytes each: so many messages are more than one part of an upload."""


def grow(stack: Stack, conversation_id: str, count: int, text: str) -> None:
    """Let a thread of one message have so many more, written straight into the table."""
    dynamodb, table = stack.aws("dynamodb"), stack.outputs["RecordsTableName"]
    pk = {"S": keys.conversation(conversation_id)}
    first = dynamodb.get_item(TableName=table, Key={"PK": pk, "SK": {"S": keys.message(1)}})["Item"]
    for begin in range(2, count + 2, 25):
        put = [row_of(first, seq, text) for seq in range(begin, min(begin + 25, count + 2))]
        dynamodb.batch_write_item(RequestItems={table: [{"PutRequest": {"Item": row}} for row in put]})
    dynamodb.update_item(
        TableName=table,
        Key={"PK": pk, "SK": {"S": keys.HEAD}},
        UpdateExpression="SET lastSeq = :count, texts = :count",
        ExpressionAttributeValues={":count": {"N": str(count + 1)}},
    )


def row_of(first: dict[str, Any], seq: int, text: str) -> dict[str, Any]:
    said = {"SK": {"S": keys.message(seq)}, "text": {"S": f"{seq} {text}"}, "texts": {"N": str(seq)}}
    return {**first, **said}


@pytest.fixture(scope="module")
def large(stack: Stack, clinic: Clinic) -> str:
    """Where a thread of more than five MiB is."""
    conversation_id = clinic.topic(topic="Very long")["id"]
    grow(stack, conversation_id, MORE, LONG)
    return f"/conversations/{conversation_id}"


@pytest.mark.parametrize("form", ["json", "html"])
def test_it_comes_as_a_link_to_the_whole_thread_for_members_alone(
    stack: Stack, clinic: Clinic, large: str, form: str
) -> None:
    assert clinic.bo.http.get(f"{large}/export", params={"format": form}).status_code == 404

    files = list(exported(clinic.nora.http, large, form))

    seqs = [seq for file in files for seq in seqs_in(file, form)]
    assert seqs == list(range(1, MORE + 2))
    assert any("X-Amz-Signature" in str(file.request.url) for file in files)
    for file in files:
        if "X-Amz-Signature" in str(file.request.url):
            assert file.headers["content-disposition"].startswith('attachment; filename="conversation-')
            assert file.headers["cache-control"] == "no-store"
            assert httpx.get(str(file.request.url).replace("exports/", "exports/x")).status_code == 403


def exported(http: httpx.Client, path: str, form: str) -> Any:
    """Each file of the thread; one, unless the machine is so busy that it takes longer."""
    after: str | None = "0"
    while after is not None:
        answer = http.get(f"{path}/export", params={"format": form, "after": after})
        assert answer.status_code in (200, 201), answer.text
        yield httpx.get(answer.json()["url"]) if answer.status_code == 201 else answer
        after = answer.headers.get("X-Next-After")


def seqs_in(file: httpx.Response, form: str) -> list[int]:
    if form == "json":
        return [it["seq"] for it in file.json()["items"] if LONG in it["text"] or it["seq"] == 1]
    return [seq for seq in range(1, MORE + 2) if f'<article id="m{seq}">' in file.text]
