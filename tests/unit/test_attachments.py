"""Attachments: declared, uploaded, checked, looked at and fetched."""

import base64
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import boto3
import pytest

from chalicelib import clock
from chalicelib.adapters import files, object_keys
from chalicelib.domain.attachment import Reason
from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.filing import BYTES, added, check, declared, ready, stored, upload
from tests.unit.problems import assert_problem
from tests.unit.wire import Wire


def policy_of(upload: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.b64decode(upload["fields"]["policy"]))
    return found


def later(**time: float) -> datetime:
    return datetime.now(UTC) + timedelta(**time)


def test_a_form_takes_exactly_what_was_declared_and_for_five_minutes(talk: Clinic) -> None:
    answer = added(talk.ada, talk.topic_path)

    said, form = declared(), answer["upload"]
    key = object_keys.original(talk.topic_id, answer["attachment"]["id"])
    conditions = policy_of(form)["conditions"]
    exact = {
        name: value for condition in conditions if isinstance(condition, dict) for name, value in condition.items()
    }
    assert [condition for condition in conditions if isinstance(condition, list)] == [
        ["content-length-range", len(BYTES), len(BYTES)]
    ]
    assert exact.keys() - {"x-amz-algorithm", "x-amz-credential", "x-amz-date"} == {
        "bucket",
        "key",
        "Content-Type",
        "Content-Disposition",
        "x-amz-checksum-sha256",
        "tagging",
    }
    assert (exact["bucket"], exact["key"], exact["Content-Type"]) == ("attachments", key, "application/pdf")
    assert exact["x-amz-checksum-sha256"] == said["sha256"]
    assert "<Key>sent</Key><Value>no</Value>" in exact["tagging"]
    ends = datetime.fromisoformat(policy_of(form)["expiration"])
    assert timedelta(seconds=290) < ends - datetime.now(UTC) <= timedelta(seconds=300)
    assert abs(datetime.fromisoformat(form["expiresAt"]) - ends) < timedelta(seconds=5)
    assert answer["attachment"] == {
        "id": answer["attachment"]["id"],
        "fileName": "scan.pdf",
        "contentType": "application/pdf",
        "size": len(BYTES),
        "state": "uploading",
        "hasPreview": False,
    }
    assert tables.entries("act", "personId", "conversationId")[-1] == ("attachment.added", "ada", talk.topic_id)


def test_room_is_made_once_under_one_name(talk: Clinic) -> None:
    name = {"Idempotency-Key": str(uuid.uuid4())}
    first, again = (talk.ada.call("POST", f"{talk.topic_path}/attachments", declared(), **name) for _ in range(2))
    another = talk.ada.call("POST", f"{talk.topic_path}/attachments", declared(b"%PDF-1.4\n"), **name)
    by_another = talk.nora.call("POST", f"{talk.topic_path}/attachments", declared(), **name)

    assert (first.status, again.status, by_another.status) == (201, 200, 201)
    assert first["attachment"] == again["attachment"]
    assert again["upload"]["fields"]["key"] == first["upload"]["fields"]["key"]
    assert by_another["attachment"]["id"] != first["attachment"]["id"]
    assert_problem(another, 409, "ID_REUSED")


@pytest.mark.parametrize("name", ["", "1", "not-a-uuid", "x" * 36])
def test_room_without_a_good_name_is_refused(untouched: Clinic, name: str) -> None:
    refused = untouched.ada.call("POST", f"{untouched.topic_path}/attachments", declared(), **{"Idempotency-Key": name})

    assert_problem(refused, 400, "INVALID")
    assert refused["errors"][0]["field"] == "Idempotency-Key"


def test_a_byte_too_many_is_refused_beforehand_and_nothing_too(untouched: Clinic) -> None:
    path = f"{untouched.topic_path}/attachments"
    assert_problem(untouched.ada.post(path, declared() | {"size": 26_214_401}), 413, "TOO_LARGE")
    assert_problem(untouched.ada.post(path, declared() | {"size": 0}), 400, "INVALID")
    assert_problem(untouched.ada.post(path, declared(kind="text/html", name="a.html")), 400, "INVALID")
    assert_problem(untouched.ada.post(path, declared() | {"sha256": "A" * 44}), 400, "INVALID")


