"""Makes Chalice's archive small and quick to start, and the same bytes every time.

Bytecode is unchecked: Lambda unpacks files with dates of its own, which would make dated bytecode stale, and
compiling at each cold start costs half a second of CPU.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from infra.slimming import slim

Read = Callable[[], bytes]
"""Gives what a file holds."""

AWS_SERVICES = frozenset(
    {
        "apigatewaymanagementapi",
        "chime-sdk-meetings",
        "cognito-idp",
        "dynamodb",
        "kms",
        "lambda",
        "s3",
        "secretsmanager",
        "sesv2",
        "sqs",
        "xray",
    }
)
# Read by botocore itself at each start, whatever the service.
_SHARED_DATA = frozenset({"_retry.json", "endpoints.json", "partitions.json", "sdk-default-configuration.json"})
_NOT_NEEDED = frozenset({"__pycache__", "bin", "py.typed", "test", "tests"})
_NOT_NEEDED_KINDS = frozenset({".data", ".dist-info", ".egg-info", ".pyc", ".pyi"})
# Where Lambda unpacks; compiled in, so that tracebacks name real files.
_TASK_ROOT = "/var/task"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def process(archive: Path) -> None:
    """Replace `archive` by its pruned and compiled self."""
    with tempfile.TemporaryDirectory() as folder:
        root = unpacked(archive, Path(folder) / "task")
        _prune_services(root / "botocore" / "data")
        _prune_releases(root / "fhir" / "resources")
        prune(root)
        compile_all(root)
        pack(files(root), archive)


def unpacked(archive: Path, root: Path) -> Path:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(root)
    return root


def prune(root: Path) -> None:
    """Drop what no function reads: tests, types, pip's records, stale bytecode."""
    for entry in sorted(root.rglob("*")):
        if entry.name in _NOT_NEEDED or entry.suffix in _NOT_NEEDED_KINDS:
            _remove(entry)


def _prune_services(data: Path) -> None:
    for entry in data.iterdir():
        if entry.name not in AWS_SERVICES | _SHARED_DATA:
            _remove(entry)
    for entry in data.glob("*/*/examples-1.json*"):
        _remove(entry)
    slim(data, AWS_SERVICES)


def _prune_releases(resources: Path) -> None:
    """Keep R4B of FHIR, which has the resources of R4 that are read here unchanged."""
    for entry in resources.iterdir():
        if entry.name not in ("R4B", "__init__.py"):
            _remove(entry)


def compile_all(root: Path) -> None:
    """Write bytecode for the running Python, the same bytes for the same sources.

    In a process of its own: what this one has imported would change which strings are shared, and so the bytes.
    """
    command = [sys.executable, "-I", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    done = subprocess.run(
        [*command, "-s", str(root), "-p", _TASK_ROOT, str(root)],
        env={"PATH": os.environ.get("PATH", ""), "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"Some file of the package cannot be compiled:\n{done.stdout}{done.stderr}")


def files(root: Path) -> dict[str, Read]:
    """What lies in a folder, by the names of an archive."""
    return {path.relative_to(root).as_posix(): path.read_bytes for path in root.rglob("*") if path.is_file()}


def pack(contents: Mapping[str, Read], archive: Path) -> None:
    """Zip in order of name, with one date and one mode for all, so that equal contents make equal archives."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in sorted(contents, key=lambda name: name.split("/")):
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, contents[name]())


def _remove(entry: Path) -> None:
    if entry.is_dir():
        shutil.rmtree(entry)
    else:
        # Its folder may have gone before it.
        entry.unlink(missing_ok=True)
