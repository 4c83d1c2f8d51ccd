"""Attachments: files that belong to one conversation, and once sent to one message of it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.upload import Declared

PASSED = "PASSED"
"""The verdict on a file with which nothing is wrong. Every other verdict is the reason of a refusal."""
PDF = "application/pdf"
"""The one type whose files the page shows themselves. Of pictures it shows a preview, which holds pixels alone."""
LONGEST_CHECK = timedelta(minutes=15)
"""How long a file may wait for its verdicts."""
LONGEST_UNSENT = timedelta(hours=23)
"""How old a file may become that nobody has sent; an hour later it is removed."""


class State(StrEnum):
    """`uploading` → `checking` → `ready` or `refused`. What is ready may still be refused: malware is found late."""

    UPLOADING = "uploading"
    CHECKING = "checking"
    READY = "ready"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a file was refused."""

    EMPTY = "EMPTY"
    TYPE_MISMATCH = "TYPE_MISMATCH"
    NAME_MISMATCH = "NAME_MISMATCH"
    CORRUPT = "CORRUPT"
    MACROS = "MACROS"
    ENCRYPTED = "ENCRYPTED"
    ACTIVE_CONTENT = "ACTIVE_CONTENT"
    EMBEDDED_FILES = "EMBEDDED_FILES"
    BOMB = "BOMB"
    NOT_ALLOWED = "NOT_ALLOWED"
    CHECKSUM = "CHECKSUM"
    SIZE = "SIZE"
    MALWARE = "MALWARE"
    CHECK_FAILED = "CHECK_FAILED"
    CHECK_TIMED_OUT = "CHECK_TIMED_OUT"
    UNSENT_TOO_LONG = "UNSENT_TOO_LONG"


@dataclass(frozen=True, slots=True)
class Attached:
    """An attachment as a message shows it. `size` in bytes. `reason`: why it was refused (a stable code).

    `has_preview`: whether there is a picture of it without its metadata, or the file itself can be shown in the page.
    """

    id: str
    file_name: str
    content_type: str
    size: int
    state: State = State.READY
    reason: str | None = None
    has_preview: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as its uploader declared it, and what became of it.

    `sha256` in base64. `uploaded_at`: since when its bytes are known to be there. `check` and `scan`: the verdicts on
    them (`PASSED` or a reason), None until there is one. `needs_scan`: whether it waits for a scan for malware.
    `object_version`: which version of the stored object it is; bytes that come later under its name do not count.
    `preview`: the content type of what can be shown of it in the page. `seq`: the message that it was sent with.
    """

    id: str
    conversation_id: str
    patient_id: str
    uploader_id: str
    file_name: str
    content_type: str
    size: int
    sha256: str
    created_at: str
    needs_scan: bool = False
    uploaded_at: str | None = None
    object_version: str | None = None
    check: str | None = None
    scan: str | None = None
    preview: str | None = None
    seq: int | None = None
    sensitive: bool = False
    version: int = 0

    @property
    def state(self) -> State:
        return state_of(self.uploaded_at is not None, self.check, self.scan, self.needs_scan)

    @property
    def reason(self) -> str | None:
        """Why it is refused; malware before anything else."""
        return next((verdict for verdict in (self.scan, self.check) if verdict not in (None, PASSED)), None)

    @property
    def attached(self) -> Attached:
        """As a message shows it."""
        is_shown = self.preview is not None and self.state is State.READY
        return Attached(self.id, self.file_name, self.content_type, self.size, self.state, self.reason, is_shown)

    @property
    def shows_itself(self) -> bool:
        """Whether what can be shown of it in the page is the file, and not a preview."""
        return self.preview == PDF

    @property
    def obstacle(self) -> str | None:
        """What stands against sending it, and what helps, in a sentence; None if nothing does."""
        if self.seq is not None:
            return f"{self.file_name} was sent before. Attach it again to send it once more."
        if self.reason == Reason.UNSENT_TOO_LONG:
            return f"{self.file_name} was uploaded more than 23 hours ago. Remove it and attach it again."
        return {
            State.UPLOADING: f"{self.file_name} is not uploaded yet. Send the message once it is there.",
            State.CHECKING: f"{self.file_name} is still being checked. Send the message again in a moment.",
            State.REFUSED: f"{self.file_name} was refused ({self.reason}). Remove it and attach another file.",
        }.get(self.state)

    @property
    def declared(self) -> Declared:
        return Declared(self.file_name, self.content_type, self.size, self.sha256)

    def is_seen_by(self, person_id: str) -> bool:
        """By members once it was sent, before that by its uploader alone."""
        return self.seq is not None or self.uploader_id == person_id

    def uploaded(self, at: str, object_version: str | None) -> "Attachment":
        """Its bytes are there; what was seen first counts."""
        return self if self.uploaded_at else replace(self, uploaded_at=at, object_version=object_version)

    def checked(self, verdict: str, preview: str | None = None) -> "Attachment":
        """The check has come to a verdict; the first one stands."""
        return self if self.check else replace(self, check=verdict, preview=preview)

    def scanned(self, verdict: str) -> "Attachment":
        """The scan has come to a verdict; the first one stands, unless malware is found later."""
        is_news = self.scan is None or (verdict == Reason.MALWARE != self.scan)
        return replace(self, scan=verdict) if is_news else self

    def sent(self, seq: int, sensitive: bool) -> "Attachment":
        """It went out with the message in that place."""
        return replace(self, seq=seq, sensitive=sensitive)

    def as_of(self, now: datetime) -> "Attachment":
        """The same, or refused for having waited too long: for its verdicts, or for being sent."""
        if self.seq is None and now - datetime.fromisoformat(self.created_at) > LONGEST_UNSENT:
            return replace(self, check=Reason.UNSENT_TOO_LONG) if self.reason is None else self
        since = self.uploaded_at if self.state is State.CHECKING else None
        if since is None or now - datetime.fromisoformat(since) <= LONGEST_CHECK:
            return self
        late = Reason.CHECK_TIMED_OUT
        return replace(self, check=self.check or late, scan=self.scan or late if self.needs_scan else self.scan)


def state_of(is_uploaded: bool, check: str | None, scan: str | None, needs_scan: bool) -> State:
    """One bad verdict refuses, whatever else is known; ready is what is there with every verdict that it needs."""
    if any(verdict not in (None, PASSED) for verdict in (check, scan)):
        return State.REFUSED
    if not is_uploaded:
        return State.UPLOADING
    is_passed = check == PASSED and (scan == PASSED or not needs_scan)
    return State.READY if is_passed else State.CHECKING
