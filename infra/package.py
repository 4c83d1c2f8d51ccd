"""Makes the package that AWS and the emulator get: an archive for all functions, two with more, one template.

    python -m infra.package [--arch arm64|x86_64] [--unprocessed] [--into build/package]

The functions run on the Python that makes the package.
"""

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.libraries import with_libraries
from infra.parts import merge_template
from infra.pruning import process

ROOT = Path(__file__).parent.parent
STAGE = "clinic"
NAMES = ("template.json", "deployment.zip", "checker.zip", "pusher.zip", "unprocessed.zip")
# The only scope of a password sign-in, which the emulator alone allows.
_PASSWORD_SCOPE = "aws.cognito.signin.user.admin"
# Any region will do, the template names none; and nobody is to be asked for credentials.
_CHALICE_ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "PYTHONDONTWRITEBYTECODE": "1",
}
_SOURCES = (
    "app.py",
    "chalicelib/**/*",
    ".chalice/config.json",
    "requirements.txt",
    "requirements-checker.txt",
    "requirements-pusher.txt",
    "infra/*",
    "infra/template/**/*",
)


class PackagingFailed(Exception):
    """Chalice could not make a package; says why, in its words."""


@dataclass(frozen=True)
class Package:
    """What `build` leaves: CloudFormation template and the archives that its functions name in it, beside it.

    `./deployment.zip` is the functions'; `./checker.zip` holds the same and the libraries that look into files,
    `./pusher.zip` the same and those that encrypt for browsers. `unprocessed` is the archive as Chalice made it.
    """

    template: Path
    archive: Path
    checker: Path
    pusher: Path
    unprocessed: Path

    @property
    def archives(self) -> tuple[Path, ...]:
        """Those that functions are made of, by the names under which the template has them."""
        return self.archive, self.checker, self.pusher


def host_architecture() -> str:
    """This machine's architecture, in Lambda's words."""
    return "arm64" if platform.machine() in ("aarch64", "arm64") else "x86_64"


def build(arch: str = "arm64", *, processed: bool = True, into: Path = ROOT / "build" / "package") -> Package:
    """Make the package, or return at once if nothing it is made of has changed.

    Unprocessed, the archive stays as Chalice makes it: the benchmark compares the two.
    """
    with alone(into):
        return _build(arch, processed, into)


@contextlib.contextmanager
def alone(into: Path) -> Iterator[None]:
    """Let others who would make this folder wait: two builds at once would take each other's files away."""
    into.parent.mkdir(parents=True, exist_ok=True)
    with into.with_name(f"{into.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(arch: str, processed: bool, into: Path) -> Package:
    package = Package(*(into / name for name in NAMES))
    mark = into / "made-of"
    fingerprint = _fingerprint(arch, processed)
    if mark.is_file() and mark.read_text() == fingerprint and package.unprocessed.is_file():
        return package
    shutil.rmtree(into, ignore_errors=True)
    _run_chalice(_stage_sources(into.with_name(f"{into.name}-sources"), arch), into)
    shutil.copyfile(package.archive, package.unprocessed)
    if processed:
        process(package.archive)
        for name, made in (("checker", package.checker), ("pusher", package.pusher)):
            with_libraries(package.archive, ROOT / f"requirements-{name}.txt", arch, made)
    template = _finish(json.loads((into / "sam.json").read_text()))
    package.template.write_text(json.dumps(template, indent=1))
    (into / "sam.json").unlink()
    mark.write_text(fingerprint)
    return package


def _fingerprint(arch: str, processed: bool) -> str:
    digest = hashlib.sha256(f"{arch} {processed} {sys.version}".encode())
    for path in _sources():
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _sources() -> list[Path]:
    found = {path for pattern in _SOURCES for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(path for path in found if path.parent.name != "__pycache__")


def _stage_sources(folder: Path, arch: str) -> Path:
    """Copy what is packed to a clean place: Chalice packs whatever lies in chalicelib, stale bytecode too."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in _sources():
        target = folder / path.relative_to(ROOT)
        if "infra" not in path.relative_to(ROOT).parts:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    settings = folder / ".chalice" / "config.json"
    config = json.loads(settings.read_text())
    config["stages"][STAGE]["lambda_architecture"] = arch
    settings.write_text(json.dumps(config))
    (folder / "merge.json").write_text(json.dumps(merge_template()))
    return folder


def _run_chalice(sources: Path, into: Path) -> None:
    start = "import sys; from chalice.cli import main; sys.exit(main())"
    arguments = ["package", "--stage", STAGE, "--merge-template", "merge.json", str(into.resolve())]
    done = subprocess.run(
        [sys.executable, "-c", start, *arguments],
        cwd=sources,
        env={**os.environ, **_CHALICE_ENVIRONMENT},
        capture_output=True,
        text=True,
        check=False,
    )
    output = done.stdout + done.stderr
    if done.returncode or "Could not install dependencies" in output:
        raise PackagingFailed(f"chalice package failed in {sources}:\n{output}")


def _finish(template: dict[str, Any]) -> dict[str, Any]:
    """Say what Chalice's merging cannot: it adds to what Chalice wrote and takes nothing away."""
    ours = merge_template()
    # Without Chalice's own outputs: they name addresses that no one uses behind the portal's name.
    template["Outputs"] = ours["Outputs"]
    stage = "WebsocketAPIStage"
    template["Resources"][stage]["Properties"] |= ours["Resources"][stage]["Properties"]
    _accept_password_scope(template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"])
    return template


def _accept_password_scope(definition: dict[str, Any]) -> None:
    """Let the emulator's password sign-ins through where people's tokens go through."""
    locally: dict[str, Any] = {"Fn::If": ["Local", _PASSWORD_SCOPE, {"Ref": "AWS::NoValue"}]}
    methods = [method for path in definition["paths"].values() for method in path.values()]
    for requirement in [requirement for method in methods for requirement in method.get("security", [])]:
        for scopes in requirement.values():
            if "clinic/portal" in scopes:
                scopes.append(locally)


def main() -> None:
    """Build as the command line says and tell where it lies."""
    parser = argparse.ArgumentParser(prog="python -m infra.package", description="Make the package for AWS.")
    parser.add_argument("--arch", choices=["arm64", "x86_64"], default="arm64")
    parser.add_argument("--unprocessed", action="store_true", help="as Chalice makes it, for the benchmark")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "package")
    chosen = parser.parse_args()
    if chosen.arch == "x86_64" and sys.version_info < (3, 12):
        sys.exit("One library has no wheel for Lambda's Python 3.11 on x86_64: package with Python 3.12, or for arm64.")
    try:
        package = build(chosen.arch, processed=not chosen.unprocessed, into=chosen.into)
    except PackagingFailed as failure:
        sys.exit(str(failure))
    for archive in filter(Path.is_file, package.archives):
        print(f"{archive}: {archive.stat().st_size / 1_000_000:.1f} MB for {chosen.arch}")
    print(f"template {package.template}")


if __name__ == "__main__":
    main()
