"""What may be uploaded, by what is said of it beforehand."""

import pytest

from chalicelib.domain.errors import DomainError, Invalid, TooLarge
from chalicelib.domain.limits import ATTACHMENT_BYTES
from chalicelib.domain.upload import Declared

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("scan.pdf", PDF),
        ("SCAN.PDF", PDF),
        ("Befund „Müller“ (1).docx", WORD),
        ("صورة.jpeg", "image/jpeg"),
        ("👨‍👩‍👧.heic", "image/heic"),
        ("x" * 251 + ".csv", "text/csv"),
    ],
)
def test_any_plain_name_that_fits_the_kind_is_taken(name: str, kind: str) -> None:
    assert Declared(name, kind, ATTACHMENT_BYTES, "hash").file_name == name


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [
        ("scan.exe", PDF, "fileName"),
        ("scan.pdf.exe", PDF, "fileName"),
        ("letter.docm", WORD, "fileName"),
        (".pdf", PDF, "fileName"),
        ("", PDF, "fileName"),
        ("x" * 252 + ".pdf", PDF, "fileName"),
        ("../scan.pdf", PDF, "fileName"),
        ("C:\\scan.pdf", PDF, "fileName"),
        ("scan\r\nSet-Cookie: a=b.pdf", PDF, "fileName"),
        ("scan\0.pdf", PDF, "fileName"),
        ("exe.\u202efdp.pdf", PDF, "fileName"),
        ("half\ud800.pdf", PDF, "fileName"),
        ("page.html", "text/html", "contentType"),
        ("drawing.svg", "image/svg+xml", "contentType"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(name: str, kind: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        Declared(name, kind, 1, "hash")
    assert [where for where, _ in refused.value.errors] == [field]


@pytest.mark.parametrize(("size", "error"), [(0, Invalid), (-1, Invalid), (ATTACHMENT_BYTES + 1, TooLarge)])
def test_nothing_and_too_much_are_refused(size: int, error: type[DomainError]) -> None:
    with pytest.raises(error) as refused:
        Declared("scan.pdf", PDF, size, "hash")
    assert error is Invalid or "Compress it and retry" in refused.value.detail
