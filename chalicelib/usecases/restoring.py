"""After the records were restored to an earlier state: every conversation says so, and goes on at a place never given.

Each is marked under a name that belongs to this restoring: once, however often this runs and wherever it is cut short.
"""

from collections.abc import Callable
from dataclasses import replace

from chalicelib import clock, together
from chalicelib.adapters import activity, appending, archive_keys
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.message import Act, Message
from chalicelib.domain.person import NOBODY
from chalicelib.domain.restoring import place_at
from chalicelib.observability import logger
from chalicelib.usecases import entries
from chalicelib.usecases.archiving import BATCH, Run

PARTS = [part(shard) for part in (archive_keys.active, archive_keys.archived) for shard in range(archive_keys.SHARDS)]
"""The lists that hold every conversation once. Marking one does not move it there."""
LATER = "~"
"""After every moment."""


def mark_all(
    occasion: str, has_time: Callable[[], bool], part: int = 0, after: str = ""
) -> tuple[Run, tuple[int, str]]:
    """Mark every conversation from that place of that part on, as far as time allows; gives the place to go on from.

    `occasion`: names this restoring among all of this clinic.
    """
    run = Run()
    while part < len(PARTS):
        if not has_time():
            run.is_complete = False
            break
        ids, following = activity.page(PARTS[part], LATER, after, BATCH)
        for each in [together.start(attend, conversation_id, occasion) for conversation_id in ids]:
            is_marked = each.result()
            run.done, run.failed = run.done + bool(is_marked), run.failed + (is_marked is None)
        part, after = (part, following) if following else (part + 1, "")
    return run, (part, after)


def attend(conversation_id: str, occasion: str) -> bool | None:
    """Whether this conversation was marked now; None if that failed, which keeps no other from being marked."""
    try:
        return mark(conversation_id, occasion) is not None
    except Exception as error:
        logger.error("conversation not marked", error=type(error).__name__, conversation_id=conversation_id)
        return None


def mark(conversation_id: str, occasion: str) -> Message | None:
    """Tell in a conversation that it was restored; None if it says so already."""
    name = clock.id_of("restored", occasion, conversation_id)
    return entries.append(lambda: appending.unless_named(conversation_id, name), lambda it: following(it, name))


def following(it: Conversation, name: str) -> Message:
    entry = entries.system(it, Act.RESTORED, NOBODY, entries.BY_ITSELF, name)
    return replace(entry, seq=place_at(clock.now(), it.last_seq))
