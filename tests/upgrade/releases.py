"""Earlier versions as packages: sources from the history, libraries from today's package where these are the same."""

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import yaml

from infra.local.settings import ROOT
from infra.package import Package, alone, build, host_architecture
from infra.pruning import compile_all, files, pack, unpacked

KNOWN: dict[str, dict[str, object]] = yaml.safe_load((ROOT / "infra" / "releases.yaml").read_text())
OWN = ("app.py", "chalicelib")
"""What of an archive is ours; all else are libraries."""
BUILD = (
    "from pathlib import Path; from infra.package import build; build({arch!r}, processed=False, into=Path({into!r}))"
)


def git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)


def commit_of(version: str) -> str:
    """That of the version's tag, else the one that `infra/releases.yaml` names. Skips where history is missing."""
    if not shutil.which("git"):
        pytest.skip(f"{version} cannot be had: there is no git here.")
    tagged = git("rev-parse", "--quiet", "--verify", f"refs/tags/v{version}^{{commit}}")
    commit = tagged.stdout.decode().strip() or str(KNOWN[version].get("commit", ""))
    if git("cat-file", "-e", f"{commit}^{{commit}}").returncode:
        pytest.skip(
            f"{version} cannot be had: its commit {commit[:8]} is not in this checkout. `git fetch --unshallow`."
        )
    return commit


def package_of(version: str) -> Package:
    """The template and the archive that `make package` made of that version; made once, and kept in `build`."""
    commit, pins = commit_of(version), (ROOT / "requirements.txt").read_bytes()
    made_of = hashlib.sha256(f"{commit} {host_architecture()} {sys.version}".encode() + pins).hexdigest()
    here = ROOT / "build" / "releases" / f"{version}-{made_of[:12]}"
    package = Package(here / "package" / "template.json", *[here / "package" / "deployment.zip"] * 4)
    with alone(here):
        if not (here / "is-made").is_file():
            shutil.rmtree(here, ignore_errors=True)
            make(commit, here, package)
            (here / "is-made").touch()
    return package


def make(commit: str, here: Path, package: Package) -> None:
    """With libraries of today where the version wants the same: to find and to prune its own takes a minute."""
    sources = here / "sources"
    with tarfile.open(fileobj=io.BytesIO(git("archive", commit).stdout)) as archive:
        archive.extractall(sources, filter="data")
    has_same = lines(sources / "requirements.txt") <= lines(ROOT / "requirements.txt")
    if has_same:
        (sources / "requirements.txt").write_text("")
    command = BUILD.format(arch=host_architecture(), into=str(package.template.parent))
    done = subprocess.run([sys.executable, "-c", command], cwd=sources, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    if has_same:
        put_libraries(package.archive, build(host_architecture()).archive, here)


def lines(requirements: Path) -> set[str]:
    return {line.strip() for line in requirements.read_text().splitlines() if line.strip() and line[0] != "#"}


def put_libraries(archive: Path, source: Path, here: Path) -> None:
    """Add to an archive of sources the libraries that another one has, which are compiled there."""
    root, theirs = unpacked(archive, here / "task"), unpacked(source, here / "libraries")
    compile_all(root)
    for entry in theirs.iterdir():
        if entry.name not in OWN and not (root / entry.name).exists():
            entry.rename(root / entry.name)
    pack(files(root), archive)
    shutil.rmtree(root)
    shutil.rmtree(theirs)
