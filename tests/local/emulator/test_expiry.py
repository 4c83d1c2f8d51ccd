"""The correction `expiry`: what has expired reaches the stream, marked as removed by the service."""

import json
import subprocess
from typing import Any

from infra.local.emulating import PYTHON, environment
from infra.local.settings import ROOT, Settings


def records_of_an_expired_item(*arguments: str) -> Any:
    done = subprocess.run(
        [str(PYTHON), "-m", "tests.local.emulator.expired_item", *arguments],
        cwd=ROOT, env=environment(Settings()) | {"PERSIST_STATE": "0"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def test_plain_tells_the_stream_nothing() -> None:
    assert records_of_an_expired_item() == [["INSERT", None]]


def test_corrected_tells_the_stream_that_the_service_removed_it() -> None:
    by_the_service = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}
    assert records_of_an_expired_item("corrected") == [["INSERT", None], ["REMOVE", by_the_service]]
