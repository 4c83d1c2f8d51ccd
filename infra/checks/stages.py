"""The stages, in the order in which they begin, each kind for itself: what others wait for first, then the long ones.

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

    `gives_way`: it waits for nothing but the processor, and lets stages have that in which somebody waits for a stack.
    `alone`: where the first look failed, this is run when no other stage runs, and decides.
    """

    name: str
    commands: tuple[Command, ...]
    is_fast: bool = False
    gives_way: bool = False
    folder: Path = ROOT
    alone: Command | None = None


def pytest(*arguments: str) -> Command:
    return (*PYTHON, "pytest", "--quiet", *arguments)


def on_stack(name: str, *folders: str) -> Stage:
    """Tests on a running stack: what fails of them is run once more, alone, on a new one."""
    run = pytest(*folders, f"--override-ini=cache_dir=.pytest_cache/{name.replace(' ', '-')}")
    return Stage(name, (run,), alone=(*run, "--last-failed", "--last-failed-no-failures=none"))


UNIT = ("tests/unit", "tests/docs", "tests/deploy", "--numprocesses=2")
LINT = ((*PYTHON, "ruff", "check"), (*PYTHON, "ruff", "format", "--check"))
STAGES = (
    Stage("what tests run on", ((*PYTHON, "infra.checks.building"),)),
    Stage("lint", LINT, is_fast=True, gives_way=True),
    Stage("types", ((*PYTHON, "mypy"),), is_fast=True, gives_way=True),
    Stage("unit", (pytest(*UNIT),), is_fast=True, gives_way=True),
    on_stack("browser", "tests/browser"),
    on_stack("stack", "tests/soak", "tests/stack"),  # the soak reads whole tables: first, they are small
    on_stack("local stack", "tests/local"),
    on_stack("upgrade", "tests/upgrade"),
    Stage("infrastructure", (pytest("tests/infra"),), gives_way=True),
    Stage("portal", (("npm", "run", "check"), ("npm", "test")), gives_way=True, folder=PORTAL),
)
