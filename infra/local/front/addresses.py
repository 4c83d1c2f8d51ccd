"""What the front needs to know, handed over in a file by the process that starts it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Addresses:
    """Where the front listens and whom it stands before."""

    port: int
    emulator_url: str
    rest_path: str
    socket_path: str
    portal_folder: str
    portal_config: dict[str, str]

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self), indent=2))

    @staticmethod
    def read(file: Path) -> "Addresses":
        return Addresses(**json.loads(file.read_text()))
