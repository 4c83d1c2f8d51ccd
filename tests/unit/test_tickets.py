"""Tickets: one socket each, for half a minute, for pages of the clinic alone."""

import threading
from datetime import timedelta

import pytest

import app
from chalicelib import clock
from chalicelib.settings import settings
from tests.unit import tables
from tests.unit.clinic import Clinic
from tests.unit.gateway import connect, event, ticket


def test_a_ticket_opens_one_socket_once(clinic: Clinic) -> None:
    good = ticket(clinic.ada)

    assert (connect("first", good), connect("second", good)) == (200, 401)
    assert [row["connectionIds"] for row in tables.rows("PRESENCE")] == [{"first"}]
    assert [(row["PK"], row["personId"], row["session"]) for row in tables.rows("CONNECTION")] == [
        ("CONNECTION#first", "ada", "session-of-ada")
    ]


def test_the_ticket_itself_is_not_kept(clinic: Clinic) -> None:
    good = ticket(clinic.ada)

    assert good not in str(tables.contents())


def test_the_answer_says_where_and_until_when(clinic: Clinic) -> None:
    moment = clock.now()
    with clock.standing_at(moment):
        answer = clinic.ada.post("/me/realtime-tickets")

    assert answer["url"].startswith(f"{settings().socket_url}?ticket=")
    assert answer["expiresAt"] == clock.timestamp(moment + timedelta(seconds=30))


@pytest.mark.parametrize(("seconds", "status"), [(0, 200), (28, 200), (30, 401), (3600, 401)])
def test_a_ticket_is_good_for_30_seconds(clinic: Clinic, seconds: int, status: int) -> None:
    moment = clock.now().replace(microsecond=0)
    with clock.standing_at(moment):
        good = ticket(clinic.ada)

    with clock.standing_at(moment + timedelta(seconds=seconds)):
        assert connect("late", good) == status
    assert len(tables.rows("CONNECTION")) == (status == 200)


def test_of_many_that_use_a_ticket_at_once_one_gets_in(clinic: Clinic) -> None:
    good, statuses = ticket(clinic.ada), []
    threads = [threading.Thread(target=lambda n=n: statuses.append(connect(f"c{n}", good))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200] + [401] * 7
    assert len(tables.rows("CONNECTION")) == 1


@pytest.mark.parametrize("bad", [None, "", "unknown", "x" * 10_000, "%00", "../..", "Zm9yZ2Vk#"])
def test_without_a_good_ticket_nobody_gets_in(clinic: Clinic, bad: str | None) -> None:
    before = tables.contents()["Records"]

    assert connect("nobody", bad) == 401
    assert tables.contents()["Records"] == before


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:8000", 200),
        ("https://evil.example", 401),
        ("http://localhost:8000.evil.example", 401),
        ("https://localhost:8000", 401),
        ("null", 401),
        ("", 401),
    ],
)
def test_pages_of_foreign_origins_are_refused(clinic: Clinic, origin: str, status: int) -> None:
    assert connect("page", ticket(clinic.ada), Origin=origin) == status
    assert connect("page-in-small-letters", ticket(clinic.ada), origin=origin) == status


def test_a_refused_origin_does_not_use_the_ticket_up(clinic: Clinic) -> None:
    good = ticket(clinic.ada)

    assert connect("evil", good, origin="https://evil.example") == 401
    assert connect("own", good, origin="http://localhost:8000") == 200


def test_embedding_origins_are_let_in(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDING_ORIGINS", "https://one.example,https://two.example")
    settings.cache_clear()
    try:
        assert connect("embedded", ticket(clinic.ada), origin="https://two.example") == 200
        assert connect("foreign", ticket(clinic.ada), origin="https://three.example") == 401
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_a_closed_socket_is_forgotten_and_closing_twice_is_harmless(clinic: Clinic) -> None:
    connect("one", ticket(clinic.ada))
    connect("two", ticket(clinic.ada))

    for connection_id in ("one", "one", "never-seen"):
        app.disconnect(event(connection_id), None)

    assert [row["connectionIds"] for row in tables.rows("PRESENCE")] == [{"two"}]
    assert [row["PK"] for row in tables.rows("CONNECTION")] == ["CONNECTION#two"]
