"""The function that checks files: from what happens in the bucket to a verdict, once, whatever comes twice or early."""

import json
from dataclasses import replace
from typing import Any

import boto3
import pytest

import app
from chalicelib.adapters import attachments, object_keys
from chalicelib.domain.attachment import PASSED, Attachment, Reason, State
from tests.unit import filing
from tests.unit.clinic import Clinic
from tests.unit.inspection.corpus import JPEG, PDF
from tests.unit.inspection.papers import pdf, root, script
from tests.unit.inspection.pictures import encoded

NAME = "01JD00000000000000000FRESH"
NOTHING = {"batchItemFailures": []}


@pytest.fixture
def place(talk: Clinic) -> str:
    return talk.topic_id


def stored(place: str, content: bytes, kind: str = PDF, **known: Any) -> Attachment:
    """A file that was declared and uploaded, and that nobody has looked into."""
    declared = filing.declared(content, "scan.pdf" if kind == PDF else "photo.jpg", kind)
    fresh = {"content_type": kind, "file_name": declared["fileName"], "size": len(content), "check": None}
    it = filing.put_file(place, NAME, **{**fresh, "sha256": declared["sha256"], "preview": None, **known})
    boto3.client("s3").put_object(Bucket="attachments", Key=object_keys.original(place, NAME), Body=content)
    return it


def asked(place: str) -> dict[str, Any]:
    return {"conversationId": place, "attachmentId": NAME}


def uploaded(place: str) -> dict[str, Any]:
    return {"detail-type": "Object Created", "detail": {"object": {"key": object_keys.original(place, NAME)}}}


def scanned(place: str, result: str) -> dict[str, Any]:
    found = {"s3ObjectDetails": {"objectKey": object_keys.original(place, NAME)}}
    detail = {**found, "scanResultDetails": {"scanResultStatus": result}}
    return {"detail-type": "GuardDuty Malware Protection Object Scan Result", "detail": detail}


def given_up(*events: dict[str, Any]) -> dict[str, Any]:
    bodies = enumerate(json.dumps({"requestPayload": event}) for event in events)
    records = [{"eventSource": "aws:sqs", "messageId": str(number), "body": body} for number, body in bodies]
    answer: dict[str, Any] = app.check_file({"Records": records}, None)
    return answer


def now(place: str) -> Attachment:
    it = attachments.find(place, NAME)
    assert it
    return it


@pytest.mark.parametrize("event", [asked, uploaded], ids=["asked by the API", "told by the bucket"])
def test_a_good_file_is_ready(place: str, event: Any) -> None:
    stored(place, pdf())
    assert app.check_file(event(place), None) is None
    assert (now(place).state, now(place).preview) == (State.READY, PDF)


@pytest.mark.parametrize(
    ("content", "known", "reason"),
    [
        (pdf(root("OpenAction", script())), {}, Reason.ACTIVE_CONTENT),
        (pdf(), {"size": 5}, Reason.SIZE),
        (pdf(), {"sha256": "another"}, Reason.CHECKSUM),
        (pdf(), {"file_name": "scan.exe"}, Reason.NAME_MISMATCH),
        (b"", {}, Reason.EMPTY),
    ],
)
def test_a_bad_one_is_refused_and_has_no_preview(place: str, content: bytes, known: Any, reason: Reason) -> None:
    stored(place, content, **known)
    app.check_file(asked(place), None)
    assert (now(place).state, now(place).reason, now(place).preview) == (State.REFUSED, reason, None)


def test_a_second_check_neither_looks_nor_writes(place: str) -> None:
    stored(place, pdf())
    app.check_file(asked(place), None)
    before = now(place)
    boto3.client("s3").put_object(Bucket="attachments", Key=object_keys.original(place, NAME), Body=b"other")
    app.check_file(uploaded(place), None)
    assert now(place) == before


