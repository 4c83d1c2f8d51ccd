"""Attachments: declared, uploaded, looked at and fetched."""

from chalicelib import clock
from chalicelib.adapters import attachments, checker, files
from chalicelib.adapters.table import Overtaken, until_settled
from chalicelib.domain import showing_entries
from chalicelib.domain.attachment import Attachment, State
from chalicelib.domain.errors import IdReused, NotFound, NotReady, NotUploaded
from chalicelib.domain.person import Caller
from chalicelib.domain.shapes import AttachmentShape
from chalicelib.domain.upload import Declared, Form
from chalicelib.observability import count, logger
from chalicelib.settings import settings
from chalicelib.usecases import access, unlocking
from chalicelib.usecases.access import Visit


def add(
    caller: Caller, conversation_id: str, name: str, declared: Declared
) -> tuple[AttachmentShape, Form | None, bool]:
    """Make room for a file, and a form to upload it with; the flag is False if there was room under this name before.

    There is no form for what is uploaded already. Raises `IdReused` if something else was declared under this name.
    """
    attachment_id = clock.id_of(conversation_id, caller.person_id, name.lower())

    def attempt() -> tuple[Attachment, bool]:
        visit = access.enter(caller, conversation_id, "attachment.added", attachment_ids=[attachment_id])
        known = visit.files.get(attachment_id)
        if known is None:
            return begun(visit, attachment_id, declared), True
        if known.declared != declared:
            raise IdReused
        return current(known), False

    it, is_new = until_settled(attempt)
    return showing_entries.attachment(it.attached), files.form(it) if it.state is State.UPLOADING else None, is_new


def begun(visit: Visit, attachment_id: str, declared: Declared) -> Attachment:
    """A new file of this conversation, written down. Raises `Overtaken` if it was declared at the same time."""
    conversation = visit.conversation
    it = Attachment(
        id=attachment_id,
        conversation_id=conversation.id,
        patient_id=conversation.patient_id,
        uploader_id=visit.person.id,
        file_name=declared.file_name,
        content_type=declared.content_type,
        size=declared.size,
        sha256=declared.sha256,
        created_at=clock.timestamp(),
        needs_scan=settings().scans_required,
    )
    entry = access.being_read(visit, "attachment.added", attachmentId=it.id, size=it.size)
    attachments.create(it)
    entry.result()
    return it


def complete(caller: Caller, conversation_id: str, attachment_id: str) -> AttachmentShape:
    """Its uploader says that the bytes are there: have them checked. What is checked already stays as it is.

    Raises `NotFound` for anybody else, `NotUploaded` unless exactly what was declared is there.
    """

    def attempt() -> tuple[Visit, Attachment]:
        act = "attachment.completed"
        visit = access.enter(caller, conversation_id, act, attachment_ids=[attachment_id])
        it = seen(visit, act, attachment_id)
        if it.uploader_id != caller.person_id:
            access.withhold(visit, act, NotFound(), attachmentId=it.id)
        if it.state is not State.UPLOADING:
            return visit, it
        stored = files.head(conversation_id, attachment_id)
        if stored is None or stored.size != it.size or stored.sha256 not in (None, it.sha256):
            raise NotUploaded
        return visit, attachments.replace(it, it.uploaded(clock.timestamp(), stored.version))

    visit, it = until_settled(attempt)
    entry = access.being_read(visit, "attachment.completed", attachmentId=it.id)
    if it.state is State.CHECKING:
        have_checked(it)
    entry.result()
    return showing_entries.attachment(it.attached)


def have_checked(it: Attachment) -> None:
    """Ask for the check. If that fails, the store's own event still brings it about."""
    try:
        checker.begin(it.conversation_id, it.id)
    except Exception as error:
        count("ChecksNotBegun")
        logger.warning("check not begun", error=type(error).__name__, attachment_id=it.id)


def open_one(caller: Caller, conversation_id: str, attachment_id: str) -> AttachmentShape:
    """A file as it stands now."""
    visit = access.enter(caller, conversation_id, "attachment.read", attachment_ids=[attachment_id])
    it = seen(visit, "attachment.read", attachment_id)
    entry = access.being_read(visit, "attachment.read", attachmentId=it.id)
    entry.result()
    return showing_entries.attachment(it.attached)


def link(
    caller: Caller, conversation_id: str, attachment_id: str, *, is_preview: bool, is_inline: bool
) -> tuple[str, str]:
    """(address, until when it is good) of a file or its preview, written down as a download.

    Raises `NotReady` unless it has passed every check, `NotFound` if there is no preview.
    """
    act = "attachment.downloaded"
    visit = access.enter(caller, conversation_id, act, attachment_ids=[attachment_id])
    it = seen(visit, act, attachment_id)
    if it.state is not State.READY:
        access.withhold(visit, act, NotReady(NOT_FETCHED[it.state]), attachmentId=it.id)
    if is_preview and it.preview is None:
        access.withhold(visit, act, NotFound(), attachmentId=it.id)
    rendition = "preview" if is_preview else "original"
    entry = access.being_read(visit, act, attachmentId=it.id, seq=it.seq, rendition=rendition)
    made = files.inline_link(it) if is_preview or (is_inline and it.shows_itself) else files.link(it)
    entry.result()
    return made


NOT_FETCHED = {
    State.UPLOADING: "This file is not uploaded yet.",
    State.CHECKING: "This file is still being checked. Try again in a moment.",
    State.REFUSED: "This file was refused: it cannot be opened.",
}


def seen(visit: Visit, act: str, attachment_id: str) -> Attachment:
    """The file as of now, if the visitor may know of it: a refusal is written down.

    Raises `StepUpNeeded` while it is locked to the patient.
    """
    it = visit.files.get(attachment_id)
    if it is None or not it.is_seen_by(visit.person.id):
        access.withhold(visit, act, NotFound(), attachmentId=attachment_id)
    unlocking.is_shown_afresh(visit, act, it.sensitive, attachmentId=it.id)
    return current(it)


def current(it: Attachment) -> Attachment:
    """The same, or refused (and kept so) if it has waited too long."""
    late = it.as_of(clock.now())
    if late == it:
        return it
    try:
        return attachments.replace(it, late)
    except Overtaken:
        return attachments.find(it.conversation_id, it.id) or late
