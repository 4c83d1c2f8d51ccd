"""Files that go with messages: each with one message, wholly or not at all, and kept from then on."""

from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest

from chalicelib import clock
from chalicelib.adapters import attachments, object_keys
from chalicelib.domain.attachment import PASSED, Reason
from tests.unit import tables
from tests.unit.clinic import Answer, Api, Clinic, new_message
from tests.unit.filing import FILE, added, check, follow, raw, ready, stored, tags, tags_at, upload
from tests.unit.gateway import Gateway
from tests.unit.hosted_page import HostedPage
from tests.unit.problems import assert_problem
from tests.unit.wire import Wire


def with_files(*attachment_ids: str, **more: Any) -> dict[str, Any]:
    return new_message("") | {"attachmentIds": list(attachment_ids), **more}


def send(api: Api, path: str, *attachment_ids: str, **more: Any) -> Answer:
    return api.post(f"{path}/messages", with_files(*attachment_ids, **more))


def test_a_message_shows_its_files_in_the_order_in_which_they_were_named(talk: Clinic) -> None:
    files = [ready(talk.ada, talk.topic_path, name=f"{name}.pdf") for name in "abc"]
    sent = send(talk.ada, talk.topic_path, *files[::-1])

    assert sent.status == 201
    assert [each["fileName"] for each in sent["attachments"]] == ["c.pdf", "b.pdf", "a.pdf"]
    [seen] = talk.nora.get(f"{talk.topic_path}/messages?after=1")["items"]
    assert seen["attachments"] == sent["attachments"]
    assert {each["state"] for each in seen["attachments"]} == {"ready"}
    assert talk.nora.get(talk.topic_path)["lastMessage"]["attachments"] == 3
    for attachment_id in files:
        row = raw(attachment_id)
        assert (row["seq"], "ttl" in row) == ({"N": "2"}, False)


def test_sending_with_files_still_takes_two_round_trips(talk: Clinic, wire: Wire) -> None:
    files = [ready(talk.ada, talk.topic_path) for _ in range(10)]
    wire.calls.clear()

    assert send(talk.ada, talk.topic_path, *files).status == 201

    waited_for = [call.operation for call in wire.made() if call.on_main_thread]
    assert waited_for == ["BatchGetItem", "TransactWriteItems"]


def test_the_same_message_again_is_the_first_one(talk: Clinic) -> None:
    message = with_files(ready(talk.ada, talk.topic_path))
    first, again = (talk.ada.post(f"{talk.topic_path}/messages", message) for _ in range(2))
    other = talk.ada.post(f"{talk.topic_path}/messages", message | {"attachmentIds": []} | {"text": "None"})

    assert (first.status, again.status) == (201, 200)
    assert first["seq"] == again["seq"]
    assert first["attachments"] == again["attachments"]
    assert_problem(other, 409, "ID_REUSED")


def test_files_of_others_unknown_ones_and_those_of_other_conversations_are_refused_alike(talk: Clinic) -> None:
    noras, elsewhere = ready(talk.nora, talk.topic_path), ready(talk.ada, talk.direct_path)
    before = tables.contents()

    refused = [send(talk.ada, talk.topic_path, it) for it in (noras, elsewhere, "no-such-file")]

    for answer in refused:
        assert_problem(answer, 400, "INVALID")
    assert len({answer.without_request_id() for answer in refused}) == 1
    assert tables.contents() == before


def test_what_is_not_ready_is_not_sent_and_the_reason_is_told(talk: Clinic) -> None:
    attachment_id = added(talk.ada, talk.topic_path)["attachment"]["id"]
    told = [send(talk.ada, talk.topic_path, attachment_id)]
    upload(talk.topic_path, attachment_id)
    talk.ada.post(f"{talk.topic_path}/attachments/{attachment_id}/complete")
    told.append(send(talk.ada, talk.topic_path, attachment_id))
    check(talk.topic_path, attachment_id, Reason.ENCRYPTED)
    told.append(send(talk.ada, talk.topic_path, attachment_id))

    for answer in told:
        assert_problem(answer, 409, "NOT_READY")
    for answer, word in zip(told, ("uploaded", "checked", "ENCRYPTED"), strict=True):
        assert word in answer["detail"]
    assert talk.ada.get(talk.topic_path)["lastSeq"] == 1


