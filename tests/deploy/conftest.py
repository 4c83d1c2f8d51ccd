from collections.abc import Iterator

import pytest

from tests.deploy.stubbed import StubbedAws, stubbed


@pytest.fixture
def aws() -> Iterator[StubbedAws]:
    with stubbed() as made:
        yield made
