"""What is sensitive in a thread, and whether its patient may see it now."""

from collections.abc import Iterable

from chalicelib.domain.errors import StepUpNeeded
from chalicelib.domain.message import Message
from chalicelib.domain.permission import is_locked
from chalicelib.usecases import access, step_up
from chalicelib.usecases.access import Visit

NOTHING: frozenset[int] = frozenset()


def unlocked(visit: Visit, page: Iterable[Message]) -> frozenset[int]:
    """The places of what the visitor sees only since they signed in afresh; written down before it is shown.

    Asks nothing where nothing is locked for them.
    """
    locked = [entry.seq for entry in page if is_locked(entry.sensitive, visit.person.id, entry.patient_id)]
    if not locked or not step_up.is_unlocked(visit.caller):
        return NOTHING
    access.being_read(visit, "messages.read", unlocked=locked).result()
    return frozenset(locked)


def require_unlocked(visit: Visit, entry: Message) -> frozenset[int]:
    """The same for one entry. Raises `StepUpNeeded` while it is locked for the visitor."""
    if not is_shown_afresh(visit, "messages.read", entry.sensitive, seq=entry.seq):
        return NOTHING
    access.being_read(visit, "messages.read", unlocked=[entry.seq]).result()
    return frozenset({entry.seq})


def is_shown_afresh(visit: Visit, act: str, sensitive: bool, **detail: object) -> bool:
    """Whether the visitor sees this only since they signed in afresh.

    Raises `StepUpNeeded`, with an audit entry, while it is locked for them.
    """
    it = visit.conversation
    if not is_locked(sensitive, visit.person.id, it.patient_id):
        return False
    if not step_up.is_unlocked(visit.caller):
        access.withhold(visit, act, StepUpNeeded(), **detail)
    return True
