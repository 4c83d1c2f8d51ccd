"""Every night: conversations without a message for twelve months are archived, once; a new message brings them back."""

from datetime import datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta

import app
from chalicelib import clock
from chalicelib.adapters.conversations import HeadRow, head_row
from chalicelib.transport.schedule import NotAllArchived
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.nights import Night, archived, months_on, run
from tests.unit.recount import assert_all_agrees, listed
from tests.unit.test_lifecycle import patch, thread
from tests.unit.wire import Wire, failure


def heads() -> list[dict]:
    return [row for row in tables.rows("HEAD") if row["SK"] == "HEAD"]


def a_year_after(moment: str) -> datetime:
    return datetime.fromisoformat(moment) + relativedelta(years=1)


@pytest.fixture
def both(talk: Clinic) -> set[str]:
    return {talk.topic_id, talk.direct_id}


def test_what_is_quiet_for_twelve_months_is_archived_on_the_next_day_and_not_before(
    talk: Clinic, both: set[str]
) -> None:
    over = a_year_after(max(row["lastActivityAt"] for row in heads())).replace(hour=0, minute=0) + timedelta(days=1)
    with clock.standing_at(over - timedelta(minutes=5)):
        assert run() == {"archived": 0, "purged": 0, "failed": 0, "complete": True}
    assert archived() == set()

    with clock.standing_at(over + timedelta(minutes=5)):
        assert run() == {"archived": 2, "purged": 0, "failed": 0, "complete": True}

    assert archived() == both
    talk.settle()
    assert {row["id"] for row in listed(talk.ada, "archived")} == both
    assert listed(talk.ada, "all") == []
    assert {row["id"] for row in talk.nora.get("/conversations?q=tab")["items"]} == {talk.topic_id}
    assert_all_agrees(talk)


def test_the_entry_is_nobodys_and_nothing_unread_and_the_patient_goes_on_waiting(talk: Clinic) -> None:
    before = talk.nora.get(talk.topic_path)
    with months_on(13):
        run()
    talk.settle()

    [_, entry] = talk.nora.get(f"{talk.topic_path}/messages")["items"]
    now = talk.nora.get(talk.topic_path)
    assert (entry["type"], entry["sender"]) == ("system", None)
    assert entry["system"] == {"act": "archived", "person": None}
    same = ("unreadCount", "lastActivityAt", "lastMessage", "needsReply", "messageCount")
    assert {name: now[name] for name in same} == {name: before[name] for name in same}
    [by] = {who for act, who in tables.entries("act", "personId") if act == "conversation.archived"}
    assert by == "#"


def test_running_again_changes_nothing_tonight_or_any_other_night(talk: Clinic, both: set[str]) -> None:
    with months_on(13):
        run()
    before = tables.contents()

    for months in (13, 14, 26):
        with months_on(months):
            assert run()["archived"] == 0
    assert tables.contents() == before


def test_resolved_conversations_and_those_about_cases_go_too_and_those_with_news_stay(talk: Clinic) -> None:
    case = talk.nora.post("/conversations", {"kind": "case", "caseId": "refill", "message": new_message()})["id"]
    patch(talk.nora, talk.topic_path, "resolved")
    with months_on(12, days=-20):
        talk.nora.post(f"{talk.direct_path}/messages", new_message("Still there?"))

    with months_on(13):
        assert run()["archived"] == 2

    assert archived() == {talk.topic_id, case}


@pytest.mark.parametrize("who", ["ada", "nora"])
def test_a_new_message_brings_it_back(talk: Clinic, who: str) -> None:
    with months_on(13):
        run()
    with months_on(14):
        assert getattr(talk, who).post(f"{talk.topic_path}/messages", new_message("Hello again")).status == 201
    talk.settle()

    assert [said for _, said in thread(talk)][1:] == ["archived", "reopened", "Hello again"]
    for reader in (talk.ada, talk.nora):
        assert [row["id"] for row in listed(reader, "all")] == [talk.topic_id]
        assert [row["id"] for row in listed(reader, "archived")] == [talk.direct_id]
    with months_on(15):
        assert run()["archived"] == 0
    with months_on(28):
        assert run()["archived"] == 1


def test_what_staff_opened_by_hand_stays_open_for_as_long_again(talk: Clinic) -> None:
    with months_on(13):
        run()
        patch(talk.nora, talk.topic_path, "open")
    with months_on(14):
        assert run()["archived"] == 0
    with months_on(27):
        assert run()["archived"] == 1


