"""What time makes of conversations: those in which nobody wrote for months go into the archive.

Each is decided on as it stands at that very moment, so two runs at once, one that is cut short or one that dies do no
harm: what remains is due at the next run too, and what is archived is due no more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chalicelib import clock
from chalicelib.adapters import activity, archive_keys, conversations
from chalicelib.domain.archiving import day_begins, months_before
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.message import Act, Message
from chalicelib.domain.person import NOBODY
from chalicelib.observability import count, logger
from chalicelib.settings import settings
from chalicelib.usecases import entries

BATCH = 100
"""Conversations that are read at a time."""


@dataclass
class Run:
    """What a run came to: how many were seen to, how many failed, and whether it came to the end of what is due."""

    done: int = 0
    failed: int = 0
    is_complete: bool = True


def before(months: int) -> str:
    """The beginning of the day (UTC) that is so many calendar months over at this moment, by the clinic's clock."""
    here = clock.now().astimezone(clock.zone(settings().time_zone))
    return day_begins(clock.timestamp(months_before(here, months)))


def archive_all(has_time: Callable[[], bool]) -> Run:
    """Archive every conversation that is due, those first that have been for longest, as far as time allows."""
    quiet_before, run = before(settings().archive_months), Run()
    for it in due(quiet_before):
        if not has_time():
            run.is_complete = False
            break
        attend(it, quiet_before, run)
    count("ConversationsArchived", run.done)
    return run


def due(quiet_before: str) -> Iterator[Conversation]:
    """The conversations on the list that have been quiet since before that moment, as they stood a moment ago."""
    for ids in activity.pages(archive_keys.active, quiet_before, BATCH):
        yield from conversations.find(ids).values()


def attend(it: Conversation, quiet_before: str, run: Run) -> None:
    """See to one conversation. If that fails it keeps no other from being seen to."""
    try:
        archived = archive(it, quiet_before)
    except Exception as error:
        count("ConversationsNotArchived")
        logger.error("conversation not archived", error=type(error).__name__, conversation_id=it.id)
        run.failed += 1
        return
    run.done += archived is not None


def archive(it: Conversation, quiet_before: str) -> Message | None:
    """Archive a conversation that stood so a moment ago, if it still is due; a message that comes now is first."""
    seen = [it]

    def look() -> Conversation | None:
        return seen.pop() if seen else conversations.find([it.id]).get(it.id)

    def following_on(stands: Conversation) -> Message | None:
        is_due = stands.is_due(quiet_before)
        return entries.system(stands, Act.ARCHIVED, NOBODY, entries.BY_ITSELF) if is_due else None

    return entries.append(look, following_on)