def test_a_file_is_checked_once_it_is_there_and_not_before(talk: Clinic) -> None:
    attachment_id = added(talk.ada, talk.topic_path)["attachment"]["id"]
    complete = f"{talk.topic_path}/attachments/{attachment_id}/complete"

    assert_problem(talk.ada.post(complete), 409, "NOT_UPLOADED")
    upload(talk.topic_path, attachment_id, BYTES + b"more")
    assert_problem(talk.ada.post(complete), 409, "NOT_UPLOADED")
    upload(talk.topic_path, attachment_id)
    assert_problem(talk.nora.post(complete), 404, "NOT_FOUND")
    assert [talk.ada.post(complete)["state"] for _ in range(2)] == ["checking", "checking"]
    check(talk.topic_path, attachment_id)
    assert talk.ada.post(complete)["state"] == "ready"


def test_bytes_that_come_later_under_the_same_name_are_not_the_file(talk: Clinic) -> None:
    attachment_id = ready(talk.ada, talk.topic_path)
    version = stored(talk.topic_path, attachment_id).object_version

    upload(talk.topic_path, attachment_id, b"other....")

    url = talk.ada.get(f"{talk.topic_path}/attachments/{attachment_id}/content")["url"]
    assert version
    assert parse_qs(urlsplit(url).query)["versionId"] == [version]


@pytest.mark.parametrize("name", ["scan.pdf", 'Befund „Müller“; a="b" (1).pdf', "صورة 100%.pdf"])
def test_a_download_keeps_its_own_name_whatever_that_is(talk: Clinic, name: str) -> None:
    form = added(talk.ada, talk.topic_path, name=name)["upload"]["fields"]
    kind, plain, own = form["Content-Disposition"].split("; filename", 2)
    assert kind == "attachment"
    assert plain.isascii()
    assert unquote(own.removeprefix("*=UTF-8''")) == name
    assert plain.count('"') == 2


def test_a_link_is_good_for_a_minute_is_audited_and_holds_no_name_for_the_buckets_log_to_keep(talk: Clinic) -> None:
    attachment_id = ready(talk.ada, talk.topic_path, name="Befund.pdf")
    answer = talk.ada.get(f"{talk.topic_path}/attachments/{attachment_id}/content")

    asked = {key: value for key, [value] in parse_qs(urlsplit(answer["url"]).query).items()}
    assert "Befund" not in unquote(answer["url"])
    assert "response-content-disposition" not in asked
    assert asked["X-Amz-Expires"] == "60"
    assert asked["response-content-type"] == "application/pdf"
    act, detail = tables.entries("act", "detail")[-1]
    assert act == "attachment.downloaded"
    assert attachment_id in str(detail)


def test_a_pdf_is_shown_in_the_page_when_that_is_asked_for(talk: Clinic) -> None:
    attachment_id = ready(talk.ada, talk.topic_path)
    content = f"{talk.topic_path}/attachments/{attachment_id}/content"

    for query in ("?inline=true", "?rendition=preview"):
        asked = parse_qs(urlsplit(talk.ada.get(content + query)["url"]).query)
        assert asked["response-content-disposition"] == ["inline"]
    assert_problem(talk.ada.get(content + "?rendition=thumbnail"), 400, "INVALID")


@pytest.mark.parametrize(
    ("name", "kind", "preview"), [("a.png", "image/png", "image/webp"), ("a.jpg", "image/jpeg", "image/jpeg")]
)
def test_a_picture_is_shown_by_its_preview_and_never_inline_itself(
    talk: Clinic, name: str, kind: str, preview: str
) -> None:
    attachment_id = added(talk.ada, talk.topic_path, name=name, kind=kind)["attachment"]["id"]
    upload(talk.topic_path, attachment_id)
    talk.ada.post(f"{talk.topic_path}/attachments/{attachment_id}/complete")
    check(talk.topic_path, attachment_id, preview=preview)
    content = f"{talk.topic_path}/attachments/{attachment_id}/content"

    shown, itself = (urlsplit(talk.ada.get(content + query)["url"]) for query in ("?rendition=preview", "?inline=true"))
    assert shown.path.endswith(object_keys.preview(talk.topic_id, attachment_id, preview))
    assert itself.path.endswith(f"files/{talk.topic_id}/{attachment_id}")
    assert "response-content-disposition" not in parse_qs(itself.query), "it is the object's own: attachment"


