"""Exports: a conversation as a file to keep, in one of three formats."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.person import Author
from chalicelib.domain.shapes import ConversationShape, MessageShape


class Format(StrEnum):
    """`json`: the shapes of the API. `fhir`: a Bundle of FHIR R4. `html`: a page to print."""

    JSON = "json"
    FHIR = "fhir"
    HTML = "html"


CONTENT_TYPES = {Format.JSON: "application/json", Format.FHIR: "application/fhir+json", Format.HTML: "text/html"}
ENDINGS = {Format.JSON: ".json", Format.FHIR: ".fhir.json", Format.HTML: ".html"}


@dataclass(frozen=True, slots=True)
class Export:
    """Who exports what, and when. `after`: the entries up to this one are in an earlier file.

    `conversation` as `exporter` sees it; `time_zone` and `language` are theirs, and `at` RFC 3339 in UTC.
    """

    format: Format
    conversation: ConversationShape
    exporter: Author
    time_zone: str
    language: str
    at: str
    after: int = 0

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.format]

    @property
    def file_name(self) -> str:
        """Of ids and numbers alone: nothing that people wrote stands in a list of files."""
        part = f"-from-{self.after + 1}" if self.after else ""
        return f"conversation-{self.conversation['id']}-{self.at[:10]}{part}{ENDINGS[self.format]}"


Following = Callable[[], int | None]
"""Once all entries have been taken: after which one the next file begins; None if this one holds the last."""
Writer = Callable[[Export, Iterable[MessageShape], Following], Iterator[str]]
"""Makes the text of a file piece by piece, while the entries come."""
