"""Migrations, carried out part by part: whoever comes again goes on where the last one came to.

Two runs at once do no harm: what is done to a conversation may be done twice, and of two steps one counts.
"""

from collections.abc import Callable, Iterable, Mapping

from chalicelib import clock
from chalicelib.adapters import migrations
from chalicelib.adapters.table import Overtaken
from chalicelib.domain.migration import MIGRATIONS, Progress
from chalicelib.observability import count, logger
from chalicelib.usecases import renewing

PAGE = 100
"""Rows that are walked through at a time, each of which may be a conversation."""
MOST_FAILED = 100
"""Conversations that may fail before something is wrong with more than these."""
ACTS: Mapping[int, Callable[[str], None]] = {1: renewing.renew}
"""What each migration does to one conversation; done twice, it is done once."""


class NotMigrated(Exception):
    """More conversations failed than may by chance."""


def run(has_time: Callable[[], bool]) -> list[Progress]:
    """Go on with what is not done, as far as time allows, and tell how far each has come."""
    for migration in MIGRATIONS:
        it = stands(migration.number)
        while not it.is_done and has_time():
            before, it = it, step(it)
            if before.is_walked and it.failed:
                break
        if not it.is_done:
            break
    return progress()


def progress() -> list[Progress]:
    """How far each migration has come; those too that this version does not know."""
    begun = migrations.begun()
    unknown = {migration.number: stands(migration.number, begun) for migration in MIGRATIONS} | begun
    return [unknown[number] for number in sorted(unknown)]


def stands(number: int, begun: Mapping[int, Progress] | None = None) -> Progress:
    """One migration as it stands now, or as it would begin."""
    known = migrations.begun() if begun is None else begun
    return known.get(number) or Progress(number, clock.timestamp())


def step(it: Progress) -> Progress:
    """Do the next part of a migration, and keep how far it has come then."""
    if it.is_walked:
        after = it.tried_again(failing(it.number, it.failed), clock.timestamp())
    else:
        found, place = migrations.heads(it.place, PAGE)
        after = it.walked_on(place, len(found), failing(it.number, found), clock.timestamp())
    if len(after.failed) > MOST_FAILED:
        raise NotMigrated(f"{len(after.failed)} conversations failed: see the log.")
    try:
        migrations.keep(after)
    except Overtaken:
        return stands(it.number)
    logger.info("migrated", number=it.number, conversations=after.seen, failed=len(after.failed))
    return after


def failing(number: int, conversation_ids: Iterable[str]) -> list[str]:
    """Carry a migration out in these conversations, and name those in which it failed."""
    failed = []
    for conversation_id in conversation_ids:
        try:
            ACTS[number](conversation_id)
        except Exception as error:
            logger.error("not migrated", error=type(error).__name__, conversation_id=conversation_id)
            failed.append(conversation_id)
        else:
            count("ConversationsMigrated")
    return failed
