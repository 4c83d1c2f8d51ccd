"""Rows are kept in few bytes, and those of earlier versions are read as well."""

import json
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib import clock
from chalicelib.adapters.compact import CompactAttribute, DaysAttribute
from chalicelib.domain.conversation import recent
from tests.unit import tables
from tests.unit.clinic import Clinic, new_message
from tests.unit.units import WRITTEN, size

counts = st.dictionaries(st.dates().map(str), st.integers(1, 10_000), min_size=1, max_size=40).map(recent)


@given(counts)
def test_days_come_back_as_they_were(days: dict[str, int]) -> None:
    kept = DaysAttribute().serialize(days)

    assert kept is not None
    assert DaysAttribute().deserialize(kept) == days
    assert len(kept) < 14 + sum(len(str(count)) + 1 for count in days.values()) + 14


@given(counts)
def test_days_that_an_earlier_version_kept_by_name_are_read(days: dict[str, int]) -> None:
    assert DaysAttribute().deserialize(json.dumps(dict(days))) == days


def test_no_days_are_kept_as_none() -> None:
    nothing = DaysAttribute().serialize({})

    assert nothing is not None
    assert DaysAttribute().deserialize(nothing) == {}


def test_letters_of_any_language_are_kept_as_they_are_and_escaped_ones_are_read() -> None:
    kept = CompactAttribute().serialize({"preview": "Größe", "seq": 1})

    assert kept == '{"preview":"Größe","seq":1}'
    assert CompactAttribute().deserialize(json.dumps({"preview": "Größe"})) == {"preview": "Größe"}


def test_a_seat_stays_below_a_kilobyte_though_its_last_text_is_long_and_the_chat_goes_on_for_two_weeks(
    talk: Clinic,
) -> None:
    for day in range(14):
        with clock.standing_at(clock.now() + timedelta(days=day)):
            talk.ada.post(f"{talk.topic_path}/messages", new_message("x" * 2_000))
    talk.settle()

    seats = [item for item in tables.contents()["Records"] if item["SK"]["S"].startswith("HEAD#SEAT#")]
    assert {int(item["texts"]["N"]) for item in seats} == {1, 15}
    assert max(map(size, seats)) <= WRITTEN
