"""By a policy of retention alone, and never under a legal hold: what was archived long ago goes for good."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta

import boto3
import pytest

from chalicelib import clock
from chalicelib.adapters import file_removal, object_keys
from chalicelib.settings import settings
from chalicelib.transport.schedule import NotAllArchived
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.filing import FILE, ready
from tests.unit.nights import months_on, run
from tests.unit.recount import assert_all_agrees
from tests.unit.rights import idle, refused
from tests.unit.wire import Wire, failure

HOLD = "/patients/ada/hold"
GROUND = {"ground": "litigation"}
ARCHIVED_AT, DUE_AT = 13, 40


@pytest.fixture
def policy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clinic purges what has been archived for two years."""
    monkeypatch.setenv("RETENTION_MONTHS", "24")
    settings.cache_clear()
    yield
    settings.cache_clear()


def grow_old(talk: Clinic) -> None:
    file = ready(talk.ada, talk.topic_path)
    talk.ada.post(f"{talk.topic_path}/messages", {**new_message(), "attachmentIds": [file]})
    talk.ada.post("/conversations", {"kind": "direct", "providerId": "nora", "message": new_message()})
    talk.nora.post("/conversations", {"kind": "case", "caseId": "refill", "message": new_message()})
    talk.settle()
    with months_on(ARCHIVED_AT):
        assert run()["archived"] == 3
    talk.settle()


@pytest.fixture
def old(talk: Clinic, policy: None, wire: Wire) -> Iterator[Clinic]:
    """Ada's topic with a file and an export, her direct conversation, and one about her case: all of them archived for
    27 months. Of earlier tests the bucket holds nothing.
    """
    tables.as_kept("old conversations", lambda: grow_old(talk))
    bucket, preview = boto3.client("s3"), object_keys.preview(talk.topic_id, FILE, "image/jpeg")
    for conversation_id in (talk.topic_id, talk.direct_id):
        file_removal.remove_all(conversation_id)
    for key in (preview, object_keys.original(talk.topic_id, FILE), object_keys.exported(talk.topic_id, "saved")):
        bucket.put_object(Bucket="attachments", Key=key, Body=b"pixels")
    bucket.delete_object(Bucket="attachments", Key=preview)
    wire.calls.clear()
    yield talk
    removed = {place.partition(" ")[0] for place in wire.rewritten}
    assert removed.isdisjoint(heads()), "of a conversation that is still there nothing was removed"
    wire.rewritten.clear()


def heads() -> set[str]:
    return {row["PK"] for row in tables.rows("HEAD") if row["SK"] == "HEAD"}


def purges() -> list[dict]:
    return [row for row in tables.records() if row["PK"] == "PURGES"]


def objects() -> list[str]:
    found = boto3.client("s3").list_object_versions(Bucket="attachments")
    return [each["Key"] for each in (*found.get("Versions", ()), *found.get("DeleteMarkers", ()))]


def everything() -> str:
    return json.dumps(tables.contents()["Records"])


def purge_wholly() -> None:
    """Tonight's run, and the one that finds nothing left."""
    with months_on(DUE_AT):
        assert run()["failed"] == 0
    with months_on(DUE_AT, hours=2):
        run()


def test_nothing_is_ever_purged_without_a_policy(talk: Clinic) -> None:
    with months_on(ARCHIVED_AT):
        run()
    before = tables.contents()

    with months_on(1_000):
        assert run() == {"archived": 0, "purged": 0, "failed": 0, "complete": True}
    assert tables.contents() == before


def test_what_is_due_goes_with_all_that_there_was_of_it_and_the_audit_stays(old: Clinic) -> None:
    ids, audit = {place.removeprefix("CONV#") for place in heads()}, tables.contents()["Audit"]
    with months_on(DUE_AT):
        assert run() == {"archived": 0, "purged": 3, "failed": 0, "complete": True}

    assert (heads(), len(purges()), tables.rows("MSG#"), tables.rows("FILE#")) == (set(), 3, [], [])
    assert not [key for key in objects() if key.split("/")[1] in ids]
    with months_on(DUE_AT, hours=2):
        assert run()["purged"] == 0
    assert not [it for it in ids if it in everything()], "no pointer, seat, word, name or marker is left"
    assert [it for it in audit if it in tables.contents()["Audit"]] == audit
    with months_on(DUE_AT):
        assert_all_agrees(old)
    assert old.admin.get("/stats")["totalConversations"] == 0
    assert (old.ada.get(old.topic_path).status, old.nora.get("/conversations?q=tab")["items"]) == (404, [])
    assert old.nora.get("/cases/refill")["conversation"] is None


def test_the_audit_tells_when_each_was_begun_and_what_is_gone_in_numbers(old: Clinic) -> None:
    purge_wholly()

    entries = [entry for entry in tables.entries() if entry["act"].startswith("conversation.purge")]
    topic = [(it["act"], json.loads(it["detail"])) for it in entries if it["conversationId"] == old.topic_id]
    assert len(entries) == 6
    assert {(it["personId"], it["patientId"]) for it in entries} == {("#", "ada")}
    assert [act for act, _ in topic] == ["conversation.purge", "conversation.purged"]
    assert (topic[0][1]["entries"], topic[0][1]["retentionMonths"]) == (3, 24)
    assert topic[1][1] == {"entries": 3, "files": 2, "objects": 4}


