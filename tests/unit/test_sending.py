"""Sending: once under each name, in one order, and only while the other side may be written to."""

from contextlib import nullcontext

import pytest

from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.handover import followed
from tests.unit.wire import Wire, cancelled

QUESTION = "May I take both tablets at once?"


def thread_of(talk: Clinic, path: str) -> list[tuple[int, str]]:
    return [(message["seq"], message["text"]) for message in talk.ada.get(path)["items"]]


def test_messages_are_numbered_without_a_gap_whoever_sends_them(talk: Clinic) -> None:
    path = f"{talk.topic_path}/messages"

    for sender, text in ((talk.nora, "two"), (talk.ada, "three"), (talk.nora, "four")):
        assert sender.post(path, new_message(text)).status == 201

    assert thread_of(talk, path) == [(1, QUESTION), (2, "two"), (3, "three"), (4, "four")]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\u202eabc\u202c", " a\r\nb ", "\U0001f468\u200d\U0001f9b0", "e\u0301é"]
)
def test_unicode_is_kept_exactly(talk: Clinic, text: str) -> None:
    path = f"{talk.topic_path}/messages"

    sent = talk.nora.post(path, new_message(text))

    assert sent["text"] == text
    assert talk.ada.get(path)["items"][1]["text"] == text


def test_a_repeated_name_gives_the_first_message_with_its_status_of_today(talk: Clinic) -> None:
    conversation = talk.topic_path
    message = new_message("Once.")
    talk.nora.post(f"{conversation}/messages", message)
    talk.settle()
    talk.ada.put(f"{conversation}/read-marker", {"seq": 2})
    before = tables.contents()["Records"]

    again = talk.nora.post(f"{conversation}/messages", message)

    assert (again.status, again["seq"], again["status"]) == (200, 2, "read")
    assert tables.contents()["Records"] == before


def test_a_name_used_by_somebody_else_is_refused_and_nothing_is_stored(talk: Clinic) -> None:
    path = f"{talk.topic_path}/messages"
    message = new_message("Mine.")
    talk.nora.post(path, message)
    before = tables.contents()["Records"]

    by_another, other_text = talk.ada.post(path, message), talk.nora.post(path, {**message, "text": "Another."})

    assert (by_another.status, by_another["code"]) == (other_text.status, other_text["code"]) == (409, "ID_REUSED")
    assert tables.contents()["Records"] == before


def test_the_same_name_in_two_conversations_names_two_messages(talk: Clinic) -> None:
    paths = [f"{it}/messages" for it in (talk.topic_path, talk.direct_path)]
    message = new_message("Here and there.")

    assert [talk.ada.post(path, message).status for path in paths] == [201, 201]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"portalAccount": False}, "NO_PORTAL_ACCOUNT"),
        ({"chatOptIn": False}, "OPTED_OUT"),
        ({"careTeams": []}, "NO_RELATIONSHIP"),
        ({"careTeams": ["tests"], "portalAccount": False, "chatOptIn": False}, "NO_RELATIONSHIP"),
        ({"portalAccount": False, "chatOptIn": False}, "NO_PORTAL_ACCOUNT"),
    ],
)
@pytest.mark.parametrize("kind", ["topic", "direct"])
def test_whoever_may_not_be_written_to_gets_nothing(talk: Clinic, kind: str, changes: dict, reason: str) -> None:
    path = talk.topic_path if kind == "topic" else talk.direct_path
    talk.change_patient("ada", **changes)
    before = tables.contents()["Records"]

    refused = [sender.post(f"{path}/messages", new_message()) for sender in (talk.nora, talk.ada)]

    assert [(answer.status, answer["code"]) for answer in refused] == [(409, reason)] * 2
    assert (talk.nora.get(path)["canReply"], talk.nora.get(path)["reason"]) == (False, reason)
    assert tables.contents()["Records"] == before
    assert tables.entries("act", "outcome").count(("message.send", "refused")) == 2


def test_consent_is_checked_in_the_very_transaction_that_stores(talk: Clinic, wire: Wire) -> None:
    path = f"{talk.topic_path}/messages"
    wire.before("TransactWriteItems", lambda: talk.change_patient("ada", chatOptIn=False))

    refused = talk.nora.post(path, new_message("Too late."))

    assert (refused.status, refused["code"]) == (409, "OPTED_OUT")
    assert thread_of(talk, path) == [(1, QUESTION)]


def test_a_provider_who_left_meanwhile_is_not_written_to(talk: Clinic, wire: Wire) -> None:
    path = f"{talk.direct_path}/messages"
    wire.before("TransactWriteItems", lambda: talk.change_team("meds", members=[]))

    refused = talk.ada.post(path, new_message("Too late."))

    assert (refused.status, refused["code"]) == (409, "NO_RELATIONSHIP")
    assert len(thread_of(talk, path)) == 1


def test_consent_that_came_back_meanwhile_lets_the_message_through(talk: Clinic, wire: Wire) -> None:
    path = f"{talk.topic_path}/messages"
    wire.before("TransactWriteItems", lambda: cancelled("ConditionalCheckFailed", "None", "None", "None"))

    assert talk.nora.post(path, new_message("In time.")).status == 201
    assert [seq for seq, _ in thread_of(talk, path)] == [1, 2]


@pytest.mark.parametrize("is_followed", [False, True], ids=["at once", "later"])
def test_a_team_that_begins_to_serve_all_goes_on_with_whom_it_served_before(talk: Clinic, is_followed: bool) -> None:
    with followed() if is_followed else nullcontext():
        talk.change_team("meds", servesAll=True)
        talk.change_patient("ada", careTeams=[])

    assert talk.nora.get(talk.topic_path)["canReply"] is True
    sent = [sender.post(f"{talk.topic_path}/messages", new_message()) for sender in (talk.nora, talk.ada)]
    assert [answer.status for answer in sent] == [201, 201]


def test_a_team_that_serves_all_no_longer_writes_to_its_own_patients_alone(talk: Clinic) -> None:
    wanted = {"kind": "topic", "topic": "Hours", "careTeamId": "desk", "message": new_message()}
    path = f"/conversations/{talk.ada.post('/conversations', wanted)['id']}"
    with followed():
        talk.change_team("desk", servesAll=False)

    refused = talk.dana.post(f"{path}/messages", new_message())

    assert (refused.status, refused["code"]) == (409, "NO_RELATIONSHIP")
    assert talk.dana.get(path)["canReply"] is False
