"""What happens because time passes."""

from collections.abc import Callable
from typing import Any

from chalicelib import clock
from chalicelib.observability import logger
from chalicelib.usecases import archive_preview, archiving, ending_calls, purging, sealing

RESERVE = 5_000
"""Milliseconds before its end in which a function begins with no further call or conversation."""
SEALING_RESERVE = 150_000
"""The same for an hour of the audit, which may hold hundreds of thousands of entries."""
MAILING_RESERVE = 25_000
"""The same for a mail: longer than the service may take to answer."""

MARKING_SECONDS = 30
"""After so many a run of marking answers whoever waits for it, so that no connection breaks."""


class NotAllEnded(Exception):
    """Calls that should have ended did not: the alarm counts how often this happens."""


class NotAllArchived(Exception):
    """Conversations that should have been archived or purged were not: the alarm counts how often this happens."""


class NotAllSent(Exception):
    """Some people were not written to because of a failure: the alarm counts how often this happens."""


def end_calls(event: dict[str, Any], context: Any) -> None:
    """End the calls that are over; once a minute. What it does not come to, the next does."""
    failed = ending_calls.end_all(has_time(context))
    if failed:
        raise NotAllEnded(f"{failed} calls could not be seen to.")


def archive(event: dict[str, Any], context: Any) -> dict[str, object]:
    """Archive what is due, then purge what the clinic's policy says, if it has one; every night, in several runs.

    What one run does not come to, the next does. The event `{"dryRun": true}` only asks what there is to do, and
    `{"holds": true}` how many patients are under a legal hold. With `{"restored": {"occasion", "part", "after"}}` it
    marks the conversations of a restored table.
    """
    if event.get("holds") is True:
        return archive_preview.held_patients(has_time(context))
    if event.get("dryRun") is True:
        return archive_preview.rehearsal()
    if "restored" in event:
        return mark_restored(event["restored"])
    archived, purged = archiving.archive_all(has_time(context)), purging.purge_all(has_time(context))
    is_complete, failed = archived.is_complete and purged.is_complete, archived.failed + purged.failed
    logger.info("archive run", archived=archived.done, purged=purged.done, failed=failed, complete=is_complete)
    if failed:
        raise NotAllArchived(f"{failed} conversations could not be seen to.")
    return {"archived": archived.done, "purged": purged.done, "failed": failed, "complete": is_complete}


def mark_restored(begin: dict[str, Any]) -> dict[str, object]:
    """Mark conversations from a place on; the answer's `next` is that of the next call, null at the end."""
    from chalicelib.usecases import restoring

    ends = clock.from_now(MARKING_SECONDS)
    place = int(begin["part"]), str(begin["after"])
    run, (part, after) = restoring.mark_all(str(begin["occasion"]), lambda: clock.now() < ends, *place)
    logger.info("restored table marked", marked=run.done, failed=run.failed, complete=run.is_complete)
    if run.failed:
        raise NotAllArchived(f"{run.failed} conversations could not be marked.")
    return {"marked": run.done, "next": None if run.is_complete else {"part": part, "after": after}}


def seal_audit(event: dict[str, Any], context: Any) -> None:
    """Seal the hours of the audit that are over; once an hour. What it does not come to, the next does."""
    sealing.seal_all(has_time(context, SEALING_RESERVE))


def send_digests(event: dict[str, Any], context: Any) -> dict[str, object] | None:
    """Write to those who have been away from what others wrote; every five minutes. The next run does the rest.

    The event `{"dryRun": true}` only counts whom it would write to now, and with `"personId"` tells what one person
    would be told. What mails need is imported here: no other function starts with it.
    """
    from chalicelib.usecases import digest_preview, digest_sending

    if event.get("dryRun") is True:
        person_id = event.get("personId")
        return digest_preview.of_person(str(person_id)) if person_id else digest_preview.rehearsal(has_time(context))
    failed = digest_sending.send_all(has_time(context, MAILING_RESERVE))
    if failed:
        raise NotAllSent(f"{failed} mails could not be sent.")
    return None


def has_time(context: Any, reserve: int = RESERVE) -> Callable[[], bool]:
    return lambda: context.get_remaining_time_in_millis() > reserve
