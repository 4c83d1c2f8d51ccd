"""Tell whether a step must be done again: a step remembers the fingerprint of what it was made from."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

IGNORED = {"__pycache__", "node_modules", "dist"}


def of_files(paths: Iterable[Path], *more: str) -> str:
    """Fingerprint of files, of all files in folders, and of further words. What is not there counts as nothing."""
    digest = hashlib.sha256("\0".join(more).encode())
    for file in sorted(file for path in paths for file in files_in(path)):
        digest.update(f"\0{file}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def files_in(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in path.rglob("*") if file.is_file() and not IGNORED.intersection(file.parts)]


def is_same(mark: Path, fingerprint: str) -> bool:
    return mark.is_file() and mark.read_text() == fingerprint


def remember(mark: Path, fingerprint: str) -> None:
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(fingerprint)
