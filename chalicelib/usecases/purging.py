"""What a clinic's policy of retention takes away: conversations that have been archived for so many months.

None whose patient is under a legal hold. The head goes first, and a row on the list of purges stands for it until
nothing is left, so a run that dies in the middle is made up for by the next.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from chalicelib import clock
from chalicelib.adapters import activity, archive_keys, conversations, file_removal, holds, purges, remains, seats
from chalicelib.adapters.audit import Entry
from chalicelib.adapters.messages import MessageRow
from chalicelib.adapters.table import until_settled
from chalicelib.domain.conversation import Conversation
from chalicelib.domain.purge import Purge
from chalicelib.observability import count, logger
from chalicelib.settings import settings
from chalicelib.usecases import access, finding
from chalicelib.usecases.archiving import BATCH, Run, before

PIECE = 40
"""Rows that are removed together: each entry may have the name of a start beside it."""
CALM = timedelta(hours=1)
"""How long after the last row went a run looks once more, for what a writer of that moment may have left behind."""


def purge_all(has_time: Callable[[], bool]) -> Run:
    """Go on with what was begun, then begin with what is due, as far as time allows; nothing without a policy."""
    run = Run()
    if not settings().retention_months:
        return run
    go_on(has_time, run)
    archived_before = before(settings().retention_months)
    for ids in activity.pages(archive_keys.archived, archived_before, BATCH):
        found = conversations.find(ids)
        held = holds.held({it.patient_id for it in found.values()})
        for it in found.values():
            if not has_time():
                run.is_complete = False
                return run
            if it.patient_id not in held:
                attend(it.id, partial(begin, it, archived_before), has_time, run)
    return run


def go_on(has_time: Callable[[], bool], run: Run) -> None:
    """See to every conversation whose removal has begun."""
    after = ""
    while found := purges.begun(after, BATCH):
        after = found[-1].conversation_id
        for purge in found:
            if not has_time():
                run.is_complete = False
                return
            attend(purge.conversation_id, partial(unless_held, purge), has_time, run)


def attend(conversation_id: str, begun: Callable[[], Purge | None], has_time: Callable[[], bool], run: Run) -> None:
    """Remove one conversation, or what is left of it. If that fails it keeps no other from being seen to."""
    try:
        purge = begun()
        if purge:
            remove(purge, has_time)
    except Exception as error:
        count("ConversationsNotPurged")
        logger.error("conversation not purged", error=type(error).__name__, conversation_id=conversation_id)
        run.failed += 1
        return
    if purge and not purge.emptied_at:
        count("ConversationsPurged")
        run.done += 1


def unless_held(purge: Purge) -> Purge | None:
    """That removal, if its patient is under no hold by now."""
    return None if holds.find(purge.patient_id) else purge


def begin(it: Conversation, archived_before: str) -> Purge | None:
    """Let a conversation be no more, if it still is archived and its patient under no hold."""
    seen = [it]

    def attempt() -> Purge | None:
        stands = seen.pop() if seen else conversations.find([it.id]).get(it.id)
        if stands is None or not stands.is_outdated(archived_before) or holds.find(stands.patient_id):
            return None
        purge = Purge.of(stands, clock.timestamp())
        months = settings().retention_months
        about = {"entries": stands.last_seq, "archivedAt": stands.archived_at, "retentionMonths": months}
        purges.begin(stands, purge, entry(purge, "conversation.purge", about))
        return purge

    return until_settled(attempt)


def remove(purge: Purge, has_time: Callable[[], bool]) -> None:
    """Remove what is left of a conversation: out of inboxes and totals, lists, bucket and table, in this order."""
    it, members = purge.conversation_id, seats.gathering(purge.conversation_id)[1]
    for seat in members:
        until_settled(partial(unseat, it, seat.person_id))
    finding.index(it)
    remains.unpoint(purge)
    objects = file_removal.remove_all(it)
    if objects:
        purges.note_objects(purge, objects)
    removed = len(members) + objects
    while has_time() and (files := remains.files(it, PIECE)):
        purges.remove(purge, files, files=len(files))
        removed += len(files)
    while has_time() and (rows := remains.own(it, PIECE)):
        entries = sum(isinstance(row, MessageRow) for row in rows)
        purges.remove(purge, [*rows, *remains.starts(it, rows)], entries=entries)
        removed += len(rows)
    if has_time():
        end(purge, is_empty=removed == 0)


def unseat(conversation_id: str, person_id: str) -> None:
    """Take a person's seat away, and what it added to their totals and the clinic's."""
    seat = seats.find(person_id, [conversation_id]).get(conversation_id)
    if seat:
        seats.replace(seat, None)


def end(purge: Purge, *, is_empty: bool) -> None:
    """Note that nothing is left; a while later, if that is still so, end the removal."""
    if not is_empty or purge.emptied_at is None:
        purges.note_empty(purge, clock.timestamp())
    elif purge.emptied_at < clock.timestamp(clock.now() - CALM):
        counts = {"entries": purge.entries, "files": purge.files, "objects": purge.objects}
        purges.close(purge, entry(purge, "conversation.purged", counts))


def entry(purge: Purge, act: str, detail: Mapping[str, object]) -> Entry:
    """What the audit keeps of it: ids and counts."""
    patient_id, conversation_id = purge.patient_id, purge.conversation_id
    by = access.entry_by(access.ITSELF, act)
    return replace(by, patient_id=patient_id, conversation_id=conversation_id, detail=detail)
