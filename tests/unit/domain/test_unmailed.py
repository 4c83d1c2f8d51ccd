"""What mails are to tell: whatever happens in which order, it equals a recount, and nothing is told twice."""

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.conversation import Conversation
from chalicelib.domain.message import Message
from chalicelib.domain.seat import Marker, Seat, first_by_others, marker_at
from tests.unit.domain.threads import grown

PEOPLE = ("ada", "nora", "omar")
threads = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=20)


@dataclass
class Reader:
    """Ada's seat in a thread of which `written` entries are written, and beside it what each mail told of."""

    states: list[Conversation]
    messages: list[Message]
    written: int = 0
    read: set[int] = field(default_factory=set)
    told: list[int] = field(default_factory=list)
    let_be: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.seat = Seat("ada", self.states[0], "")

    @property
    def head(self) -> Conversation:
        return self.states[self.written]

    def by_others(self, after: int = 0) -> set[int]:
        entries = self.messages[after : self.written]
        return {entry.seq for entry in entries if entry.sender.id != "ada"}

    def left(self) -> set[int]:
        """What is to be told, counted as the definition says."""
        return self.by_others() - self.read - set(self.told) - self.let_be

    def marker(self, seq: int) -> Marker:
        return marker_at(self.head, "ada", seq, self.messages[seq : self.written]) if seq else Marker()

    def write(self, data: st.DataObject) -> None:
        self.written = min(self.written + data.draw(st.integers(1, 3)), len(self.messages))

    def settle(self, data: st.DataObject) -> None:
        """The stream shows some state, late or again; some states it never shows."""
        self.seat = self.seat.settled(self.states[data.draw(st.integers(0, self.written))])
        self.let_be |= self.by_others() & set(range(self.seat.conversation.last_seq + 1)) if self.seat.muted else set()

    def look(self, data: st.DataObject) -> None:
        """Ada reads on, or marks as unread again what she has read."""
        seq = data.draw(st.integers(0, self.written))
        since = first_by_others(self.messages[seq : self.written], "ada") if seq else None
        self.seat = self.seat.read_to(self.marker(seq), self.head, since)
        self.read |= set(range(1, seq + 1))
        self.let_be |= self.by_others() if self.seat.muted else set()

    def mute(self, data: st.DataObject) -> None:
        """Mute or unmute, as the use case does it: in the conversation as it stands."""
        was, muted = self.seat.muted, data.draw(st.booleans())
        self.seat = self.seat.settled(self.head).preferring(pinned=None, muted=muted)
        self.let_be |= self.by_others() if was or muted else set()

    def mail(self, data: st.DataObject) -> None:
        """A mail tells of all that is due; perhaps some was written before that is noted."""
        due = self.seat.settled(self.head)
        if not due.unmailed_since:
            return
        marker, told = due.end, self.left()
        assert due.unmailed == len(told)
        self.told += sorted(told)
        self.written = min(self.written + data.draw(st.integers(0, 2)), len(self.messages))
        since = first_by_others(self.messages[marker.seq : self.seat.conversation.last_seq], "ada")
        self.seat = self.seat.mailed_to(marker, since)


ACTS: list[Callable[[Reader, st.DataObject], None]] = [
    Reader.write, Reader.settle, Reader.look, Reader.mute, Reader.mail,
]  # fmt: skip


@given(threads, st.lists(st.sampled_from(ACTS), max_size=40), st.data())
def test_what_is_due_equals_a_recount_whatever_happens_and_nothing_is_told_twice_or_after_it_was_read(
    senders: list[str], acts: list[Callable[[Reader, st.DataObject], None]], data: st.DataObject
) -> None:
    reader = Reader(*grown(senders))
    for act in acts:
        before = set(reader.read) | reader.let_be
        told_before = len(reader.told)
        act(reader, data)
        assert not before & set(reader.told[told_before:])
    seat = reader.seat.settled(reader.head)
    left = set() if seat.muted else reader.left()

    assert len(reader.told) == len(set(reader.told))
    assert seat.unmailed == len(left)
    assert (seat.unmailed_since is not None) is bool(left)
    if left:
        first = reader.messages[min(left) - 1].sent_at
        assert first <= str(seat.unmailed_since) <= reader.head.last_activity_at


@given(threads, st.data())
def test_where_every_entry_is_settled_it_is_known_exactly_since_when(senders: list[str], data: st.DataObject) -> None:
    states, messages = grown(senders)
    seat = Seat("ada", states[0], "")
    for state in states[1:]:
        seat = seat.settled(state)
    seq = data.draw(st.integers(0, len(messages)))
    since = first_by_others(messages[seq:], "ada")
    marker = marker_at(states[-1], "ada", seq, messages[seq:])

    assert seat.read_to(marker, states[-1], since).unmailed_since == since
    assert seat.mailed_to(marker, since).unmailed_since == since


def test_muted_and_heard_again_only_what_comes_afterwards_is_told() -> None:
    states, messages = grown(["nora", "nora", "nora", "nora"])
    muted = Seat("ada", states[1], "").reckoned().preferring(pinned=None, muted=True)
    assert muted.unmailed_since is None

    heard = muted.settled(states[2]).preferring(pinned=None, muted=False)
    assert (heard.unmailed, heard.unmailed_since) == (0, None)

    again = heard.settled(states[3])
    assert (again.unmailed, again.unmailed_since) == (1, messages[2].sent_at)
    assert again.unread == 3, "what is muted counts as unread all the same"


def test_marked_as_unread_again_nothing_is_told_that_was_read() -> None:
    states, _ = grown(["nora", "nora"])
    read = Seat("ada", states[2], "").reckoned().read_to(marker_at(states[2], "ada", 2, ()), states[2])
    back = read.read_to(Marker(), states[2])

    assert (back.unread, back.unmailed, back.unmailed_since) == (2, 0, None)


def test_who_is_passed_over_is_told_only_of_what_comes_afterwards() -> None:
    states, messages = grown(["nora", "nora", "omar"])
    over = Seat("ada", states[2], "").reckoned().passed_over()
    assert (over.unread, over.unmailed, over.unmailed_since) == (2, 0, None)

    assert over.settled(states[3]).unmailed_since == messages[2].sent_at