def test_a_later_message_or_a_younger_archive_keeps_a_conversation(old: Clinic) -> None:
    with months_on(DUE_AT - 10):
        old.ada.post(f"{old.topic_path}/messages", new_message("One more thing"))
    with months_on(DUE_AT + 5):
        run()
        assert run() == {"archived": 0, "purged": 0, "failed": 0, "complete": True}

    assert heads() == {f"CONV#{old.topic_id}"}


def test_the_two_may_begin_anew(old: Clinic) -> None:
    purge_wholly()

    begun = old.ada.post("/conversations", {"kind": "direct", "providerId": "nora", "message": new_message("Hello")})

    assert begun.status == 201
    assert begun["id"] != old.direct_id


def test_nothing_of_a_patient_under_a_legal_hold_is_touched_until_it_is_lifted(old: Clinic) -> None:
    assert old.admin.put(HOLD, GROUND).status == 201
    before = tables.contents()["Records"]
    with months_on(DUE_AT):
        assert run()["purged"] == 0
    assert tables.contents()["Records"] == before

    old.admin.delete(HOLD)
    with months_on(DUE_AT):
        assert run()["purged"] == 3


def test_a_hold_that_comes_at_the_same_moment_keeps_everything(old: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: old.admin.put(HOLD, GROUND))
    with months_on(DUE_AT):
        run()

    assert (len(heads()), purges()) == (3, [])


def test_a_hold_that_comes_later_keeps_what_is_left(old: Clinic, wire: Wire) -> None:
    wire.before("Query", lambda: old.admin.put(HOLD, GROUND) if "FILES#" in str(wire.calls[-1]) else None, times=99)
    with months_on(DUE_AT), pytest.raises(NotAllArchived):
        run()
    said = tables.rows("MSG#")
    assert len(said) > 0
    with months_on(DUE_AT):
        assert run()["failed"] == 0
    assert tables.rows("MSG#") == said


def gateway_is_down() -> object:
    return failure("InternalServerError", status=400)


@pytest.mark.parametrize("fails_at", [1, 2, 4, 5, 6])
def test_a_run_that_dies_in_the_middle_is_made_up_for_by_the_next(old: Clinic, wire: Wire, fails_at: int) -> None:
    ids = {place.removeprefix("CONV#") for place in heads()}
    acts: list[Callable[[], object]] = [*[lambda: None] * (fails_at - 1), gateway_is_down]
    wire.before("TransactWriteItems", lambda: acts.pop(0)(), times=len(acts))
    with months_on(DUE_AT), pytest.raises(NotAllArchived):
        run()

    purge_wholly()
    assert not [it for it in ids if it in everything()]
    with months_on(DUE_AT):
        assert_all_agrees(old)


def test_time_that_runs_out_leaves_the_rest_to_the_next_run(old: Clinic) -> None:
    with months_on(DUE_AT):
        runs = [run(conversations=left) for left in (1, 2, 3, 4, 100)]

    assert [it["complete"] for it in runs][-1]
    assert not runs[0]["complete"]
    assert heads() == set()


def test_a_message_that_comes_at_the_same_moment_is_first(old: Clinic, wire: Wire) -> None:
    wire.before("TransactWriteItems", lambda: old.ada.post(f"{old.topic_path}/messages", new_message("Wait!")))
    wire.before("TransactWriteItems", lambda: old.ada.post(f"{old.direct_path}/messages", new_message("Wait!")))
    with months_on(DUE_AT):
        run()
        old.settle()
        assert_all_agrees(old)

    assert f"CONV#{old.topic_id}" in heads() or f"CONV#{old.direct_id}" in heads()


def test_who_writes_a_moment_too_late_finds_nothing_there(old: Clinic, wire: Wire) -> None:
    with months_on(DUE_AT):
        wire.before("TransactWriteItems", run)
        late = old.ada.post(f"{old.topic_path}/messages", new_message("Too late?"))

    assert late.status in (404, 503), "not there any more, or still busy with it on a slow machine"
    assert tables.rows("MSG#") == []
    assert old.ada.post(f"{old.topic_path}/messages", new_message()).status == 404


def test_the_archive_needs_all_of_its_role_and_no_more(old: Clinic, wire: Wire) -> None:
    old.ada.post(f"{old.topic_path}/messages", new_message())
    wire.calls.clear()
    with clock.standing_at(clock.now() + timedelta(days=500)):
        run()
    with months_on(DUE_AT + 30):
        run()
    with months_on(DUE_AT + 30, hours=2):
        run()

    assert refused("ArchivePolicy", wire.calls) == set()
    assert idle("ArchivePolicy", wire.calls) == set()