def test_what_has_not_passed_cannot_be_fetched_and_says_why(talk: Clinic) -> None:
    attachment_id = added(talk.ada, talk.topic_path)["attachment"]["id"]
    path = f"{talk.topic_path}/attachments/{attachment_id}"

    assert_problem(talk.ada.get(f"{path}/content"), 409, "NOT_READY")
    upload(talk.topic_path, attachment_id)
    talk.ada.post(f"{path}/complete")
    assert_problem(talk.ada.get(f"{path}/content"), 409, "NOT_READY")
    check(talk.topic_path, attachment_id, Reason.MACROS)
    assert_problem(talk.ada.get(f"{path}/content"), 409, "NOT_READY")
    assert (talk.ada.get(path)["state"], talk.ada.get(path)["reason"]) == ("refused", "MACROS")
    assert set(tables.entries("act", "outcome")) >= {("attachment.downloaded", "refused")}
    assert ("attachment.downloaded", "done") not in tables.entries("act", "outcome")


def test_who_says_that_a_file_is_there_and_who_is_refused_it_stand_in_the_audit(talk: Clinic) -> None:
    attachment_id = added(talk.ada, talk.topic_path)["attachment"]["id"]
    path = f"{talk.topic_path}/attachments/{attachment_id}"
    upload(talk.topic_path, attachment_id)
    before = len(tables.entries("act"))

    assert talk.ada.get(f"{path}/content").status == 409
    assert talk.ada.post(f"{path}/complete").status == 200
    for method, what in (
        (talk.nora.post, f"{path}/complete"),
        (talk.nora.get, path),
        (talk.nora.get, f"{path}/content"),
    ):
        assert method(what).status == 404

    written = tables.entries("act", "personId", "outcome", "patientId", "conversationId", "detail")
    assert len(written) == before + 5
    this = {"attachmentId": attachment_id}
    where = ("ada", talk.topic_id)
    for act, who, outcome, detail in (
        ("attachment.downloaded", "ada", "refused", {**this, "reason": "NOT_READY"}),
        ("attachment.completed", "ada", "done", this),
        ("attachment.completed", "nora", "refused", {**this, "reason": "NOT_FOUND"}),
        ("attachment.read", "nora", "refused", {**this, "reason": "NOT_FOUND"}),
        ("attachment.downloaded", "nora", "refused", {**this, "reason": "NOT_FOUND"}),
    ):
        assert (act, who, outcome, *where, detail) in [(*row[:5], json.loads(row[5])) for row in written]


def test_an_unsent_file_is_its_uploaders_alone(talk: Clinic) -> None:
    attachment_id = ready(talk.ada, talk.topic_path)

    for where in ("", "/content"):
        path = f"{talk.topic_path}/attachments/{attachment_id}{where}"
        assert talk.ada.get(path).status == 200
        hidden = talk.nora.get(path)
        unknown = talk.nora.get(path.replace(attachment_id, "no-such-file"))
        assert hidden.without_request_id() == unknown.without_request_id()
        assert_problem(hidden, 404, "NOT_FOUND")
        elsewhere = talk.ada.get(path.replace(talk.topic_id, talk.direct_id))
        assert_problem(elsewhere, 404, "NOT_FOUND")


def test_a_check_that_never_ends_is_refused_for_good(talk: Clinic) -> None:
    attachment_id = added(talk.ada, talk.topic_path)["attachment"]["id"]
    path = f"{talk.topic_path}/attachments/{attachment_id}"
    upload(talk.topic_path, attachment_id)
    talk.ada.post(f"{path}/complete")

    with clock.standing_at(later(minutes=16)):
        assert talk.ada.get(path)["reason"] == "CHECK_TIMED_OUT"
    assert talk.ada.get(path)["reason"] == "CHECK_TIMED_OUT", "what was said is kept"


def test_a_download_that_cannot_be_written_down_does_not_happen(talk: Clinic, wire: Wire) -> None:
    attachment_id = ready(talk.ada, talk.topic_path)

    def fails() -> None:
        raise OSError

    wire.before("PutItem", fails, table="Audit")

    assert talk.ada.get(f"{talk.topic_path}/attachments/{attachment_id}/content").status == 500


def test_looking_at_a_file_costs_one_read_and_one_entry(talk: Clinic, wire: Wire) -> None:
    attachment_id = ready(talk.ada, talk.topic_path)
    wire.calls.clear()

    talk.ada.get(f"{talk.topic_path}/attachments/{attachment_id}/content")

    assert [call.operation for call in wire.made()] == ["BatchGetItem", "PutItem"]


def test_links_of_the_bucket_are_of_its_own_region(talk: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    content = f"{talk.topic_path}/attachments/{ready(talk.ada, talk.topic_path)}/content"

    assert urlsplit(talk.ada.get(content)["url"]).netloc == "attachments.s3.us-east-1.amazonaws.com"
    assert files.bucket().meta.config.signature_version == "s3v4"
    assert boto3.client("s3").get_bucket_versioning(Bucket="attachments")["Status"] == "Enabled"
