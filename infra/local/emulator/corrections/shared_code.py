"""Every start of a worker unpacks its archive anew: seconds for our thousands of files, most of what a start takes.

An archive is now unpacked once. All workers are shown the same files, as on AWS to be read only.
"""

import hashlib
import os
import tempfile
import threading
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ministack.core import lambda_runtime

_one_at_a_time = threading.Lock()
_unpacked: dict[str, Path] = {}


class SharedArchive(zipfile.ZipFile):
    """An archive whose files are a link to where they have been unpacked already."""

    def extractall(self, path: Any = None, members: Any = None, pwd: bytes | None = None) -> None:
        Path(path).rmdir()  # MiniStack has just made it
        os.symlink(self.files(), path, target_is_directory=True)

    def files(self) -> Path:
        """The folder with these files."""
        content = hashlib.sha256(Path(str(self.filename)).read_bytes()).hexdigest()
        with _one_at_a_time:
            if content not in _unpacked:
                folder = Path(tempfile.mkdtemp(prefix="unpacked-"))
                super().extractall(folder)
                _unpacked[content] = folder
            return _unpacked[content]


def apply() -> None:
    lambda_runtime.zipfile = SimpleNamespace(**{**vars(zipfile), "ZipFile": SharedArchive})
