"""MiniStack twice, as it is and with our corrections. Each test shows that the one errs and the other does not.

When a newer MiniStack makes a test of the plain one fail, its correction is no longer needed: remove both.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.emulating import emulator
from infra.local.settings import Settings, free_port
from tests.local.emulator.local_aws import LocalAws

PLAIN, CORRECTED = "ministack", "infra.local.emulator"


def started(module: str, folder: Path) -> Iterator[LocalAws]:
    settings = Settings(emulator_port=free_port(), folder=folder)
    with emulator(settings, module, {"GATEWAY_ANSWER_SECONDS": "1.5"}):
        yield LocalAws(settings.emulator_url)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAws]:
    """MiniStack as it comes."""
    yield from started(PLAIN, tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="session")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAws]:
    """MiniStack as we run it."""
    yield from started(CORRECTED, tmp_path_factory.mktemp("corrected"))
