"""Files are checked by the real function: told of by the bucket, called twice, killed, and told what scans found."""

import base64
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib import clock
from infra.local.stack import Stack
from tests.stack_fixture.filing import call_checker, tell_scan
from tests.stack_fixture.workers import kill
from tests.unit.inspection.corpus import JPEG, PDF
from tests.unit.inspection.papers import pdf, root, script
from tests.unit.inspection.pictures import CAMERA, with_metadata

PATIENCE = 180
"""Seconds: each of the three tries may begin with a cold start."""
CONVERSATION = "01CHECK0000000000000000000"


@dataclass(frozen=True)
class Bucket:
    """The bucket, the rows of its files, and the function that checks them."""

    stack: Stack

    def declare(self, name: str, content: bytes, content_type: str, *, needs_scan: bool = False) -> dict[str, Any]:
        """A row as the API would make it; its key."""
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        key = {"PK": {"S": f"FILES#{CONVERSATION}"}, "SK": {"S": f"FILE#{name}"}}
        ending = "pdf" if content_type == PDF else "jpg"
        words = {
            "type": "attachment", "fileName": f"{name}.{ending}", "contentType": content_type, "sha256": digest,
            "uploaderId": "ada", "patientId": "ada", "createdAt": clock.timestamp(), "uploadedAt": clock.timestamp(),
        }  # fmt: skip
        item = {**key, **{word: {"S": value} for word, value in words.items()}}
        numbers = {"size": {"N": str(len(content))}, "version": {"N": "1"}, "needsScan": {"BOOL": needs_scan}}
        self.stack.aws("dynamodb").put_item(TableName=self.stack.outputs["RecordsTableName"], Item={**item, **numbers})
        return key

    def upload(self, name: str, content: bytes) -> None:
        bucket = self.stack.outputs["AttachmentsBucket"]
        self.stack.aws("s3").put_object(Bucket=bucket, Key=f"files/{CONVERSATION}/{name}", Body=content)

    def ask(self, name: str) -> None:
        call_checker(self.stack, {"conversationId": CONVERSATION, "attachmentId": name})

    def tell_scan(self, name: str, result: str) -> None:
        tell_scan(self.stack, CONVERSATION, name, result)

    def row(self, key: dict[str, Any]) -> dict[str, Any]:
        found = self.stack.aws("dynamodb").get_item(TableName=self.stack.outputs["RecordsTableName"], Key=key)["Item"]
        return {name: next(iter(value.values())) for name, value in found.items()}

    def becomes(self, key: dict[str, Any], **wanted: str) -> dict[str, Any]:
        """The row once it holds this."""
        self.wait(lambda: wanted.items() <= self.row(key).items(), f"{wanted} in {self.row(key)}")
        return self.row(key)

    def wait(self, holds: Callable[[], Any], what: str) -> Any:
        deadline = time.monotonic() + PATIENCE
        while not (seen := holds()):
            assert time.monotonic() < deadline, f"not within {PATIENCE} s: {what}"
            time.sleep(0.1)
        return seen


@pytest.fixture(scope="module")
def bucket(stack: Stack) -> Bucket:
    return Bucket(stack)


def test_a_good_pdf_is_ready_soon_after_it_is_stored(bucket: Bucket) -> None:
    key = bucket.declare("good", pdf(), PDF)
    bucket.upload("good", pdf())
    assert bucket.becomes(key, checkVerdict="PASSED")["preview"] == PDF


def test_a_picture_gets_a_preview_without_metadata(bucket: Bucket) -> None:
    picture = with_metadata("JPEG")
    key = bucket.declare("picture", picture, JPEG)
    bucket.upload("picture", picture)
    bucket.becomes(key, checkVerdict="PASSED", preview=JPEG)
    stored = bucket.stack.aws("s3").get_object(
        Bucket=bucket.stack.outputs["AttachmentsBucket"], Key=f"previews/{CONVERSATION}/picture.jpg"
    )
    assert stored["ContentType"] == JPEG
    assert CAMERA.encode() not in stored["Body"].read()


def test_a_pdf_that_runs_is_refused_and_says_why(bucket: Bucket) -> None:
    acting = pdf(root("OpenAction", script()))
    key = bucket.declare("acting", acting, PDF)
    bucket.upload("acting", acting)
    assert "preview" not in bucket.becomes(key, checkVerdict="ACTIVE_CONTENT")


def test_asking_again_and_again_changes_nothing(bucket: Bucket) -> None:
    key = bucket.declare("doubled", pdf(), PDF)
    bucket.upload("doubled", pdf())
    for _ in range(3):
        bucket.ask("doubled")
    before = bucket.becomes(key, checkVerdict="PASSED")
    bucket.upload("doubled", pdf())
    bucket.ask("doubled")
    later = bucket.declare("later", pdf(), PDF)
    bucket.upload("later", pdf())
    bucket.becomes(later, checkVerdict="PASSED")
    assert bucket.row(key) == before
    assert before["version"] == "2"


def test_scans_are_heard_before_and_after_the_check_and_malware_wins(bucket: Bucket) -> None:
    early, late = (bucket.declare(name, pdf(), PDF, needs_scan=True) for name in ("early", "late"))
    bucket.tell_scan("early", "THREATS_FOUND")
    bucket.becomes(early, scanVerdict="MALWARE")
    bucket.upload("late", pdf())
    bucket.becomes(late, checkVerdict="PASSED")
    bucket.tell_scan("late", "NO_THREATS_FOUND")
    bucket.becomes(late, scanVerdict="PASSED")
    bucket.tell_scan("late", "THREATS_FOUND")
    bucket.becomes(late, scanVerdict="MALWARE")


def test_a_file_that_kills_the_function_is_refused_after_three_tries(bucket: Bucket) -> None:
    key = bucket.declare("deadly", pdf(), PDF)
    bucket.ask("deadly")  # nothing is stored: each try ends as one does that is killed
    killed = 0
    deadline = time.monotonic() + PATIENCE
    while "checkVerdict" not in bucket.row(key):
        assert time.monotonic() < deadline
        killed += kill(bucket.stack, "-check-file") if killed == 0 else 0
        time.sleep(0.05)
    assert bucket.row(key)["checkVerdict"] == "CHECK_FAILED"
    assert killed
    queue = bucket.stack.outputs["CheckFailuresUrl"]
    counts = bucket.stack.aws("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    assert counts["ApproximateNumberOfMessages"] == "0"
