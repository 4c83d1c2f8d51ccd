"""The contract's files in docs/ are those that the code makes."""

from pathlib import Path

import pytest

from infra.contract import documents


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_the_committed_document_is_the_one_that_the_code_makes(path: Path) -> None:
    assert path.read_text() == documents()[path], "run: .venv/dev/bin/python -m infra.contract"
