"""`make run` as a person uses it: start, look, Ctrl-C, start again, and a kill of the emulator in between."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import psutil
import pytest

from infra.local.aws import client
from infra.local.settings import ROOT, Settings, free_port
from infra.local.stack import listens
from tests.local.emulator.local_aws import wait_for

ANY_START, SECOND_START, STOP = 240, 20, 20  # seconds


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


def test_the_first_start_fills_a_clinic_and_tells_programs_about_it(settings: Settings) -> None:
    with make_run(settings, ANY_START) as run:
        known = json.loads((settings.folder / "stack.json").read_text())
        assert set(known) == {
            "portalUrl", "apiUrl", "awsEndpoint", "region", "userPoolId", "clientId", "people", "integration"
        }  # fmt: skip
        assert set(known["people"][0]) == {"username", "password", "personId", "role", "name"}
        assert set(known["integration"]) == {"clientId", "clientSecret", "tokenUrl"}
        assert known["apiUrl"] == f"{settings.portal_url}/v1"
        assert httpx.get(known["portalUrl"]).status_code == 200
        assert len(first_inbox(settings)) > 5
    assert run.returncode == 0


def test_after_ctrl_c_nothing_runs_and_the_ports_are_free(settings: Settings) -> None:
    assert processes_of(settings) == []
    assert not listens(settings.port)
    assert not listens(settings.emulator_port)
    assert "Stopped." in (settings.folder / "said").read_text()


def test_the_second_start_is_quick_and_has_the_data(settings: Settings) -> None:
    with make_run(settings, SECOND_START):
        before = first_inbox(settings)
        assert len(before) > 5
    with make_run(settings, SECOND_START):
        assert first_inbox(settings) == before


def test_when_the_emulator_is_killed_the_rest_stops_and_a_start_has_the_data(settings: Settings) -> None:
    with make_run(settings, ANY_START) as run:
        before = first_inbox(settings)
        [emulator] = [each for each in psutil.Process(run.pid).children() if "infra.local.emulator" in each.cmdline()]
        emulator.kill()
        assert run.wait(STOP) == 1
    assert "ended by itself" in (settings.folder / "said").read_text()
    assert wait_for(lambda: processes_of(settings) == [])
    with make_run(settings, ANY_START):
        assert first_inbox(settings) == before


def test_a_terminated_run_leaves_nothing_either(settings: Settings) -> None:
    with make_run(settings, ANY_START) as run:
        started = time.monotonic()
        run.terminate()
        run.wait(STOP)
    assert time.monotonic() - started < STOP
    assert processes_of(settings) == []


def test_a_busy_port_stops_the_start_before_anything_is_begun(settings: Settings) -> None:
    with make_run(settings, ANY_START):
        done = subprocess.run(
            [sys.executable, "-m", "infra.local"], cwd=ROOT, env=os.environ | {"PORT": str(settings.port)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert f"Port {settings.port} is busy" in done.stderr
    assert "Traceback" not in done.stderr
