"""`make run` as a person uses it: start, look, Ctrl-C, start again, and a kill of the emulator in between."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import psutil
import pytest

from infra.local.aws import client
from infra.local.settings import HOST, ROOT, Settings, free_port
from infra.local.stack import listens
from tests.local.emulator.local_aws import wait_for
from tests.local.touring import tour_and_search
from tests.log_search.plugin import SEARCHES
from tests.log_search.searching import Searched

ANY_START, STOP = 240, 20  # seconds
LATER = (
    ("build the portal", "(unchanged)"),
    ("deploy the template", "(unchanged)"),
    ("fill the demo clinic", "(there already)"),
)
"""What a start says of the steps that an earlier one has done."""


@contextmanager
def make_run(settings: Settings, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """The stack, up; what it says goes to `said` in its folder. At the end it gets Ctrl-C, and must be gone soon."""
    environment = os.environ | {
        "PORT": str(settings.port),
        "EMULATOR_PORT": str(settings.emulator_port),
        "LOCAL_FOLDER": str(settings.folder),
    }
    said = settings.folder / "said"
    with said.open("w") as output:
        run = subprocess.Popen(
            [sys.executable, "-m", "infra.local"], cwd=ROOT, env=environment, stdout=output, stderr=output, text=True
        )
    try:
        wait_for(lambda: "ready in" in said.read_text() or run.poll() is not None, seconds)
        assert "ready in" in said.read_text(), said.read_text()
        yield run
    finally:
        run.send_signal(signal.SIGINT)
        run.wait(STOP)


def processes_of(settings: Settings) -> list[psutil.Process]:
    return [process for process in psutil.process_iter() if str(settings.folder) in words_of(process)]


def words_of(process: psutil.Process) -> str:
    try:
        return " ".join([*process.cmdline(), *process.environ().values()])
    except psutil.Error:
        return ""


def first_inbox(settings: Settings) -> Any:
    """The inbox of the first of the people that the stack names."""
    known = json.loads((settings.folder / "stack.json").read_text())
    person = known["people"][0]
    pool = client("cognito-idp", known["awsEndpoint"])
    given = {"USERNAME": person["username"], "PASSWORD": person["password"]}
    token = pool.initiate_auth(ClientId=known["clientId"], AuthFlow="USER_PASSWORD_AUTH", AuthParameters=given)
    headers = {"Authorization": f"Bearer {token['AuthenticationResult']['AccessToken']}"}
    return httpx.get(f"{known['apiUrl']}/conversations", headers=headers, timeout=30).raise_for_status().json()["items"]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(free_port(), free_port(), tmp_path_factory.mktemp("local"))


@dataclass(frozen=True)
class Started:
    """What a start was like: what it told programs, the first inbox, and what was there once it had ended."""

    known: dict[str, Any]
    inbox: Any
    portal: int
    said: str
    returncode: int | None
    ended_within: float
    left: list[psutil.Process]
    listening: list[int]
    searched: Searched | None


def once(settings: Settings, end: Callable[[subprocess.Popen[str]], None], *, is_toured: bool = False) -> Started:
    """Start, look around, and let it be ended so. `is_toured`: look everywhere, and search what was logged."""
    with make_run(settings, ANY_START) as run:
        known = json.loads((settings.folder / "stack.json").read_text())
        inbox, portal = first_inbox(settings), httpx.get(known["portalUrl"]).status_code
        searched = tour_and_search(known, settings.folder) if is_toured else None
        asked = time.monotonic()
        end(run)
        run.wait(STOP)
        took = time.monotonic() - asked
    ports = [port for port in (settings.port, settings.emulator_port) if listens(port)]
    said = (settings.folder / "said").read_text()
    return Started(known, inbox, portal, said, run.returncode, took, processes_of(settings), ports, searched)


@pytest.fixture(scope="module")
def first(settings: Settings) -> Started:
    """The first start, ended by Ctrl-C."""
    return once(settings, lambda run: run.send_signal(signal.SIGINT), is_toured=True)


@pytest.fixture(scope="module")
def second(settings: Settings, first: Started) -> Started:
    """The next one, terminated."""
    return once(settings, lambda run: run.terminate())


def test_the_first_start_fills_a_clinic_and_tells_programs_about_it(settings: Settings, first: Started) -> None:
    assert set(first.known) == {
        "portalUrl", "apiUrl", "awsEndpoint", "region", "userPoolId", "clientId", "people", "integration"
    }  # fmt: skip
    assert set(first.known["people"][0]) == {"username", "password", "personId", "role", "name"}
    assert set(first.known["integration"]) == {"clientId", "clientSecret", "tokenUrl"}
    assert first.known["apiUrl"] == f"{settings.portal_url}/v1"
    assert first.portal == 200
    assert len(first.inbox) > 5
    assert first.returncode == 0


def test_nothing_that_is_logged_names_anybody_of_the_demo_clinic_or_says_what_they_wrote(
    first: Started, pytestconfig: pytest.Config
) -> None:
    assert first.searched
    pytestconfig.stash[SEARCHES].append(first.searched)
    assert first.searched.found == ()
    assert {"Okwuosa", "Faulkmere", "umbrella"} <= first.searched.words.telling
    assert first.searched.lines > 2000


def test_after_ctrl_c_nothing_runs_and_the_ports_are_free(first: Started) -> None:
    assert first.left == []
    assert first.listening == []
    assert "Stopped." in first.said


def test_the_second_start_repeats_nothing_and_has_the_data(first: Started, second: Started) -> None:
    assert [row["id"] for row in second.inbox] == [row["id"] for row in first.inbox]
    said = second.said.splitlines()
    assert all(any(step in line and line.endswith(note) for line in said) for step, note in LATER), said


def test_a_terminated_run_leaves_nothing_either(second: Started) -> None:
    assert second.ended_within < STOP
    assert second.left == []
    assert second.listening == []


def test_when_the_emulator_is_killed_the_rest_stops_and_a_start_has_the_data(
    settings: Settings, second: Started
) -> None:
    with make_run(settings, ANY_START) as run:
        [emulator] = [each for each in psutil.Process(run.pid).children() if "infra.local.emulator" in each.cmdline()]
        emulator.kill()
        assert run.wait(STOP) == 1
    assert "ended by itself" in (settings.folder / "said").read_text()
    assert wait_for(lambda: processes_of(settings) == [])
    with make_run(settings, ANY_START):
        assert first_inbox(settings) == second.inbox


def test_a_busy_port_stops_the_start_before_anything_is_begun(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, settings.port))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "-m", "infra.local"], cwd=ROOT, env=os.environ | {"PORT": str(settings.port)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert f"Port {settings.port} is busy" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
