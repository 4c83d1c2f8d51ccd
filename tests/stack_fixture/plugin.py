"""The fixtures themselves. The root `conftest.py` names this plugin; it imports the stack only when a test wants it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.log_search.plugin import SEARCHES

if TYPE_CHECKING:
    from infra.local.stack import Stack
    from tests.stack_fixture.clinic import Clinic, Newcomer
    from tests.stack_fixture.turn import TurnServer


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Stack]:
    """A running stack on free ports, with empty tables, gone at the end, once its logs have been searched for words."""
    from infra.local.settings import Settings, free_port
    from infra.local.stack import running_stack
    from tests.log_search.stack_logs import search_stack

    folder = tmp_path_factory.mktemp("stack")
    with running_stack(Settings(free_port(), free_port(), folder, is_kept=False)) as running:
        yield running
        tables = running.outputs["RecordsTableName"], running.outputs["AuditTableName"]
        pytestconfig.stash[SEARCHES].append(search_stack("logs and audit of the stack", running.aws, *tables))


@pytest.fixture(scope="session")
def clinic(stack: Stack) -> Iterator[Clinic]:
    """Two care teams and a front desk, four staff, three patients, an administrator; see `clinic.py`."""
    from tests.stack_fixture.clinic import found_clinic

    with found_clinic(stack) as founded:
        yield founded


@pytest.fixture
def newcomer(stack: Stack, clinic: Clinic) -> Iterator[Newcomer]:
    """Makes people of this test alone, for whatever depends on all that somebody has or has chosen."""
    from tests.stack_fixture.clinic import newcomers

    with newcomers(stack, clinic) as make:
        yield make


@pytest.fixture(scope="module")
def asking_staff(stack: Stack, clinic: Clinic) -> Iterator[None]:
    """The stack asks its staff for a second factor while this module's tests run: of those too whom the clinic has."""
    from tests.stack_fixture.clinic import start_functions
    from tests.stack_fixture.parameters import chosen

    with chosen(stack, SecondFactor="STAFF"):
        start_functions(clinic)
        yield
    start_functions(clinic)


@pytest.fixture(scope="session")
def turn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TurnServer]:
    """A TURN server on this machine, which the stack does not know of."""
    from tests.stack_fixture.turn import standing

    with standing(tmp_path_factory.mktemp("turn")) as server:
        yield server


@pytest.fixture(scope="module")
def relaying(stack: Stack, clinic: Clinic, turn: TurnServer) -> Iterator[TurnServer]:
    """A TURN server that all media of the stack's calls must go through while this module's tests run."""
    from tests.stack_fixture import turn as turning
    from tests.stack_fixture.clinic import start_functions

    with turning.relaying(stack, turn):
        start_functions(clinic)
        yield turn
    start_functions(clinic)
