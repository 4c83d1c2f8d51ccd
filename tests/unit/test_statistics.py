"""Statistics: exact for everybody at every moment, over what they may see today."""

import random
from datetime import timedelta

import pytest

from chalicelib import clock
from tests.unit import tables
from tests.unit.clinic import Api, Clinic, callers, new_message
from tests.unit.events import stream_records
from tests.unit.handover import followed
from tests.unit.recount import assert_all_agrees
from tests.unit.test_settling import deliver
from tests.unit.test_tabs import archive

NUMBERS = ("totalConversations", "unreadMessages", "uniquePatients", "totalMessages")


def numbers(api: Api) -> tuple[int, ...]:
    answer = api.get("/stats")
    assert answer.status == 200, answer.body
    return tuple(answer[name] for name in NUMBERS)


def fill() -> None:
    """Nora works in `meds` and `tests`, Omar in `tests`; Nora asks Omar about Ada's case. Eight messages in all.

    Ada talks with both teams, with Nora and with the front desk, Bo with `tests`.
    """
    clinic = callers()
    clinic.change_team("tests", members=["nora", "omar"])
    clinic.change_patient("ada", careTeams=["meds", "tests"])
    for who, team in ((clinic.ada, "meds"), (clinic.ada, "tests"), (clinic.ada, "desk"), (clinic.bo, "tests")):
        wanted = {"kind": "topic", "topic": f"About {team}", "careTeamId": team, "message": new_message()}
        started = who.post("/conversations", wanted)
        assert started.status == 201, started.body
    clinic.ada.post("/conversations", {"kind": "direct", "providerId": "nora", "message": new_message()})
    clinic.nora.post("/conversations", {"kind": "case", "caseId": "refill", "message": new_message()})
    clinic.omar.post(f"/conversations/{started['id']}/messages", new_message("On Monday."))
    clinic.bo.post(f"/conversations/{started['id']}/messages", new_message("Thanks."))
    clinic.settle()


@pytest.fixture
def busy(clinic: Clinic) -> Clinic:
    tables.as_kept("busy clinic", fill)
    return clinic


WHOLE = {
    "ada": (4, 0, 1, 4),
    "bo": (1, 1, 1, 3),
    "nora": (5, 6, 2, 7),
    "omar": (3, 4, 2, 5),
    "dana": (1, 1, 1, 1),
}


@pytest.mark.parametrize("who", WHOLE)
def test_everybody_counts_what_they_may_see(busy: Clinic, who: str) -> None:
    assert numbers(getattr(busy, who)) == WHOLE[who]


def test_an_administrator_counts_the_clinic(busy: Clinic) -> None:
    assert numbers(busy.admin) == (6, sum(unread for _, unread, _, _ in WHOLE.values()), 2, 8)


def test_badge_tabs_and_statistics_agree(busy: Clinic) -> None:
    assert_all_agrees(busy)


def test_who_leaves_a_team_counts_it_no_more_at_once_and_the_jobs_that_follow_change_nothing(busy: Clinic) -> None:
    with followed():
        busy.change_team("tests", members=["omar"])
        assert numbers(busy.nora) == (3, 2, 1, 3)

    assert numbers(busy.nora) == (3, 2, 1, 3)
    assert numbers(busy.omar) == WHOLE["omar"]
    assert_all_agrees(busy)


def test_a_patient_of_two_teams_stays_counted_while_one_of_them_remains(busy: Clinic) -> None:
    busy.change_team("meds", members=[])

    assert numbers(busy.nora) == (4, 5, 2, 6)


def test_who_joins_counts_the_history_as_read(busy: Clinic) -> None:
    with followed():
        busy.change_team("meds", members=["nora", "omar"])

    assert numbers(busy.omar) == (4, 4, 2, 6)
    assert_all_agrees(busy)


def test_reading_writing_and_archiving_move_the_numbers(busy: Clinic) -> None:
    [row] = [row for row in busy.dana.get("/conversations")["items"]]
    path = f"/conversations/{row['id']}"
    busy.dana.put(f"{path}/read-marker", {"seq": 1})
    assert numbers(busy.dana) == (1, 0, 1, 1)

    busy.dana.post(f"{path}/messages", new_message("Here we are."))
    archive(row["id"])
    busy.settle()

    assert (numbers(busy.dana), numbers(busy.ada)) == ((1, 0, 1, 2), (4, 1, 1, 5))
    assert_all_agrees(busy)


@pytest.mark.parametrize("seed", range(2))
def test_records_repeated_and_shuffled_end_in_the_same_numbers(busy: Clinic, seed: int) -> None:
    for row in busy.nora.get("/conversations")["items"]:
        busy.nora.post(f"/conversations/{row['id']}/messages", new_message())
    records = stream_records()
    mixed = random.Random(seed).choices(records, k=len(records)) + records[::-1]

    for start in range(0, len(mixed), 5):
        assert deliver(mixed[start : start + 5]) == []

    assert numbers(busy.nora) == (5, 6, 2, 7 + 5)
    assert numbers(busy.ada) == (4, 3, 1, 4 + 3)
    assert numbers(busy.admin)[3] == 8 + 5
    assert_all_agrees(busy)


def test_the_chart_holds_the_last_fourteen_days_and_forgets_the_rest(clinic: Clinic) -> None:
    now = clock.now()
    started = {"kind": "topic", "topic": "Diary", "careTeamId": "meds", "message": new_message()}
    with clock.standing_at(now - timedelta(days=20)):
        path = f"/conversations/{clinic.ada.post('/conversations', started)['id']}"
        clinic.settle()
    for back, texts in ((14, 3), (13, 2), (5, 1), (0, 4)):
        with clock.standing_at(now - timedelta(days=back)):
            for _ in range(texts):
                clinic.ada.post(f"{path}/messages", new_message())
            clinic.settle()

    wanted = [(13, 2), (5, 1), (0, 4)]
    days = {clock.day(now - timedelta(days=back)): texts for back, texts in wanted}
    for who in (clinic.ada, clinic.nora, clinic.admin):
        chart = who.get("/stats")["messagesPerDay"]
        assert [row["date"] for row in chart] == [clock.day(now - timedelta(days=back)) for back in range(13, -1, -1)]
        assert {row["date"]: row["messages"] for row in chart if row["messages"]} == days
        assert who.get("/stats")["totalMessages"] == 11


def test_a_day_of_the_clinic_begins_in_its_own_time_zone(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.settings import settings

    monkeypatch.setenv("CLINIC_TIME_ZONE", "Pacific/Kiritimati")
    settings.cache_clear()
    try:
        clinic.topic()
        today = (clock.now() + timedelta(hours=14)).date().isoformat()
        assert clinic.ada.get("/stats")["messagesPerDay"][-1] == {"date": today, "messages": 1}
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_somebody_whom_the_directory_does_not_hold_has_no_statistics(clinic: Clinic) -> None:
    with followed():
        clinic.ehr.delete("/directory/people/omar")

    assert clinic.omar.get("/stats").status == 404
    assert clinic.ehr.get("/stats").status == 403
