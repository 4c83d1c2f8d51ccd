"""Makes archives of functions that need more: what all functions have, and libraries built for Lambda."""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from functools import partial
from pathlib import Path

from infra.pruning import compile_all, files, pack, prune

KEPT = Path(__file__).parent.parent / "build" / "libraries"
MACHINES = {"arm64": "aarch64", "x86_64": "x86_64"}
OLDEST_GLIBC = 17
GLIBC = {11: 26}
"""Minor version of the C library in Lambda by Python's: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html"""
GLIBC_SINCE = 34
# The only wheel of pillow-heif for x86_64 asks for this. Python 3.11 has less there on AWS, and enough on this machine.
GLIBC_FOR_HEIF_ON_X86 = 28


def with_libraries(archive: Path, requirements: Path, arch: str, made: Path) -> None:
    """Leave in `made` what is in the processed `archive`, and beside it what `requirements` names."""
    libraries = files(ready(requirements, arch))
    with zipfile.ZipFile(archive) as packed:
        pack({**{name: partial(packed.read, name) for name in packed.namelist()}, **libraries}, made)


def ready(requirements: Path, arch: str) -> Path:
    """A folder with these libraries, pruned and compiled; made once, since they change seldom."""
    wanted = hashlib.sha256(f"{arch} {sys.version}".encode() + requirements.read_bytes()).hexdigest()
    folder = KEPT / wanted[:20]
    if not folder.is_dir():
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as scratch:
            root = Path(scratch) / "task"
            install(requirements, arch, root)
            prune(root)
            compile_all(root)
            put_in_place(root, folder)
    return folder


def put_in_place(root: Path, folder: Path) -> None:
    """All at once; if another build was faster, its folder is as good."""
    try:
        root.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def install(requirements: Path, arch: str, root: Path) -> None:
    """Ready-made wheels, of exactly these versions; the requirements may name what is made from its source instead."""
    platforms = [part for name in platforms_of(arch) for part in ("--platform", name)]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"),
            *("--only-binary", ":all:", "--implementation", "cp"),
            *("--python-version", f"{sys.version_info.major}.{sys.version_info.minor}"),
            *platforms,
            *("--target", str(root), "--requirement", str(requirements)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"pip finds no wheels of {requirements.name} for {arch}:\n{done.stdout}{done.stderr}")


def platforms_of(arch: str) -> list[str]:
    """Names of all platforms whose wheels run there, the newest C library first."""
    newest = GLIBC.get(sys.version_info.minor, GLIBC_SINCE)
    if arch == "x86_64":
        newest = max(newest, GLIBC_FOR_HEIF_ON_X86)
    names = [f"manylinux_2_{minor}_{MACHINES[arch]}" for minor in range(newest, OLDEST_GLIBC - 1, -1)]
    return [*names, f"manylinux2014_{MACHINES[arch]}"]
