"""Where the local stack lives and which ports it takes: PORT, EMULATOR_PORT and LOCAL_FOLDER set them."""

import os
import random
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from infra.local.steps import Failure

ROOT = Path(__file__).resolve().parents[2]
REGION = "us-east-1"
STACK_NAME = "clinic-messaging"
CLINIC_NAME = "Riverside Family Clinic"
CLINIC_ZONE = "America/New_York"
LANGUAGES = "en,es"
SENDER_ADDRESS = "no-reply@clinic.example"
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Settings:
    """One local stack: its two ports and the folder of its data. `is_kept`: the data outlives the stack.

    `wakes`: it sends pushes to people's browsers, which costs each message a little. `parameters`: what it chooses
    beside the usual of the template's.
    """

    port: int = 8000
    emulator_port: int = 4566
    folder: Path = field(default=ROOT / ".local")
    is_kept: bool = True
    wakes: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def portal_url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def emulator_url(self) -> str:
        return f"http://{HOST}:{self.emulator_port}"


def from_environment() -> Settings:
    folder = Path(os.environ.get("LOCAL_FOLDER") or ROOT / ".local")
    return Settings(port_from("PORT", 8000), port_from("EMULATOR_PORT", 4566), folder.resolve(), wakes=True)


def port_from(name: str, default: int) -> int:
    text = os.environ.get(name) or str(default)
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Failure(f"{name}={text} is not a port. Name one from 1 to 65535, as in `make run {name}={default}`.")
    return int(text)


def require_free(port: int, name: str) -> None:
    """Refuse a port that something listens on, naming the setting that moves ours."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as taken:
            raise Failure(f"Port {port} is busy. Name another, as in `make run {name}={port + 1}`.") from taken


def free_port() -> int:
    """A free port that stays free until it is taken: connections get theirs from 32768 on, by the system's choice."""
    for port in random.SystemRandom().sample(range(20_000, 32_000), 100):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)):
                return port
    raise Failure("A hundred ports tried, and none free.")
