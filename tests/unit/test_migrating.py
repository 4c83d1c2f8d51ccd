"""Rows of 0.1.0: people read and write them at once, and the migration brings them into every list and total."""

from datetime import timedelta

import pytest

import app
from chalicelib import clock
from chalicelib.adapters import migrations
from chalicelib.domain.migration import MIGRATIONS, Progress
from chalicelib.usecases import migrating, renewing
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.earlier import set_back
from tests.unit.nights import Night, months_on
from tests.unit.nights import run as run_night
from tests.unit.recount import assert_all_agrees, listed
from tests.unit.rights import idle, refused
from tests.unit.wire import Wire

DONE = [{"number": 1, "seen": 2, "walked": True, "failed": 0, "done": True}]


@pytest.fixture
def old(talk: Clinic) -> Clinic:
    """The clinic with a topic and a direct conversation, as 0.1.0 would have left it."""
    set_back()
    return talk


def migrate(parts: int = 1_000_000) -> list[dict[str, object]]:
    """One call of the function, with time for so many parts."""
    return app.migrate({}, Night(parts))


def test_there_is_an_act_for_every_migration_and_numbers_go_on() -> None:
    numbers = [each.number for each in MIGRATIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert migrating.ACTS.keys() == set(numbers)


def test_before_it_runs_people_read_write_and_mark_what_they_had(old: Clinic) -> None:
    assert old.ada.post(f"{old.topic_path}/messages", new_message("And with milk?")).status == 201
    assert old.nora.put(f"{old.topic_path}/read-marker", {"seq": 2}).status == 200
    assert old.nora.post(f"{old.direct_path}/messages", new_message("Yes.")).status == 201
    assert [it["seq"] for it in old.nora.get(f"{old.topic_path}/messages")["items"]] == [1, 2]
    assert {row["id"] for row in listed(old.nora, "all")} == {old.topic_id, old.direct_id}


def test_afterwards_every_number_list_and_search_agrees_with_a_recount(old: Clinic) -> None:
    assert migrate() == DONE
    assert {row["id"] for row in old.nora.get("/conversations?q=tab")["items"]} == {old.topic_id}
    old.settle()
    assert_all_agrees(old)
    assert {row["SK"] for row in tables.rows("CONV#")} == {f"CONV#{old.topic_id}"}, "its care team's list"


def test_whoever_moved_a_seat_before_is_counted_once(old: Clinic) -> None:
    old.nora.put(f"{old.topic_path}/read-marker", {"seq": 1})
    old.ada.post(f"{old.topic_path}/messages", new_message("And with milk?"))
    old.settle()
    migrate()
    old.settle()
    assert_all_agrees(old)


def test_a_colleague_who_left_in_those_days_is_not_counted_down(old: Clinic) -> None:
    team = {"name": "Medication", "members": ["omar"]}
    assert old.ehr.put("/directory/care-teams/meds", team).status == 200
    migrate()
    old.settle()
    assert old.topic_id not in {row["id"] for row in listed(old.nora, "all")}
    assert_all_agrees(old)


def test_what_is_waiting_is_mailed_and_what_is_old_is_archived(old: Clinic) -> None:
    migrate()
    old.settle()
    seats = tables.rows("HEAD#SEAT#")
    assert [row["unread"] > 0 for row in seats] == ["digestPK" in row for row in seats]
    with months_on(13):
        assert run_night()["archived"] == 2


def test_a_second_time_changes_nothing_that_people_see(old: Clinic) -> None:
    migrate()
    old.settle()
    before = old.nora.get("/stats").body, old.nora.unread()
    for conversation_id in (old.topic_id, old.direct_id):
        renewing.renew(conversation_id)
    old.settle()
    assert (old.nora.get("/stats").body, old.nora.unread()) == before
    assert migrate() == DONE
    assert_all_agrees(old)


def test_a_run_goes_on_where_the_last_one_died(old: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "PAGE", 5)
    seen: list[str] = []

    def noted(conversation_id: str) -> None:
        seen.append(conversation_id)
        renewing.renew(conversation_id)

    monkeypatch.setattr(migrating, "ACTS", {1: noted})
    for _run in range(1000):
        [stands] = migrate(parts=1)
        if stands["done"]:
            break
    assert stands == DONE[0]
    assert sorted(seen) == sorted([old.topic_id, old.direct_id])
    old.settle()
    assert_all_agrees(old)


def test_one_that_fails_keeps_no_other_from_it_and_is_done_at_the_next_run(
    old: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_at_first(conversation_id: str) -> None:
        if conversation_id == old.topic_id:
            raise RuntimeError
        renewing.renew(conversation_id)

    monkeypatch.setattr(migrating, "ACTS", {1: fails_at_first})
    [stands] = migrate()
    assert stands == {"number": 1, "seen": 2, "walked": True, "failed": 1, "done": False}
    monkeypatch.setattr(migrating, "ACTS", {1: renewing.renew})
    assert migrate() == DONE
    old.settle()
    assert_all_agrees(old)


def test_a_message_that_comes_in_between_is_kept_and_counted(old: Clinic, wire: Wire) -> None:
    def somebody_writes() -> None:
        old.ada.post(f"{old.topic_path}/messages", new_message("And with milk?"))

    wire.before("TransactWriteItems", somebody_writes)
    renewing.renew(old.topic_id)
    renewing.renew(old.direct_id)
    old.settle()
    assert [it["text"] for it in old.nora.get(f"{old.topic_path}/messages")["items"]][-1] == "And with milk?"
    assert_all_agrees(old)


def test_of_two_runs_at_once_one_step_counts(old: Clinic) -> None:
    first = migrating.stands(1)
    second = migrating.step(migrating.stands(1))
    assert migrating.step(first) == second
    assert migrations.begun() == {1: second}


def test_what_a_newer_version_has_done_is_told_and_left_alone(old: Clinic) -> None:
    migrate()
    unknown = Progress(7, clock.timestamp(), is_walked=True, done_at=clock.timestamp(), version=1)
    migrations.keep(unknown)
    assert [each["number"] for each in app.migrate({"dryRun": True}, None)] == [1, 7]


def test_asking_changes_nothing(old: Clinic) -> None:
    before = tables.contents()
    [stands] = app.migrate({"dryRun": True}, None)
    assert (stands["seen"], stands["done"]) == (0, False)
    assert tables.contents() == before


def test_it_needs_all_of_its_role_and_no_more(old: Clinic, wire: Wire) -> None:
    migrate()
    assert refused("MigratePolicy", wire.calls) == set()
    assert idle("MigratePolicy", wire.calls) == set()


def test_a_conversation_takes_eleven_calls_one_after_the_other(old: Clinic, wire: Wire) -> None:
    start = len(wire.calls)
    renewing.renew(old.topic_id)
    assert len(wire.calls) - start == 11


@pytest.mark.parametrize("days", [0, 5, 20])
def test_the_days_of_statistics_are_counted_from_the_messages(talk: Clinic, days: int) -> None:
    with clock.standing_at(clock.now() + timedelta(days=days)):
        talk.ada.post(f"{talk.topic_path}/messages", new_message("And with milk?"))
        talk.settle()
        set_back()
        migrate()
        talk.settle()
        assert_all_agrees(talk)


def test_functions_of_0_1_0_replace_no_seat_that_is_written_today(talk: Clinic) -> None:
    """They asked for the whole number that they had read; of a seat that they replace, half would be lost."""
    for seat in tables.rows("HEAD#SEAT#"):
        assert seat["version"] != int(seat["version"])