def test_a_late_preview_does_not_take_the_place_of_one_that_was_sent(place: str) -> None:
    picture = encoded("JPEG")
    it = stored(place, picture, JPEG)
    app.check_file(asked(place), None)
    sent = {"Bucket": "attachments", "Key": object_keys.preview(place, NAME, JPEG)}
    boto3.client("s3").put_object_tagging(**sent, Tagging={"TagSet": [{"Key": "sent", "Value": "yes"}]})
    attachments.replace(now(place), replace(it, version=now(place).version))
    app.check_file(asked(place), None)
    tags = boto3.client("s3").get_object_tagging(**sent)["TagSet"]
    assert (now(place).check, tags) == (PASSED, [{"Key": "sent", "Value": "yes"}])


def test_what_the_bucket_tells_of_before_its_uploader_does_is_there_in_the_version_that_was_checked(place: str) -> None:
    stored(place, pdf(), uploaded_at=None)
    app.check_file(uploaded(place), None)
    seen = boto3.client("s3").head_object(Bucket="attachments", Key=object_keys.original(place, NAME))["VersionId"]
    assert (now(place).state, now(place).object_version) == (State.READY, seen)


def test_what_is_not_known_is_left_alone(place: str) -> None:
    app.check_file(asked(place), None)
    app.check_file(scanned(place, "THREATS_FOUND"), None)
    assert attachments.find(place, NAME) is None


def test_a_file_that_waits_for_a_scan_is_ready_after_both_in_any_order(place: str) -> None:
    stored(place, pdf(), needs_scan=True)
    app.check_file(scanned(place, "NO_THREATS_FOUND"), None)
    assert now(place).state is State.CHECKING
    app.check_file(asked(place), None)
    assert now(place).state is State.READY


@pytest.mark.parametrize("needs_scan", [True, False])
def test_malware_refuses_however_late_and_whether_a_scan_was_needed_or_not(place: str, needs_scan: bool) -> None:
    stored(place, pdf(), needs_scan=needs_scan)
    app.check_file(asked(place), None)
    for result in ("NO_THREATS_FOUND", "THREATS_FOUND", "THREATS_FOUND", "NO_THREATS_FOUND"):
        app.check_file(scanned(place, result), None)
    assert (now(place).state, now(place).reason) == (State.REFUSED, Reason.MALWARE)


@pytest.mark.parametrize(("needs_scan", "state"), [(True, State.REFUSED), (False, State.READY)])
def test_a_scan_that_says_nothing_refuses_only_what_needs_one(place: str, needs_scan: bool, state: State) -> None:
    stored(place, pdf(), needs_scan=needs_scan)
    app.check_file(asked(place), None)
    app.check_file(scanned(place, "UNSUPPORTED"), None)
    assert now(place).state is state


@pytest.mark.parametrize("event", [asked, uploaded])
def test_what_was_tried_too_often_is_refused(place: str, event: Any) -> None:
    stored(place, pdf())
    assert given_up(event(place)) == NOTHING
    assert (now(place).state, now(place).reason) == (State.REFUSED, Reason.CHECK_FAILED)


def test_giving_up_changes_no_verdict_and_forgets_no_scan(place: str) -> None:
    stored(place, pdf())
    app.check_file(asked(place), None)
    assert given_up(asked(place), scanned(place, "THREATS_FOUND")) == NOTHING
    assert (now(place).check, now(place).scan) == (PASSED, Reason.MALWARE)


def test_what_cannot_even_be_given_up_is_named_and_keeps_no_other_waiting(place: str) -> None:
    stored(place, pdf())
    assert given_up({"detail-type": "unheard of"}, asked(place)) == {"batchItemFailures": [{"itemIdentifier": "0"}]}
    assert now(place).reason == Reason.CHECK_FAILED


def test_a_file_that_is_not_there_fails_so_that_it_is_tried_again(place: str) -> None:
    stored(place, pdf())
    versions = boto3.client("s3").list_object_versions(Bucket="attachments", Prefix=object_keys.original(place, NAME))
    for version in versions["Versions"]:
        boto3.client("s3").delete_object(Bucket="attachments", Key=version["Key"], VersionId=version["VersionId"])
    with pytest.raises(Exception, match="NoSuchKey"):
        app.check_file(asked(place), None)
    assert now(place).check is None