def test_a_file_goes_with_one_message_only(talk: Clinic) -> None:
    attachment_id = ready(talk.ada, talk.topic_path)
    assert send(talk.ada, talk.topic_path, attachment_id).status == 201

    again = send(talk.ada, talk.topic_path, attachment_id)

    assert_problem(again, 409, "NOT_READY")
    assert "sent before" in again["detail"]
    assert_problem(send(talk.ada, talk.topic_path, FILE), 409, "NOT_READY")


def test_a_file_that_is_about_to_be_removed_is_not_sent(talk: Clinic) -> None:
    attachment_id = ready(talk.ada, talk.topic_path)
    with clock.standing_at(datetime.now(UTC) + timedelta(hours=23, minutes=1)):
        late = send(talk.ada, talk.topic_path, attachment_id)

    assert_problem(late, 409, "NOT_READY")
    assert "23 hours" in late["detail"]


def test_of_two_messages_with_one_file_one_is_stored_and_the_other_refused(talk: Clinic, wire: Wire) -> None:
    attachment_id = ready(talk.ada, talk.topic_path)
    won: list[Answer] = []
    wire.before("TransactWriteItems", lambda: won.append(send(talk.ada, talk.topic_path, attachment_id)))

    lost = send(talk.ada, talk.topic_path, attachment_id)

    assert won[0].status == 201
    assert_problem(lost, 409, "NOT_READY")
    assert talk.ada.get(talk.topic_path)["lastSeq"] == 2
    assert stored(talk.topic_path, attachment_id).seq == 2


def test_a_message_that_comes_between_moves_files_to_the_next_place(talk: Clinic, wire: Wire) -> None:
    attachment_id = ready(talk.ada, talk.topic_path)
    wire.before("TransactWriteItems", lambda: talk.nora.post(f"{talk.topic_path}/messages", new_message()))

    assert send(talk.ada, talk.topic_path, attachment_id)["seq"] == 3
    assert stored(talk.topic_path, attachment_id).seq == 3


def test_malware_found_while_sending_stops_the_message(talk: Clinic, wire: Wire) -> None:
    attachment_id = ready(talk.ada, talk.topic_path)

    def found() -> None:
        it = stored(talk.topic_path, attachment_id)
        attachments.replace(it, it.scanned(Reason.MALWARE))

    wire.before("TransactWriteItems", found)

    assert_problem(send(talk.ada, talk.topic_path, attachment_id), 409, "NOT_READY")
    assert talk.ada.get(talk.topic_path)["lastSeq"] == 1


def test_files_of_a_message_that_opens_a_conversation_again_go_with_the_message(talk: Clinic) -> None:
    attachment_id = ready(talk.ada, talk.topic_path)
    talk.nora.patch(talk.topic_path, {"status": "resolved"})

    sent = send(talk.ada, talk.topic_path, attachment_id)

    assert sent["seq"] == stored(talk.topic_path, attachment_id).seq == 4


def test_a_first_message_has_no_files_yet(clinic: Clinic) -> None:
    start = {"kind": "topic", "topic": "Tablets", "careTeamId": "meds", "message": with_files("some-file")}
    assert_problem(clinic.ada.post("/conversations", start), 400, "INVALID")
    assert clinic.ada.get("/conversations")["items"] == []


def test_a_locked_message_locks_its_files_to_the_patient_until_they_sign_in_afresh(
    talk: Clinic, page: HostedPage
) -> None:
    attachment_id = ready(talk.nora, talk.topic_path)
    sent = send(talk.nora, talk.topic_path, attachment_id, sensitive=True)
    path = f"{talk.topic_path}/attachments/{attachment_id}"

    assert len(sent["attachments"]) == 1
    assert talk.nora.get(f"{path}/content").status == 200
    for wanted in (path, f"{path}/content"):
        assert_problem(talk.ada.get(wanted), 401, "STEP_UP_NEEDED")
    assert_problem(talk.bo.get(f"{path}/content"), 404, "NOT_FOUND")

    begun = talk.ada.post("/me/step-up")
    talk.ada.post(f"/me/step-up/{begun['id']}", {"code": page.sign_in(begun["url"])})

    assert talk.ada.get(f"{path}/content").status == 200
    assert talk.ada.get(f"{talk.topic_path}/messages")["items"][-1]["attachments"] == sent["attachments"]


