"""Tells after every run what was searched in its logs, and fails the run if anybody's words were found.

The run fails as a whole, with a code of its own: no test is to blame, and no second look at one would find it again.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest

from infra.checks.stages import LEAKED
from tests.log_search.searching import Searched
from tests.log_search.words import Words

SEARCHES = pytest.StashKey[list[Searched]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SEARCHES] = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """A process of several is done: what it searched is told by the one that began them."""
    for told in json.loads(node.workeroutput.get("searches", "[]")) if hasattr(node, "workeroutput") else []:
        words = Words(**{name: frozenset(some) for name, some in told["words"].items()})
        found = tuple((what, line) for what, line in told["found"])
        node.config.stash[SEARCHES].append(Searched(told["where"], told["lines"], words, found))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    searches = session.config.stash[SEARCHES]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["searches"] = json.dumps([asdict(it) for it in searches], default=sorted)
    elif any(it.found for it in searches):
        session.exitstatus = LEAKED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for it in config.stash[SEARCHES]:
        terminalreporter.write_line(it.summary(), red=bool(it.found))
        for what, line in it.found[:20]:
            terminalreporter.write_line(f"  {what!r} in {line[:400]}", red=True)
