"""Ends a run with a code of its own if a test marked `promise` failed: it is broken, whatever a second look would find.

A test that could not begin has shown nothing yet.
"""

import pytest

from infra.checks.stages import BROKEN_PROMISE


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    failed = reporter.stats.get("failed", []) if reporter else []
    if any("promise" in report.keywords for report in failed):
        session.exitstatus = BROKEN_PROMISE
