"""What the front needs to know, handed over in a file by the process that starts it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Addresses:
    """Where the front listens and whom it stands before. `call_origins`: what else pages may speak to, for calls.

    `proof`: what it shows to the API to be known by, as CloudFront does.
    """

    port: int
    emulator_url: str
    rest_path: str
    socket_path: str
    portal_folder: str
    portal_config: dict[str, Any]
    call_origins: str = ""
    proof: str = ""

    def write(self, file: Path) -> None:
        file.touch(mode=0o600)
        file.write_text(json.dumps(asdict(self), indent=2))

    @staticmethod
    def read(file: Path) -> "Addresses":
        return Addresses(**json.loads(file.read_text()))
