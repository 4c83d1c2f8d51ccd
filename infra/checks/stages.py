"""The stages, in the order in which they tell most for the least time."""

import sys
from dataclasses import dataclass
from pathlib import Path

from infra.local.building import PORTAL
from infra.local.settings import ROOT

PYTHON = (sys.executable, "-m")
Command = tuple[str, ...]


@dataclass(frozen=True)
class Stage:
    """Commands that must all succeed; a fast stage is part of `make check`."""

    name: str
    commands: tuple[Command, ...]
    is_fast: bool = False
    folder: Path = ROOT


def pytest(*arguments: str) -> Command:
    return (*PYTHON, "pytest", "--quiet", *arguments)


STAGES = (
    Stage("lint", ((*PYTHON, "ruff", "check"), (*PYTHON, "ruff", "format", "--check")), is_fast=True),
    Stage("types", ((*PYTHON, "mypy"),), is_fast=True),
    Stage("unit", (pytest("tests/unit", "tests/docs", "--numprocesses=2"),), is_fast=True),
    Stage("portal modules", ((*PYTHON, "infra.checks.portal_modules"),)),
    Stage("portal", (("npm", "run", "check"), ("npm", "test")), folder=PORTAL),
    Stage("infrastructure", (pytest("tests/infra"),)),
    Stage("local stack", (pytest("tests/local"),)),
    Stage("browser to test with", ((*PYTHON, "infra.checks.chromium"),)),
    Stage("stack and browser", (pytest("tests/stack", "tests/browser"),)),
)
