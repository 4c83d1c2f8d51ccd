"""Conversations as texts and system entries follow one another, claimed and answered in between."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.conversation import DAYS_COUNTED, Conversation, Kind, Status
from chalicelib.domain.message import Act, Type
from tests.unit.domain.threads import NORA, TOPIC, next_entry

WORDS = ("ada", "nora", "omar")
CHANGES = ("claim", "release", "done")
steps = st.lists(st.sampled_from((*WORDS, *Act, *CHANGES)), max_size=30)


def stepped(conversation: Conversation, step: str) -> Conversation:
    """The conversation after somebody wrote, something happened or somebody took it on."""
    if step in WORDS:
        return conversation.followed_by(next_entry(conversation, step))
    if step in CHANGES:
        released = conversation.claimed(NORA.author if step == "claim" and conversation.waiting_since else None)
        return released.answered() if step == "done" else released
    text = next_entry(conversation, "nora")
    return conversation.followed_by(replace(text, type=Type.SYSTEM, act=Act(step), texts=conversation.texts))


def states_of(history: list[str]) -> list[Conversation]:
    states = [TOPIC]
    for step in history:
        states.append(stepped(states[-1], step))
    return states


@given(steps)
def test_entries_are_numbered_texts_counted_and_every_change_is_a_revision(history: list[str]) -> None:
    now = states_of(history)[-1]
    texts = [step for step in history if step in WORDS]

    assert now.last_seq == sum(step not in CHANGES for step in history)
    assert (now.texts, sum(now.sent.values()), sum(now.days.values())) == (len(texts),) * 3
    assert now.revision == len(history)


@given(steps)
def test_the_status_is_that_of_the_last_step_that_bears_on_it(history: list[str]) -> None:
    wanted = Status.OPEN
    bearing = {Act.RESOLVED: Status.RESOLVED, Act.ARCHIVED: Status.ARCHIVED, Act.REOPENED: Status.OPEN}
    for step in history:
        wanted = Status.OPEN if step in WORDS else bearing.get(step, wanted)  # type: ignore[call-overload]

    assert states_of(history)[-1].status is wanted


@given(steps)
def test_the_patient_waits_from_their_first_word_until_an_answer_done_or_resolved(history: list[str]) -> None:
    waiting = 0
    for number, (before, after, step) in enumerate(
        zip(states := states_of(history), states[1:], history, strict=False)
    ):
        if step == "ada":
            waiting = waiting or number + 1
            assert after.waiting_since == (before.waiting_since or next_entry(before, "ada").sent_at)
        elif step in ("nora", "omar", "done", Act.RESOLVED):
            waiting = 0
        assert (after.waiting_since is not None) is (waiting > 0)


@given(steps)
def test_nobody_has_claimed_what_nobody_waits_for(history: list[str]) -> None:
    assert all(state.waiting_since or state.claimed_by is None for state in states_of(history))


@given(steps)
def test_only_texts_are_activity(history: list[str]) -> None:
    states = states_of(history)
    for before, after, step in zip(states, states[1:], history, strict=False):
        if step not in WORDS:
            shown = "last_activity_at", "last_message", "texts", "sent", "days"
            assert all(getattr(before, name) == getattr(after, name) for name in shown)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=30))
def test_texts_are_counted_by_day_for_the_last_fourteen_days(gaps: list[int]) -> None:
    now, today, written = TOPIC, date(2026, 3, 2), list[date]()
    for gap in gaps:
        today += timedelta(days=gap)
        written.append(today)
        now = now.followed_by(replace(next_entry(now, "ada"), day=today.isoformat()))

    first = today - timedelta(days=DAYS_COUNTED - 1)
    recent = [day.isoformat() for day in written if day >= first]
    assert now.days == {day: recent.count(day) for day in recent}


def test_the_two_of_a_case_are_members_and_its_patient_is_not() -> None:
    case = replace(TOPIC, kind=Kind.CASE, care_team_id=None, requester_id="nora", provider_id="omar")

    assert case.named_members == {"nora", "omar"}
    assert case.named_people == {"ada", "nora", "omar"}
    assert case.is_other_side("nora", "omar")
    assert not TOPIC.is_other_side("nora", "omar")
