"""A conversation as a file to keep: whole, in three formats, for members alone, and written down exactly once."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from fhir.resources.R4B.bundle import Bundle

from chalicelib import clock
from chalicelib.adapters import exported_files, keys, step_ups
from chalicelib.usecases import exporting
from tests.unit import tables
from tests.unit.clinic import Answer, Api, Clinic, new_message
from tests.unit.filing import ready
from tests.unit.problems import assert_problem
from tests.unit.test_case_chat import begun
from tests.unit.wire import Wire, failure

FORMATS = ("json", "fhir", "html")
SECRET = "Zebrafinch"


def exported(who: Api, path: str, form: str = "json", after: int = 0) -> Answer:
    answer = who.get(f"{path}/export?format={form}&after={after}")
    assert answer.status in (200, 201), answer.text
    return answer


def say(who: Api, path: str, text: str, **more: object) -> int:
    seq: int = who.post(f"{path}/messages", {**new_message(text), **more})["seq"]
    return seq


def resources(answer: Answer, kind: str) -> list[dict[str, Any]]:
    """Those of that type in a bundle that FHIR's library takes."""
    Bundle.model_validate(answer.body)
    return [it["resource"] for it in answer["entry"] if it["resource"]["resourceType"] == kind]


def audited() -> list[dict[str, Any]]:
    entries = tables.entries("act", "outcome", "detail")
    return [{"outcome": done, **json.loads(said)} for act, done, said in entries if act == "conversation.exported"]


@pytest.fixture
def told(talk: Clinic) -> Clinic:
    """A topic with a file, a card, a correction, something sensitive and an entry that nobody wrote; an empty audit."""
    tables.as_kept("a thread to export", lambda: tell(talk))
    tables.replace_contents({**tables.contents(), "Audit": []})
    return talk


def tell(talk: Clinic) -> None:
    file = ready(talk.nora, talk.topic_path)
    say(talk.nora, talk.topic_path, "Take <b>two</b>.", attachmentIds=[file], card={"type": "invoice", "id": "bill"})
    say(talk.nora, talk.topic_path, "Take three.", correctionOf=2)
    say(talk.nora, talk.topic_path, f"{SECRET} result", sensitive=True, card={"type": "rx", "id": "tablets"})
    talk.nora.patch(talk.topic_path, {"status": "resolved"})
    talk.settle()


def test_json_is_the_whole_thread_in_the_shapes_of_the_api(told: Clinic) -> None:
    file = exported(told.nora, told.topic_path)

    assert file["items"] == told.nora.get(f"{told.topic_path}/messages")["items"]
    assert file["conversation"] == told.nora.get(told.topic_path).body
    assert (file["exportedBy"]["id"], file["after"], file["nextAfter"]) == ("nora", 0, None)
    name = f"conversation-{told.topic_id}-{file['exportedAt'][:10]}.json"
    assert file.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "X-Next-After" not in file.headers


def test_fhir_has_a_communication_for_each_entry_and_everybody_it_speaks_of(told: Clinic) -> None:
    bundle = exported(told.nora, told.topic_path, "fhir")

    [first, second, third, fourth, last] = resources(bundle, "Communication")
    ids = {it["resource"]["identifier"][0]["value"]: it["fullUrl"] for it in bundle["entry"]}
    assert (first["subject"]["reference"], first["sender"]["reference"]) == (ids["ada"], ids["ada"])
    assert [it["reference"] for it in first["recipient"]] == [ids["meds"]]
    assert [it["reference"] for it in second["recipient"]] == [ids["ada"]]
    [words, file, card] = second["payload"]
    assert words == {"contentString": "Take <b>two</b>."}
    assert file["contentAttachment"] == {"contentType": "application/pdf", "size": 9, "title": "scan.pdf"}
    assert card["contentReference"]["identifier"]["value"] == "bill"
    assert third["inResponseTo"][0]["reference"] == ids[f"{told.topic_id}.2"]
    assert [it["code"] for it in fourth["meta"]["security"]] == ["R"]
    assert last["category"][0]["coding"][0]["code"] == "notification"
    assert ("sender" in last, last["payload"][0]["contentString"]) == (False, "Nora Quill marked this as resolved.")
    assert [it["qualification"] for it in resources(bundle, "Practitioner")] == [[{"code": {"text": "Nurse"}}]]
    assert [it["name"] for it in resources(bundle, "CareTeam")] == ["Medication questions"]
    assert bundle.headers["Content-Type"].startswith("application/fhir+json")


