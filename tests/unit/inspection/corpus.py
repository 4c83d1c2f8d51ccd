"""Files of every kind, good and bad, each made when it is asked for, with the verdict that it must get."""

from collections.abc import Callable
from typing import NamedTuple

from chalicelib.domain.attachment import Reason
from chalicelib.domain.limits import OFFICE

DOCX, XLSX, PPTX = (
    OFFICE + kind for kind in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")
)
PDF, TXT, CSV = "application/pdf", "text/plain", "text/csv"
JPEG, PNG, WEBP, HEIC, GIF = (f"image/{kind}" for kind in ("jpeg", "png", "webp", "heic", "gif"))
ENDINGS = {
    JPEG: "jpg", PNG: "png", WEBP: "webp", HEIC: "heic", GIF: "gif", PDF: "pdf",
    DOCX: "docx", XLSX: "xlsx", PPTX: "pptx", TXT: "txt", CSV: "csv",
}  # fmt: skip


class Case(NamedTuple):
    """One file: what it is, how it was declared, its bytes, and why it is refused (None: it is not)."""

    title: str
    content_type: str
    make: Callable[[], bytes]
    verdict: Reason | None = None
    file_name: str = ""

    @property
    def name(self) -> str:
        return self.file_name or f"file.{ENDINGS.get(self.content_type, 'bin')}"
