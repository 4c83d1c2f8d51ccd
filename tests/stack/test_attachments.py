"""Files between browser and bucket: only what was declared goes in, only members get it out, one message has it."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from botocore.exceptions import ClientError

from infra.local.stack import Stack
from tests.stack_fixture.clinic import Clinic
from tests.stack_fixture.filing import PATIENCE, added, declared, passes_checks, ready, sent_in
from tests.stack_fixture.person import new_message
from tests.stack_fixture.sample_files import largest_pdf, pdf

LARGEST = 26_214_400
SMALL = pdf()["buffer"]


@pytest.fixture(scope="module")
def path(clinic: Clinic) -> str:
    return f"/conversations/{clinic.topic()['id']}"


def with_files(*attachment_ids: str) -> dict[str, Any]:
    return new_message("") | {"attachmentIds": list(attachment_ids)}


def test_exactly_the_limit_passes_and_one_byte_more_is_refused_by_the_bucket(clinic: Clinic, path: str) -> None:
    content = largest_pdf(size=LARGEST)["buffer"]
    attachment_id, form = added(clinic.ada, path, declared(content))

    over = sent_in(form, content + b"!")
    assert (over.status_code, "EntityTooLarge" in over.text) == (400, True)
    assert clinic.ada.http.post(f"{path}/attachments/{attachment_id}/complete").json()["code"] == "NOT_UPLOADED"
    assert sent_in(form, content).status_code == 204
    completed = clinic.ada.http.post(f"{path}/attachments/{attachment_id}/complete")
    assert (completed.status_code, completed.json()["size"]) == (200, LARGEST)
    passes_checks(clinic.ada, path, attachment_id)

    beyond = declared(content) | {"size": LARGEST + 1}
    answer = clinic.ada.http.post(f"{path}/attachments", json=beyond, headers={"Idempotency-Key": str(uuid.uuid4())})
    assert (answer.status_code, answer.json()["code"]) == (413, "TOO_LARGE")
    assert "Compress it and retry" in answer.json()["detail"]


def test_other_bytes_than_those_declared_are_refused_by_the_bucket(clinic: Clinic, path: str) -> None:
    attachment_id, form = added(clinic.ada, path, declared(SMALL))

    refused = sent_in(form, SMALL[::-1])

    assert (refused.status_code, "BadDigest" in refused.text) == (400, True)
    assert clinic.ada.http.post(f"{path}/attachments/{attachment_id}/complete").json()["code"] == "NOT_UPLOADED"


@pytest.mark.parametrize(
    "changed",
    [
        {"key": "files/another/file"},
        {"Content-Type": "text/html"},
        {"Content-Disposition": "inline"},
        {"x-amz-checksum-sha256": "A" * 43 + "="},
        {"tagging": "<Tagging><TagSet></TagSet></Tagging>"},
        {"x-amz-acl": "public-read"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_form_that_was_changed_is_refused_by_the_bucket(clinic: Clinic, path: str, changed: dict[str, str]) -> None:
    _, form = added(clinic.ada, path, declared(SMALL))

    refused = sent_in(form, SMALL, **changed)

    assert (refused.status_code, "AccessDenied" in refused.text) == (403, True)


def test_a_file_goes_to_the_members_under_its_own_name_and_to_nobody_else(
    stack: Stack, clinic: Clinic, path: str
) -> None:
    name = "Befund „Müller“ 100% صورة.pdf"
    attachment_id = ready(clinic.ada, path, pdf(name))
    content = f"{path}/attachments/{attachment_id}/content"
    assert clinic.nora.http.get(content).status_code == 404, "it is not sent yet"

    sent = clinic.ada.http.post(f"{path}/messages", json=with_files(attachment_id))

    assert sent.status_code == 201, sent.text
    for outsider in (clinic.bo, clinic.pia, clinic.dana):
        assert outsider.http.get(content).status_code == 404
    link = clinic.nora.http.get(content).json()["url"]
    got = httpx.get(link, headers={"Origin": stack.portal_url})
    disposition = got.headers["content-disposition"]
    assert (got.status_code, got.content) == (200, SMALL)
    assert (got.headers["content-type"], got.headers["cache-control"]) == ("application/pdf", "no-store")
    assert disposition.startswith("attachment;")
    assert unquote(disposition.partition("filename*=UTF-8''")[2]) == name
    assert got.headers["access-control-allow-origin"] == stack.portal_url
    elsewhere = httpx.get(link, headers={"Origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in elsewhere.headers
    assert httpx.get(link.replace(attachment_id, "another")).status_code == 403
    assert httpx.get(link.partition("?")[0]).status_code == 403


def test_of_many_messages_with_one_file_exactly_one_has_it(clinic: Clinic, path: str) -> None:
    attachment_id = ready(clinic.ada, path, pdf())

    def send(_: int) -> httpx.Response:
        """As the portal does: under the same name, until there is an answer."""
        message = with_files(attachment_id)
        deadline = time.monotonic() + PATIENCE
        while True:
            answer = clinic.ada.http.post(f"{path}/messages", json=message)
            if answer.status_code < 500 or time.monotonic() > deadline:
                return answer

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))

    [stored] = [answer for answer in answers if answer.is_success]
    assert {(it.status_code, it.json()["code"]) for it in answers if it is not stored} == {(409, "NOT_READY")}
    thread = clinic.nora.http.get(f"{path}/messages").json()["items"]
    assert sum(each["id"] == attachment_id for message in thread for each in message["attachments"]) == 1


def test_what_was_sent_is_tagged_to_be_kept(stack: Stack, clinic: Clinic, path: str) -> None:
    attachment_id = ready(clinic.ada, path, pdf())
    assert clinic.ada.http.post(f"{path}/messages", json=with_files(attachment_id)).status_code == 201

    place = {"Bucket": stack.outputs["AttachmentsBucket"], "Key": f"files/{path.rpartition('/')[2]}/{attachment_id}"}
    deadline = time.monotonic() + PATIENCE
    while tags(stack, place) != [{"Key": "sent", "Value": "yes"}]:
        assert time.monotonic() < deadline, "the stream has not tagged it"
        time.sleep(0.1)


def tags(stack: Stack, place: dict[str, str]) -> list[dict[str, str]]:
    try:
        found: list[dict[str, str]] = stack.aws("s3").get_object_tagging(**place)["TagSet"]
    except ClientError:
        return []
    return found


def test_a_page_of_the_portal_may_speak_to_the_bucket_and_to_no_other_host(stack: Stack) -> None:
    policy = httpx.get(stack.portal_url).headers["content-security-policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";") if rule.strip()}

    assert rules["connect-src"] == ["'self'", stack.settings.emulator_url]
    assert rules["frame-src"] == ["blob:"]
