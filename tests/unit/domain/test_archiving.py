"""When twelve months are over, and that nobody's message is younger than what is counted from."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import timestamp
from chalicelib.domain.archiving import day_begins, months_before
from chalicelib.domain.conversation import Conversation, Status
from chalicelib.domain.message import Act, Message, Type
from tests.unit.domain.threads import START, TOPIC, next_entry

CHICAGO = ZoneInfo("America/Chicago")
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=36_500)).map(lambda after: FIRST + after)


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        ("2026-11-30T02:00", 12, "2025-11-30T02:00"),
        ("2025-02-28T16:00", 12, "2024-02-28T16:00"),
        ("2025-03-01T00:00", 12, "2024-03-01T00:00"),
        ("2024-02-29T16:00", 12, "2023-03-01T00:00"),
        ("2025-03-31T16:00", 1, "2025-03-01T00:00"),
        ("2026-01-15T03:00", 1, "2025-12-15T03:00"),
        ("2026-12-31T03:00", 1, "2026-12-01T00:00"),
        ("2026-12-31T03:00", 24, "2024-12-31T03:00"),
    ],
)
def test_months_are_those_of_the_calendar(now: str, months: int, then: str) -> None:
    assert months_before(datetime.fromisoformat(now), months) == datetime.fromisoformat(then)


def test_they_are_counted_by_the_clinics_own_clock() -> None:
    summer = datetime(2026, 3, 20, 1, tzinfo=CHICAGO)

    assert months_before(summer, 1).astimezone(UTC) == datetime(2026, 2, 20, 7, tzinfo=UTC)
    assert summer.astimezone(UTC) == datetime(2026, 3, 20, 6, tzinfo=UTC)


@given(moments)
def test_a_day_begins_before_each_of_its_moments_and_after_all_of_the_day_before(moment: datetime) -> None:
    said, yesterday = timestamp(moment), timestamp(moment - timedelta(days=1))

    assert yesterday[:10] < yesterday < day_begins(said) <= said
    assert day_begins(said)[:10] == said[:10]


@given(moments, st.timedeltas(timedelta(0), timedelta(days=70)), st.integers(1, 120))
def test_what_was_due_once_stays_due_and_nothing_is_due_early(now: datetime, later: timedelta, months: int) -> None:
    then = months_before(now, months)

    assert months_before(now + later, months) >= then
    assert (now.year * 12 + now.month) - (then.year * 12 + then.month) in (months, months - 1)
    assert months_before(now, months) <= now - timedelta(days=28 * months)


def system(it: Conversation, act: Act) -> Message:
    entry = next_entry(it, "nora")
    return replace(entry, type=Type.SYSTEM, act=act, texts=it.texts)


turns = st.lists(st.tuples(st.sampled_from(["ada", "nora", *Act]), st.integers(-5, 500)), max_size=30)


@given(turns)
def test_no_text_and_no_waiting_is_younger_than_the_last_activity_whatever_clocks_say(
    turns: list[tuple[str, int]],
) -> None:
    it, texts = TOPIC, []
    for who, minutes in turns:
        entry = system(it, who) if isinstance(who, Act) else next_entry(it, who)
        entry = replace(entry, sent_at=timestamp(START + timedelta(minutes=minutes)))
        texts += [] if isinstance(who, Act) else [entry.sent_at]
        it = it.followed_by(entry)

    assert all(sent_at <= it.last_activity_at <= it.quiet_since for sent_at in texts)
    assert (it.waiting_since or "") <= it.last_activity_at
    assert (it.archived_at is not None) == it.is_archived
    assert not (it.is_archived and it.opened_at)


LATER = timestamp(START + timedelta(days=400))


def test_archiving_once_is_enough_and_changes_nothing_else() -> None:
    asked = TOPIC.followed_by(next_entry(TOPIC, "ada"))
    assert asked.is_due(LATER)

    archived = asked.followed_by(system(asked, Act.ARCHIVED))

    assert not archived.is_due("9")
    assert archived == replace(
        asked, status=Status.ARCHIVED, last_seq=2, revision=asked.revision + 1, archived_at=archived.archived_at
    )
    assert archived.is_outdated("9")
    assert not archived.is_outdated(archived.archived_at or "")


def test_what_somebody_took_out_of_the_archive_is_left_alone_for_as_long_again() -> None:
    archived = TOPIC.followed_by(system(TOPIC, Act.ARCHIVED))
    opening = replace(system(archived, Act.REOPENED), sent_at=LATER)
    opened = archived.followed_by(opening)

    assert not opened.is_due(LATER)
    assert opened.is_due("9")
    assert opened.last_activity_at == TOPIC.last_activity_at
    assert opened.followed_by(next_entry(opened, "ada")).opened_at is None


def test_resolving_and_opening_again_postpones_nothing() -> None:
    resolved = TOPIC.followed_by(system(TOPIC, Act.RESOLVED))
    opened = resolved.followed_by(replace(system(resolved, Act.REOPENED), sent_at=LATER))

    assert opened.quiet_since == TOPIC.last_activity_at
