"""Unread numbers: whatever happens in between, they equal a recount of the messages themselves."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.message import Message
from chalicelib.domain.seat import Marker, Seat, marker_at
from chalicelib.domain.tally import Tally, change
from tests.unit.domain.threads import grown

PEOPLE = ("ada", "nora", "omar")
senders = st.lists(st.sampled_from(PEOPLE), max_size=30)
readers = st.sampled_from((*PEOPLE, "nobody-who-writes"))


def recount(messages: list[Message], reader_id: str, seq: int) -> int:
    """Texts after entry `seq` that others wrote: counted, as the definition says."""
    return sum(message.seq > seq and message.sender.id != reader_id for message in messages)


@given(senders, readers, st.data())
def test_unread_equals_a_recount_wherever_the_marker_is_put(
    thread: list[str], reader_id: str, data: st.DataObject
) -> None:
    states, messages = grown(thread)
    seat = Seat(reader_id, states[-1], "")

    for seq in data.draw(st.lists(st.integers(0, len(messages)), max_size=10)):
        seat = seat.read_to(marker_at(states[-1], reader_id, seq, messages[seq:]), states[-1])

        assert seat.unread == recount(messages, reader_id, seq)


@given(senders, readers, st.data())
def test_unread_equals_a_recount_whatever_settling_is_lost_repeated_or_out_of_order(
    thread: list[str], reader_id: str, data: st.DataObject
) -> None:
    states, messages = grown(thread)
    seat = Seat(reader_id, states[0], "")

    for state in data.draw(st.lists(st.sampled_from(states), max_size=40)):
        seat = seat.settled(state)
    seat = seat.settled(states[-1])

    assert seat.unread == recount(messages, reader_id, 0)


@given(senders, readers, st.data())
def test_a_seat_never_goes_back_to_an_earlier_state(thread: list[str], reader_id: str, data: st.DataObject) -> None:
    states, messages = grown(thread)
    seen, seat = 0, Seat(reader_id, states[0], "")

    for at in data.draw(st.lists(st.integers(0, len(messages)), max_size=20)):
        seat, seen = seat.settled(states[at]), max(seen, at)

        assert seat.conversation.last_seq == seen
        assert seat.unread == recount(messages[:seen], reader_id, 0)


@given(senders, readers, st.data())
def test_markers_may_move_between_settlings_in_any_order(
    thread: list[str], reader_id: str, data: st.DataObject
) -> None:
    states, messages = grown(thread)
    seat = Seat(reader_id, states[0], "")

    for at in data.draw(st.lists(st.integers(0, len(messages)), max_size=20)):
        if data.draw(st.booleans()):
            seat = seat.settled(states[at])
        else:
            seq = data.draw(st.integers(0, at))
            seat = seat.read_to(marker_at(states[at], reader_id, seq, messages[seq:at]), states[at])

        known = messages[: seat.conversation.last_seq]
        assert seat.unread == recount(known, reader_id, seat.marker.seq)


@given(senders, st.integers(0, 30), st.data())
def test_somebody_who_joins_has_only_what_comes_after_unread(thread: list[str], at: int, data: st.DataObject) -> None:
    states, messages = grown(thread)
    joined_at = min(at, len(messages))
    now = data.draw(st.integers(joined_at, len(messages)))

    marker = marker_at(states[now], "newcomer", joined_at, messages[joined_at:now])
    seat = Seat("newcomer", states[now], "", marker).settled(states[-1])

    assert seat.unread == recount(messages, "newcomer", joined_at)


@given(senders, readers)
def test_settling_twice_is_settling_once(thread: list[str], reader_id: str) -> None:
    states, _ = grown(thread)
    once = Seat(reader_id, states[0], "").settled(states[-1])

    assert once.settled(states[-1]) is once


@given(st.lists(st.tuples(senders, readers, st.integers(0, 30)), max_size=5))
def test_totals_moved_by_differences_equal_a_recount_of_all_seats(history: list[tuple[list[str], str, int]]) -> None:
    totals, kept = Tally(), []
    for thread, reader_id, at in history:
        states, messages = grown(thread)
        seq = min(at, len(messages))
        steps = [None, Seat(reader_id, states[0], ""), Seat(reader_id, states[-1], "")]
        steps.append(Seat(reader_id, states[-1], "", marker_at(states[-1], reader_id, seq, messages[seq:])))
        for old, new in pairwise(steps):
            totals = totals.plus(change(old, new, since=""))
        kept.append(recount(messages, reader_id, seq))

    assert totals.unread_messages == sum(kept)
    assert totals.unread_conversations == sum(count > 0 for count in kept)
    assert totals.conversations == len(history)
    assert totals.messages == sum(len(thread) for thread, _, _ in history)


def test_one_owns_words_are_never_unread_and_others_are_until_read() -> None:
    states, messages = grown(["ada", "nora", "ada"])

    assert Seat("ada", states[-1], "").unread == 1
    assert Seat("nora", states[-1], "").unread == 2
    assert Seat("nora", states[-1], "", marker_at(states[-1], "nora", 3, ())).unread == 0
    assert marker_at(states[-1], "nora", 1, messages[1:]) == Marker(1, 1, 0)