def test_the_page_to_print_says_who_when_and_what_and_runs_nothing(told: Clinic) -> None:
    page = exported(told.nora, told.topic_path, "html")

    assert "Take &lt;b&gt;two&lt;/b&gt;." in page.text
    for words in ("Ada Brook", "Nora Quill", "Nurse", "scan.pdf", "49.90 USD", 'href="#m2"', f"{SECRET} result"):
        assert words in page.text
    assert not any(word in page.text for word in ("<script", "http://", "https://", "src="))
    assert page.headers["Content-Type"] == "text/html"
    assert page.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_locked_is_stated_as_withheld_and_nothing_of_it_is_there(told: Clinic, form: str) -> None:
    file = exported(told.ada, told.topic_path, form)

    assert SECRET not in file.text
    assert not any(words in file.text for words in ('"rx"', "MedicationRequest", "Prescription"))
    assert {"json": '"locked":true', "fhir": "REDACTED", "html": "withheld"}[form] in file.text
    [said] = audited()
    assert (said["sensitive"], said["withheld"], said["entries"]) == ([], 1, 5)


@pytest.mark.parametrize("form", FORMATS)
def test_after_a_fresh_sign_in_it_is_there_and_written_down(told: Clinic, form: str) -> None:
    unlock("ada")

    assert f"{SECRET} result" in exported(told.ada, told.topic_path, form).text
    [said] = audited()
    assert said == {
        **{"outcome": "done", "format": form, "after": 0, "lastSeq": 5, "entries": 5},
        **{"sensitive": [4], "withheld": 0},
    }


def unlock(person_id: str) -> None:
    """As a fresh sign-in of theirs does."""
    until = int(clock.from_now(300).timestamp())
    step_ups.UnlockedRow(keys.person(person_id), keys.unlocked(f"session-of-{person_id}"), until=until).save()


@pytest.mark.parametrize(("page", "queries"), [(500, 3), (2, 5)])
def test_it_reads_each_entry_once_and_asks_nothing_about_any(
    told: Clinic, wire: Wire, monkeypatch: pytest.MonkeyPatch, page: int, queries: int
) -> None:
    monkeypatch.setattr(exporting, "PAGE", page)
    wire.calls.clear()

    exported(told.nora, told.topic_path)

    made = Counter(call.operation for call in wire.calls)
    assert made == {"BatchGetItem": 2, "Query": queries, "PutItem": 1}


@pytest.mark.parametrize("form", FORMATS)
def test_direct_messages_and_cases_are_exported_by_their_two(talk: Clinic, form: str) -> None:
    case_path = f"/conversations/{begun(talk)['id']}"

    for who, path in ((talk.ada, talk.direct_path), (talk.nora, talk.direct_path), (talk.omar, case_path)):
        file = exported(who, path, form)
        if form == "fhir":
            [it] = resources(file, "Communication")
            assert len(it["recipient"]) == 1
            assert it["recipient"][0]["reference"] != it["sender"]["reference"]
            assert it["subject"]["display"] == "Ada Brook"


def test_nobody_else_gets_anything_and_every_refusal_is_written_down(talk: Clinic) -> None:
    talk.change_team("meds", members=["omar"])

    for who, status in ((talk.bo, 404), (talk.nora, 404), (talk.dana, 404), (talk.admin, 403), (talk.ehr, 403)):
        assert who.get(f"{talk.topic_path}/export").status == status
    assert [said["outcome"] for said in audited()] == ["refused"] * 5
    assert talk.omar.get(f"{talk.topic_path}/export").status == 200, "who is a member today"


