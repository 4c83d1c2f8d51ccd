"""What follows when a file has changed: the store keeps what was sent, messages show it as it is, people are told."""

from chalicelib.adapters import attachments, audiences, files, messages, sockets
from chalicelib.adapters.audiences import Audience
from chalicelib.adapters.changes import FileChanged
from chalicelib.domain import permission
from chalicelib.domain.attachment import Attachment
from chalicelib.observability import count, logger
from chalicelib.usecases import access, telling


def follow(change: FileChanged) -> None:
    """Bring everything in line with the file as it is now; late, twice or out of order that comes to the same."""
    it = attachments.find(change.conversation_id, change.attachment_id)
    if it is None:
        return
    if it.seq and not files.keep(it):
        count("SentFilesMissing")
        logger.error("sent file is gone", conversation_id=it.conversation_id, attachment_id=it.id)
    if not change.is_shown_otherwise:
        return
    if it.seq:
        messages.show_file(it.conversation_id, it.seq, it.attached)
    telling.best_effort(lambda: tell(it))


def tell(it: Attachment) -> None:
    """Its uploader while it is not sent; afterwards the members, but not the patient what is locked to them."""
    updated = telling.attachment_updated(it.conversation_id, it.attached)
    if it.seq is None:
        telling.push_to_people(sockets.open_sockets([it.uploader_id]), [([it.uploader_id], updated)])
        return
    audience = audiences.gather(it.conversation_id)
    listeners = hearing(audience, it) if audience else {}
    if listeners:
        told_to = {"attachmentId": it.id, "seq": it.seq, "to": sorted(listeners)}
        access.write_down(
            access.ITSELF,
            "attachment.pushed",
            patient_id=it.patient_id,
            conversation_id=it.conversation_id,
            detail=told_to,
        )
        telling.push_to_people(listeners, [(listeners, updated)])


def hearing(audience: Audience, it: Attachment) -> dict[str, frozenset[str]]:
    """The open sockets of those who may know how it stands with a file that was sent."""
    return {
        person_id: connection_ids
        for person_id, connection_ids in audience.listeners().items()
        if not permission.is_locked(it.sensitive, person_id, it.patient_id)
    }