def test_what_was_sent_is_kept_by_the_bucket_and_what_was_not_stays_as_it_was(talk: Clinic) -> None:
    sent, unsent = ready(talk.ada, talk.topic_path), ready(talk.ada, talk.topic_path)
    before = raw(sent)
    send(talk.ada, talk.topic_path, sent)

    for _ in range(2):
        follow(sent, before)

    assert tags(talk.topic_path, sent) == {"sent": "yes"}
    assert tags(talk.topic_path, unsent) == {"sent": "no"}


def test_the_preview_of_a_photo_that_was_sent_is_kept_with_it(talk: Clinic) -> None:
    sent = added(talk.ada, talk.topic_path, name="a.jpg", kind="image/jpeg")["attachment"]["id"]
    upload(talk.topic_path, sent)
    talk.ada.post(f"{talk.topic_path}/attachments/{sent}/complete")
    preview = object_keys.preview(talk.topic_id, sent, "image/jpeg")
    boto3.client("s3").put_object(Bucket="attachments", Key=preview, Body=b"pixels", Tagging="sent=no")
    check(talk.topic_path, sent, preview="image/jpeg")
    before = raw(sent)
    send(talk.ada, talk.topic_path, sent)

    follow(sent, before)

    assert tags_at(preview) == tags(talk.topic_path, sent) == {"sent": "yes"}


def test_the_uploader_is_told_how_it_stands_and_nobody_else(talk: Clinic, gateway: Gateway) -> None:
    attachment_id = added(talk.ada, talk.topic_path)["attachment"]["id"]
    before = raw(attachment_id)
    it = stored(talk.topic_path, attachment_id)
    attachments.replace(it, it.uploaded(clock.timestamp(), None).checked(PASSED, "application/pdf"))

    follow(attachment_id, before)

    told = gateway.last("adas", "attachment.updated")
    assert (told["conversationId"], told["attachment"]["state"]) == (talk.topic_id, "ready")
    assert gateway.events("noras") == []


@pytest.mark.parametrize("sensitive", [False, True])
def test_malware_found_late_is_shown_in_the_message_and_told_to_whoever_may_know(
    talk: Clinic, gateway: Gateway, sensitive: bool
) -> None:
    attachment_id = ready(talk.nora, talk.topic_path)
    send(talk.nora, talk.topic_path, attachment_id, sensitive=sensitive)
    talk.settle()
    before, it = raw(attachment_id), stored(talk.topic_path, attachment_id)
    attachments.replace(it, it.scanned(Reason.MALWARE))
    gateway.begin_anew()

    for _ in range(2):
        follow(attachment_id, before)

    [shown] = talk.nora.get(f"{talk.topic_path}/messages/2")["attachments"]
    assert (shown["state"], shown["reason"], shown["hasPreview"]) == ("refused", "MALWARE", False)
    assert_problem(talk.nora.get(f"{talk.topic_path}/attachments/{attachment_id}/content"), 409, "NOT_READY")
    assert gateway.last("noras", "attachment.updated")["attachment"]["reason"] == "MALWARE"
    assert ("attachment.updated" in gateway.events("adas")) is not sensitive
    assert ("attachment.pushed", "#") in tables.entries("act", "personId")


def test_an_old_record_that_comes_again_does_not_bring_an_old_state_back(talk: Clinic) -> None:
    attachment_id = ready(talk.nora, talk.topic_path)
    before = raw(attachment_id)
    send(talk.nora, talk.topic_path, attachment_id)
    it = stored(talk.topic_path, attachment_id)
    attachments.replace(it, it.scanned(Reason.MALWARE))

    follow(attachment_id, before | {"checkVerdict": {"S": "CORRUPT"}})

    [shown] = talk.nora.get(f"{talk.topic_path}/messages/2")["attachments"]
    assert shown["reason"] == "MALWARE"
