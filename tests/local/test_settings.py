"""The settings of the local stack, and what a wrong one is told."""

import socket

import pytest

from infra.local import settings
from infra.local.settings import HOST, Settings, from_environment
from infra.local.steps import Failure


def test_without_settings_the_portal_is_at_port_8000(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "EMULATOR_PORT", "LOCAL_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    assert from_environment() == Settings(8000, 4566, wakes=True)
    assert from_environment().portal_url == "http://localhost:8000"


def test_ports_move_with_their_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8100")
    monkeypatch.setenv("EMULATOR_PORT", "4600")
    assert (from_environment().port, from_environment().emulator_port) == (8100, 4600)


@pytest.mark.parametrize("text", ["-1", "0", "65536", "http", "80 80", "8000.0"])
def test_what_is_no_port_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(Failure, match="PORT="):
        from_environment()


def test_a_busy_port_names_the_setting_that_moves_it() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Failure, match=f"Port {port} is busy.*make run EMULATOR_PORT={port + 1}"):
            settings.require_free(port, "EMULATOR_PORT")
    settings.require_free(port, "EMULATOR_PORT")
