"""Files that were uploaded: looked into, and either ready or refused. Twice, late or early comes to the same."""

from collections.abc import Callable
from typing import BinaryIO

from chalicelib import clock
from chalicelib.adapters import attachments, object_keys, stored_files
from chalicelib.adapters.table import until_settled
from chalicelib.domain.attachment import PASSED, PDF, Attachment, Reason
from chalicelib.domain.limits import ATTACHMENT_BYTES
from chalicelib.observability import count, logger

SCANS = {"NO_THREATS_FOUND": PASSED, "THREATS_FOUND": Reason.MALWARE}
"""What GuardDuty says of an object it could scan. Everything else it says means that it could not."""


def check(conversation_id: str, attachment_id: str) -> None:
    """Look into a file, unless that was done before, and write down what came of it."""
    it = attachments.find(conversation_id, attachment_id)
    if it is None or it.check:
        return
    with stored_files.fetched(it, ATTACHMENT_BYTES) as (file, version):
        verdict, preview = judged(it, file)
    now = clock.timestamp()
    conclude(conversation_id, attachment_id, lambda known: known.uploaded(now, version).checked(verdict, preview))
    count("FilesPassed" if verdict == PASSED else "FilesRefused")
    logger.info("file checked", conversation_id=conversation_id, attachment_id=attachment_id, verdict=verdict)


def check_object(key: str) -> None:
    """The same for the file that an object of the bucket is."""
    check(*object_keys.file_at(key))


def judged(it: Attachment, file: BinaryIO) -> tuple[str, str | None]:
    """The verdict on the stored bytes, and the content type of what can be shown of them; its preview is stored."""
    from chalicelib.inspection import deciding, previews, wholeness
    from chalicelib.inspection.refused import Refused

    reason = wholeness.reason_against(file, it.size, it.sha256)
    reason = reason or deciding.reason_against(file, it.file_name, it.content_type)
    if reason:
        return reason, None
    if not it.content_type.startswith("image/"):
        return PASSED, PDF if it.content_type == PDF else None
    try:
        made, content_type = previews.preview_of(file, it.content_type)
    except Refused as refused:
        return refused.reason, None
    stored_files.keep_preview(it, made, content_type)
    return PASSED, content_type


def scanned(key: str, result: str) -> None:
    """Write down what a scan for malware says of an object. If it says nothing, a file that needs it is refused."""

    def change(known: Attachment) -> Attachment:
        verdict = SCANS.get(result, Reason.CHECK_FAILED if known.needs_scan else None)
        return known.scanned(verdict) if verdict else known

    conversation_id, attachment_id = object_keys.file_at(key)
    conclude(conversation_id, attachment_id, change)
    logger.info("file scanned", conversation_id=conversation_id, attachment_id=attachment_id, result=result)


def give_up(conversation_id: str, attachment_id: str) -> None:
    """Refuse a file that could not be checked, however often it was tried."""
    conclude(conversation_id, attachment_id, lambda known: known.checked(Reason.CHECK_FAILED))
    count("ChecksGivenUp")
    logger.error("file could not be checked", conversation_id=conversation_id, attachment_id=attachment_id)


def give_up_object(key: str) -> None:
    """The same for the file that an object of the bucket is."""
    give_up(*object_keys.file_at(key))


def conclude(conversation_id: str, attachment_id: str, change: Callable[[Attachment], Attachment]) -> None:
    """Change a file as it is known now; what is gone, or changes nothing, is left alone."""

    def attempt() -> None:
        before = attachments.find(conversation_id, attachment_id)
        after = change(before) if before else None
        if before and after and after != before:
            attachments.replace(before, after)

    until_settled(attempt)
