"""The fixtures themselves. The root `conftest.py` names this plugin; it imports the stack only when a test wants it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from infra.local.stack import Stack
    from tests.stack_fixture.clinic import Clinic


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A running stack on free ports, with empty tables, gone at the end."""
    from infra.local.settings import Settings, free_port
    from infra.local.stack import running_stack

    folder = tmp_path_factory.mktemp("stack")
    with running_stack(Settings(free_port(), free_port(), folder, is_kept=False)) as running:
        yield running


@pytest.fixture(scope="session")
def clinic(stack: Stack) -> Iterator[Clinic]:
    """Two care teams and a front desk, four staff, three patients, an administrator; see `clinic.py`."""
    from tests.stack_fixture.clinic import found_clinic

    with found_clinic(stack) as founded:
        yield founded
