"""Places after a restore: never one that was given before, however much was lost and however often."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.message import Act, Type
from chalicelib.domain.restoring import BEGINNING, place_at
from tests.unit.domain.threads import TOPIC, next_entry

hours = st.tuples(st.integers(0, 50), st.one_of(st.none(), st.integers(0, 30)))
"""Of each hour: how many entries come, and after which of the earlier states (if any) everything since is lost."""


@given(st.lists(hours, max_size=30))
def test_no_place_is_given_twice_whatever_is_lost(history: list[tuple[int, int | None]]) -> None:
    now, last, given_before = BEGINNING + timedelta(days=200), 0, set[int]()
    states = [last]
    for entries, lost_since in history:
        places = list(range(last + 1, last + 1 + entries))
        now += timedelta(hours=1)
        if lost_since is not None:
            last = states[lost_since % len(states)]
            places = [place_at(now, last)]
        assert not given_before & set(places)
        given_before.update(places)
        last = max([last, *places]) if lost_since is None else places[0]
        states.append(last)


def test_a_conversation_that_is_ahead_of_the_clock_goes_on_where_it_is() -> None:
    assert place_at(BEGINNING + timedelta(seconds=5), 7) == 8


def test_as_many_revisions_are_left_out_as_places_so_that_whoever_has_seen_more_takes_what_is_restored() -> None:
    asked = TOPIC.followed_by(next_entry(TOPIC, "ada"))
    seen_by_clients = asked
    for _ in range(20):
        seen_by_clients = seen_by_clients.followed_by(next_entry(seen_by_clients, "ada")).claimed(None)

    entry = replace(next_entry(asked, "ada"), seq=1_000, type=Type.SYSTEM, act=Act.RESTORED, texts=asked.texts)
    restored = asked.followed_by(entry)

    assert (restored.last_seq, restored.texts, restored.status) == (1_000, asked.texts, asked.status)
    assert restored.revision > seen_by_clients.revision
    assert restored.quiet_since == asked.quiet_since, "it stays where it is in lists"
