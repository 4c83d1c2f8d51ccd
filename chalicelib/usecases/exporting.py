"""Exporting a conversation: the whole thread in one of three formats, for members, written down once."""

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import timedelta

from chalicelib import clock, together
from chalicelib.adapters import audiences, messages, seats
from chalicelib.adapters.exported_files import ExportedFile
from chalicelib.domain import export_fhir, export_html, export_json
from chalicelib.domain.errors import NotFound
from chalicelib.domain.export import Export, Format, Writer
from chalicelib.domain.languages import language
from chalicelib.domain.message import Message
from chalicelib.domain.permission import is_locked
from chalicelib.domain.person import Caller
from chalicelib.domain.seat import Progress
from chalicelib.domain.shapes import MessageShape
from chalicelib.observability import logger
from chalicelib.settings import settings
from chalicelib.usecases import access, step_up, telling
from chalicelib.usecases.access import Visit
from chalicelib.usecases.messages import shown

ACT = "conversation.exported"
PAGE = 500
LARGEST_ANSWER = 1_000_000
"""Bytes of a file that is the answer itself. Lambda answers with 6 MB at most, in which one byte may take six."""
LONGEST = timedelta(seconds=8)
"""So long a file may be made: what is left goes into another. The function has 15 seconds, and so has the portal."""
WRITERS: dict[Format, Writer] = {
    Format.JSON: export_json.written,
    Format.FHIR: export_fhir.written,
    Format.HTML: export_html.written,
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file: its text, or (address, until when it is good) where it is too large for an answer. `size` in bytes.

    `next_after`: after which entry the next file begins; None if this one holds the last.
    """

    export: Export
    size: int
    entries: int
    next_after: int | None
    text: str | None = None
    link: tuple[str, str] | None = None


@dataclass
class Thread:
    """The entries that are exported, read page by page as they are taken, up to the last one of when it began."""

    visit: Visit
    everybody: list[Progress]
    last: int
    is_unlocked: bool | None = None
    sensitive: list[int] = field(default_factory=list)
    withheld: int = 0

    def entries(self) -> Iterator[MessageShape]:
        """One page is read while the one before it is written."""
        until = clock.now() + LONGEST
        coming = self.page_after(self.last)
        while coming:
            page, more = coming.result()
            coming = self.page_after(page[-1].seq) if more else None
            for entry in page:
                yield self.shown(entry)
                self.last = entry.seq
            if clock.now() >= until:
                return

    def page_after(self, seq: int) -> "Future[tuple[list[Message], bool]] | None":
        it = self.visit.conversation
        if seq >= it.last_seq:
            return None
        return together.start(lambda: messages.page(it.id, after=seq, before=it.last_seq + 1, limit=PAGE))

    def shown(self, entry: Message) -> MessageShape:
        """As the exporter sees it, and noted for the audit if it is sensitive."""
        if not entry.sensitive:
            return shown(entry, self.visit, self.everybody)
        if is_locked(entry.sensitive, self.visit.person.id, entry.patient_id) and not self.sees_locked():
            self.withheld += 1
            return shown(entry, self.visit, self.everybody)
        self.sensitive.append(entry.seq)
        return shown(entry, self.visit, self.everybody, frozenset({entry.seq}))

    def sees_locked(self) -> bool:
        """Asked once, at the first entry that is locked for them."""
        if self.is_unlocked is None:
            self.is_unlocked = step_up.is_unlocked(self.visit.caller)
        return self.is_unlocked

    def following(self) -> int | None:
        return self.last if self.last < self.visit.conversation.last_seq else None


def export(caller: Caller, conversation_id: str, wanted: Format, after: int) -> Exported:
    """The thread after that entry, as a file of its own. Written down before anything of it goes out, or not made.

    For outsiders `NotFound`, with an audit entry.
    """
    visit = access.enter(caller, conversation_id, ACT)
    progress = together.start(seats.progress, conversation_id)
    audience = audiences.gather(conversation_id)
    if audience is None:
        raise NotFound
    seen, person, now = telling.summary(audience, visit.seat), visit.person, clock.timestamp()
    spoken = language(person.locale, settings().languages)
    it = Export(wanted, seen, person.author, person.time_zone, spoken, now, after)
    thread = Thread(visit, progress.result(), after)
    file = ExportedFile(conversation_id, clock.new_id(), it.content_type, it.file_name)
    try:
        size = fill(file, it, thread)
        write_down(visit, it, thread)
        return given(file, it, thread, size)
    except BaseException:
        abandon(file)
        raise


def fill(file: ExportedFile, it: Export, thread: Thread) -> int:
    """Write the thread into the file, of which nothing can be fetched yet; gives its bytes."""
    size = 0
    for piece in WRITERS[it.format](it, thread.entries(), thread.following):
        content = piece.encode()
        size += len(content)
        file.write(content)
    return size


def write_down(visit: Visit, it: Export, thread: Thread) -> None:
    """One entry for one file: which part of the thread, and what of it is sensitive."""
    detail = {
        "format": it.format.value,
        "after": it.after,
        "lastSeq": thread.last,
        "entries": entries_of(it, thread),
        "sensitive": thread.sensitive,
        "withheld": thread.withheld,
    }
    access.being_read(visit, ACT, **detail).result()


def entries_of(it: Export, thread: Thread) -> int:
    """Entries are numbered without a gap."""
    return max(0, thread.last - it.after)


def given(file: ExportedFile, it: Export, thread: Thread, size: int) -> Exported:
    """The file itself or, if it is too large for an answer, a link to it."""
    made = Exported(it, size, entries_of(it, thread), thread.following(), text=file.whole(LARGEST_ANSWER))
    if made.text is not None:
        return made
    file.finish()
    return replace(made, link=file.link())


def abandon(file: ExportedFile) -> None:
    """What is not to be had is not to be there; why, the first error says."""
    try:
        file.abandon()
    except Exception as error:
        logger.warning("export not taken back", error=type(error).__name__)