def test_a_message_that_comes_at_the_same_moment_is_first(talk: Clinic, wire: Wire) -> None:
    with months_on(13):
        for path in (talk.topic_path, talk.direct_path):
            wire.before("TransactWriteItems", lambda path=path: talk.ada.post(f"{path}/messages", new_message("Wait!")))
        assert run()["archived"] == 0
        assert run()["archived"] == 0
    talk.settle()

    assert archived() == set()
    assert [said for _, said in thread(talk)][1:] == ["Wait!"]
    assert_all_agrees(talk)


def test_a_message_overtaken_by_the_archiving_opens_it_again(talk: Clinic, wire: Wire) -> None:
    with months_on(13):
        wire.before("TransactWriteItems", run)
        assert talk.ada.post(f"{talk.topic_path}/messages", new_message("Not yet!")).status == 201
    talk.settle()

    assert [said for _, said in thread(talk)][1:] == ["archived", "reopened", "Not yet!"]
    assert archived() == {talk.direct_id}
    assert_all_agrees(talk)


def test_two_runs_at_once_archive_each_once(talk: Clinic, wire: Wire, both: set[str]) -> None:
    with months_on(13):
        wire.before("TransactWriteItems", lambda: run())
        assert run()["archived"] == 0

    assert archived() == both
    assert [row["act"] for row in tables.rows("MSG#") if row.get("act")] == ["archived", "archived"]


def test_one_that_fails_keeps_no_other_and_is_archived_by_the_next_run(
    talk: Clinic, wire: Wire, both: set[str]
) -> None:
    wire.before("TransactWriteItems", lambda: failure("AccessDeniedException", "The key is not available."))
    with months_on(13):
        with pytest.raises(NotAllArchived):
            run()
        assert len(archived()) == 1
        assert run()["archived"] == 1

    assert archived() == both


def test_a_run_that_is_cut_short_leaves_the_rest_to_the_next(talk: Clinic, both: set[str]) -> None:
    with months_on(13):
        assert run(conversations=1) == {"archived": 1, "purged": 0, "failed": 0, "complete": False}
        assert run()["complete"]

    assert archived() == both


def test_a_dry_run_tells_what_would_go_and_does_nothing(untouched: Clinic) -> None:
    with months_on(13):
        told = app.archive({"dryRun": True}, Night())

    assert told["purge"] == {"count": 0, "conversations": []}
    assert told["archive"]["count"] == 2
    assert set(told["archive"]["conversations"]) == {untouched.topic_id, untouched.direct_id}


def test_the_first_text_of_a_day_moves_a_conversation_in_the_list_and_the_others_do_not(talk: Clinic) -> None:
    places = []
    with months_on(1) as day:
        morning = day.replace(hour=8)
    for moment in (morning, morning + timedelta(hours=9), morning + timedelta(days=1)):
        with clock.standing_at(moment):
            talk.ada.post(f"{talk.topic_path}/messages", new_message())
        places += [row["activitySK"] for row in heads() if row["PK"].endswith(talk.topic_id)]

    assert places[0] == places[1] < places[2]


def test_one_that_an_earlier_version_listed_to_the_second_is_archived_on_the_same_day(
    talk: Clinic, both: set[str]
) -> None:
    for row in heads():
        to_the_second = f"{row['lastActivityAt']}#{row['PK'].partition('#')[2]}"
        HeadRow(row["PK"], row["SK"]).update(actions=[HeadRow.activity_sk.set(to_the_second)])
    over = a_year_after(max(row["lastActivityAt"] for row in heads())).replace(hour=0, minute=0) + timedelta(days=1)

    with clock.standing_at(over - timedelta(minutes=5)):
        assert run()["archived"] == 0
    with clock.standing_at(over + timedelta(minutes=5)):
        assert run()["archived"] == 2


def test_the_list_by_activity_is_in_step_with_every_change(talk: Clinic) -> None:
    path = talk.topic_path
    acts = (
        lambda: talk.nora.post(f"{path}/messages", new_message()),
        lambda: patch(talk.nora, path, "resolved"),
        lambda: talk.ada.post(f"{path}/messages", new_message()),
        lambda: talk.nora.put(f"{path}/claim", None),
        lambda: talk.nora.post(f"{path}/done"),
        lambda: run(),
        lambda: patch(talk.nora, path, "open"),
    )
    for number, act in enumerate(acts):
        with months_on(14 * (number + 1)):
            act()
        for item in tables.contents()["Records"]:
            if item["SK"]["S"] == "HEAD":
                row = HeadRow.from_raw_data(dict(item))
                wanted = head_row(row.conversation())
                assert (row.activity_pk, row.activity_sk) == (wanted.activity_pk, wanted.activity_sk), number
