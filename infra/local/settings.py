"""Where the local stack lives and which ports it takes: PORT, EMULATOR_PORT and LOCAL_FOLDER set them."""

import os
import socket
from dataclasses import dataclass, field
from pathlib import Path

from infra.local.steps import Failure

ROOT = Path(__file__).resolve().parents[2]
REGION = "us-east-1"
STACK_NAME = "clinic-messaging"
CLINIC_NAME = "Riverside Family Clinic"
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Settings:
    """One local stack: its two ports and the folder of its data. `is_kept`: the data outlives the stack."""

    port: int = 8000
    emulator_port: int = 4566
    folder: Path = field(default=ROOT / ".local")
    is_kept: bool = True

    @property
    def portal_url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def emulator_url(self) -> str:
        return f"http://{HOST}:{self.emulator_port}"


def from_environment() -> Settings:
    folder = Path(os.environ.get("LOCAL_FOLDER") or ROOT / ".local")
    return Settings(port_from("PORT", 8000), port_from("EMULATOR_PORT", 4566), folder.resolve())


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
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        chosen: int = probe.getsockname()[1]
        return chosen
