"""Which files may go with a message."""

from collections.abc import Sequence

from chalicelib import clock
from chalicelib.domain.attachment import Attachment
from chalicelib.domain.errors import Invalid, NotReady
from chalicelib.usecases.access import Visit


def ready(visit: Visit, attachment_ids: Sequence[str]) -> list[Attachment]:
    """The files that a visitor wants to send, in that order.

    Raises `Invalid` if one is unknown or somebody else's, `NotReady` if one may not be sent (any more, or yet).
    """
    files = [visit.files.get(attachment_id) for attachment_id in attachment_ids]
    own = [it for it in files if it and it.uploader_id == visit.person.id]
    if len(own) < len(files):
        raise not_yours()
    obstacles = [it.as_of(clock.now()).obstacle for it in own]
    for obstacle in filter(None, obstacles):
        raise NotReady(obstacle)
    return own


def none_yet(attachment_ids: Sequence[str]) -> None:
    """Refuse files with the first message: they belong to a conversation, and this one is only made now."""
    if attachment_ids:
        raise not_yours()


def not_yours() -> Invalid:
    return Invalid("Attach files of your own, uploaded here.", [("attachmentIds", "names a file that is not yours")])
