"""Files of the small clinic, as if they had been uploaded and checked."""

import base64
import hashlib
from dataclasses import replace
from typing import Any

import boto3

from chalicelib import clock
from chalicelib.adapters import attachments, object_keys
from chalicelib.domain.attachment import PASSED, Attachment
from tests.unit import tables
from tests.unit.clinic import Answer, Api

FILE = "01JD0000000000000000000000"
"""The file that every conversation of the tables of routes has."""
BYTES = b"%PDF-1.7\n"


def put_file(conversation_id: str, attachment_id: str = FILE, uploader: str = "ada", **known: Any) -> Attachment:
    """A file of Ada's conversation that has passed every check, sent or not; its bytes are not in the bucket."""
    now = clock.timestamp()
    plain = Attachment(
        attachment_id, conversation_id, "ada", uploader, "scan.pdf", "application/pdf", len(BYTES), "hash", now
    )
    checked = plain.uploaded(now, None).checked(PASSED, "application/pdf")
    it = replace(checked, **known)
    attachments.create(it)
    return it


def declared(content: bytes = BYTES, name: str = "scan.pdf", kind: str = "application/pdf") -> dict[str, Any]:
    sha256 = base64.b64encode(hashlib.sha256(content).digest()).decode()
    return {"fileName": name, "contentType": kind, "size": len(content), "sha256": sha256}


def added(api: Api, path: str, content: bytes = BYTES, **more: str) -> Answer:
    """Room for a file in the conversation at that path."""
    answer = api.post(f"{path}/attachments", declared(content, **more))
    assert answer.status == 201, answer.body
    return answer


def upload(conversation_path: str, attachment_id: str, content: bytes = BYTES) -> None:
    """Put bytes where the form would."""
    key = object_keys.original(conversation_path.rpartition("/")[2], attachment_id)
    boto3.client("s3").put_object(Bucket="attachments", Key=key, Body=content, Tagging="sent=no")


def ready(api: Api, path: str, content: bytes = BYTES, **more: str) -> str:
    """The id of a file that somebody has uploaded, and that has passed every check."""
    attachment_id: str = added(api, path, content, **more)["attachment"]["id"]
    upload(path, attachment_id, content)
    assert api.post(f"{path}/attachments/{attachment_id}/complete").status == 200
    check(path, attachment_id)
    return attachment_id


def check(path: str, attachment_id: str, verdict: str = PASSED, preview: str | None = "application/pdf") -> Attachment:
    """What the checking function does."""
    it = stored(path, attachment_id)
    return attachments.replace(it, it.checked(verdict, preview))


def stored(path: str, attachment_id: str) -> Attachment:
    it = attachments.find(path.rpartition("/")[2], attachment_id)
    assert it
    return it


def follow(attachment_id: str, before: tables.Item) -> None:
    """Let the stream's function follow a change of a file, whose row was so `before`, to what it is now."""
    import app

    now = raw(attachment_id)
    changed = {"Keys": {"PK": now["PK"], "SK": now["SK"]}, "OldImage": before, "NewImage": now, "SequenceNumber": "1"}
    assert app.settle({"Records": [{"eventName": "MODIFY", "dynamodb": changed}]}, None) == {"batchItemFailures": []}


def raw(attachment_id: str) -> tables.Item:
    """The row of a file as DynamoDB writes it."""
    items = tables.contents()["Records"]
    [found] = [item for item in items if item["SK"]["S"] == f"FILE#{attachment_id}"]
    return found


def tags(path: str, attachment_id: str) -> dict[str, str]:
    return tags_at(object_keys.original(path.rpartition("/")[2], attachment_id))


def tags_at(key: str) -> dict[str, str]:
    found = boto3.client("s3").get_object_tagging(Bucket="attachments", Key=key)["TagSet"]
    return {tag["Key"]: tag["Value"] for tag in found}
