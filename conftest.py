"""Fixtures that several folders of tests share."""

pytest_plugins = ["tests.log_search.plugin", "tests.promises", "tests.stack_fixture.plugin"]
