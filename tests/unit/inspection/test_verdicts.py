"""The verdict on each file of the corpus, and that the verdict is reached without holding much of it."""

import io

import pytest

from chalicelib.domain.attachment import Reason
from chalicelib.inspection import wholeness
from chalicelib.inspection.deciding import BY_KIND, reason_against
from tests.unit.inspection import office_files, papers, pictures, written_office
from tests.unit.inspection.corpus import ENDINGS, Case

CASES: list[Case] = [
    *pictures.GOOD, *pictures.BAD, *papers.PAPERS, *papers.TEXTS, *office_files.GOOD, *office_files.BAD,
    *written_office.WRITTEN,
]  # fmt: skip
HELLO = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_each_file_gets_exactly_its_verdict(case: Case) -> None:
    assert reason_against(io.BytesIO(case.make()), case.name, case.content_type) == case.verdict


def test_the_corpus_has_files_of_every_kind_that_pass_and_that_do_not() -> None:
    assert len(CASES) >= 60
    assert len({case.title for case in CASES}) == len(CASES)
    assert {case.content_type for case in CASES if case.verdict is None} == set(BY_KIND) == set(ENDINGS)
    assert {case.content_type for case in CASES if case.verdict} >= set(BY_KIND)


@pytest.mark.parametrize(
    ("content", "size", "sha256", "reason"),
    [
        (b"hello", 5, HELLO, None),
        (b"", 5, HELLO, Reason.EMPTY),
        (b"hell", 5, HELLO, Reason.SIZE),
        (b"hellO", 5, HELLO, Reason.CHECKSUM),
    ],
)
def test_bytes_must_be_those_that_were_declared(content: bytes, size: int, sha256: str, reason: Reason | None) -> None:
    assert wholeness.reason_against(io.BytesIO(content), size, sha256) == reason
