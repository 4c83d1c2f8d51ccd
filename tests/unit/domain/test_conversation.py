"""Conversations as messages follow one another."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.conversation import Status
from tests.unit.domain.threads import TOPIC, grown, next_entry

senders = st.lists(st.sampled_from(("ada", "nora", "omar")), min_size=1, max_size=20)


@given(senders)
def test_a_conversation_counts_what_each_person_wrote(thread: list[str]) -> None:
    states, messages = grown(thread)
    now = states[-1]

    assert [message.seq for message in messages] == list(range(1, len(thread) + 1))
    assert (now.last_seq, now.texts, sum(now.sent.values())) == (len(thread),) * 3
    assert all(now.sent_by(person_id) == thread.count(person_id) for person_id in ("ada", "nora", "omar"))


@given(senders)
def test_the_patient_waits_since_their_first_word_without_an_answer(thread: list[str]) -> None:
    states, messages = grown(thread)
    unanswered = []
    for message in messages:
        unanswered = [*unanswered, message.sent_at] if message.sender.id == "ada" else []

    assert states[-1].waiting_since == (unanswered[0] if unanswered else None)


def test_the_next_message_opens_a_resolved_and_an_archived_conversation_again() -> None:
    for status in (Status.RESOLVED, Status.ARCHIVED):
        closed = replace(TOPIC, status=status)

        assert closed.followed_by(next_entry(closed, "ada")).status is Status.OPEN


def test_a_conversation_shows_its_last_message_and_stays_as_it_was_before_it() -> None:
    message = next_entry(TOPIC, "nora", "With  water,\nplease.")

    after = TOPIC.followed_by(message)

    assert after.last_message is not None
    assert (after.last_message.seq, after.last_message.preview) == (1, "With water, please.")
    assert (after.last_activity_at, TOPIC.last_message) == (message.sent_at, None)