def test_a_wrong_format_or_place_is_refused(untouched: Clinic) -> None:
    for query, field in (("format=pdf", "format"), ("after=-1", "after"), ("after=x", "after")):
        refused = untouched.nora.get(f"{untouched.topic_path}/export?{query}")
        assert_problem(refused, 400, "INVALID")
        assert [fault["field"] for fault in refused["errors"]] == [field]


@pytest.mark.parametrize("largest", [1_000_000, 10])
def test_without_its_audit_entry_nothing_is_shown_and_nothing_is_kept(
    told: Clinic, monkeypatch: pytest.MonkeyPatch, wire: Wire, largest: int
) -> None:
    monkeypatch.setattr(exporting, "LARGEST_ANSWER", largest)
    monkeypatch.setattr(exported_files, "PART", largest)
    before = kept()
    wire.before("PutItem", lambda: failure("InternalServerError", status=500), table="Audit", times=9)

    refused = told.nora.get(f"{told.topic_path}/export")

    assert_problem(refused, 500, "INTERNAL")
    assert "Take" not in refused.text
    assert kept() == before


def kept() -> list[str]:
    """What lies in the bucket, or is on its way there."""
    found = boto3.client("s3").list_objects_v2(Bucket="attachments", Prefix="exports/").get("Contents", [])
    begun = boto3.client("s3").list_multipart_uploads(Bucket="attachments").get("Uploads", [])
    return [it["Key"] for it in (*found, *begun)]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("part", [5 << 20, 200])
def test_what_is_too_large_for_an_answer_comes_as_a_link_to_the_same_file(
    told: Clinic, monkeypatch: pytest.MonkeyPatch, form: str, part: int
) -> None:
    whole = exported(told.nora, told.topic_path, form)
    monkeypatch.setattr(exporting, "LARGEST_ANSWER", 10)
    monkeypatch.setattr(exported_files, "PART", part)
    monkeypatch.setattr("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", part)

    linked = exported(told.nora, told.topic_path, form)

    assert (linked.status, linked["entries"], linked["nextAfter"]) == (201, 5, None)
    address = urlsplit(linked["url"])
    got = boto3.client("s3").get_object(Bucket="attachments", Key=address.path[1:])
    said = parse_qs(address.query)
    assert (got["ContentType"], got["ContentLength"]) == (linked["contentType"], linked["size"])
    assert without_times(got["Body"].read().decode()) == without_times(whole.text)
    assert linked["fileName"] in said["response-content-disposition"][0]
    assert (said["X-Amz-Expires"], said["response-cache-control"]) == (["60"], ["no-store"])
    assert len(audited()) == 2


def without_times(text: str) -> str:
    """Two exports differ in when they were made."""
    return re.sub(r"\d\d:\d\d(:\d\d(\.\d{3})?)?", "-", text)


@pytest.mark.parametrize("form", FORMATS)
def test_what_takes_too_long_comes_in_several_files_which_hold_every_entry_once(
    told: Clinic, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(exporting, "LONGEST", timedelta(0))
    monkeypatch.setattr(exporting, "PAGE", 2)
    files, after = [], 0
    while True:
        files.append(exported(told.nora, told.topic_path, form, after))
        if "X-Next-After" not in files[-1].headers:
            break
        after = int(files[-1].headers["X-Next-After"])

    seqs: dict[str, Callable[[Answer], list[int]]] = {
        "json": lambda file: [it["seq"] for it in file["items"]],
        "fhir": lambda file: [
            int(it["identifier"][0]["value"].rpartition(".")[2]) for it in resources(file, "Communication")
        ],
        "html": lambda file: [seq for seq in range(1, 6) if f'id="m{seq}"' in file.text],
    }
    assert [seqs[form](file) for file in files] == [[1, 2], [3, 4], [5]]
    assert [(said["after"], said["entries"]) for said in audited()] == [(0, 2), (2, 2), (4, 1)]
    assert len({file.headers["Content-Disposition"] for file in files}) == 3


def test_the_patient_is_told_that_somebody_saved_it(told: Clinic) -> None:
    exported(told.nora, told.topic_path)

    assert told.ada.get("/me/access-log")["items"][0]["what"] == "export"
