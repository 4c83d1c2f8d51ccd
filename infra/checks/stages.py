"""The stages, in the order in which they begin: what others wait for first, then the long ones.

Each takes what it needs for itself: stages that run beside each other share nothing but files that are made before.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from infra.local.building import PORTAL
from infra.local.settings import ROOT

PYTHON = (sys.executable, "-m")
Command = tuple[str, ...]
LEAKED = 10
"""How a run of tests ends whose logs held somebody's words: `tests/log_search/plugin.py`."""
BROKEN_PROMISE = 11
"""How a run of tests ends in which one marked `promise` failed: `tests/promises.py`."""


@dataclass(frozen=True)
class Stage:
    """Commands that must all succeed; a fast stage is part of `make check`.

    `alone`: where the first look failed, this is run when no other stage runs, and decides.
    """

    name: str
    commands: tuple[Command, ...]
    is_fast: bool = False
    folder: Path = ROOT
    alone: Command | None = None


def pytest(*arguments: str) -> Command:
    return (*PYTHON, "pytest", "--quiet", *arguments)


def on_stack(name: str, *folders: str) -> Stage:
    """Tests on a running stack: what fails of them is run once more, alone, on a new one."""
    run = pytest(*folders, f"--override-ini=cache_dir=.pytest_cache/{name.replace(' ', '-')}")
    return Stage(name, (run,), alone=(*run, "--last-failed", "--last-failed-no-failures=none"))


STAGES = (
    Stage("what tests run on", ((*PYTHON, "infra.checks.building"),)),
    Stage("lint", ((*PYTHON, "ruff", "check"), (*PYTHON, "ruff", "format", "--check")), is_fast=True),
    Stage("types", ((*PYTHON, "mypy"),), is_fast=True),
    Stage("unit", (pytest("tests/unit", "tests/docs", "tests/deploy", "--numprocesses=2"),), is_fast=True),
    on_stack("browser", "tests/browser"),
    on_stack("stack", "tests/soak", "tests/stack"),  # the soak reads whole tables: first, they are small
    on_stack("local stack", "tests/local", "tests/upgrade"),
    Stage("infrastructure", (pytest("tests/infra"),)),
    Stage("portal", (("npm", "run", "check"), ("npm", "test")), folder=PORTAL),
)
