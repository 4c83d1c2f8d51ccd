"""Makes the package of the functions and the portal's files, each only when its sources have changed."""

import os
import shutil
import sysconfig

from infra.local import fingerprints, processes
from infra.local.settings import ROOT
from infra.local.steps import Failure, step
from infra.package import Package, PackagingFailed, alone, build, host_architecture

PORTAL = ROOT / "portal"
DIST = PORTAL / "dist"
SOURCES = (
    *("src", "public", "index.html", "unsubscribe.html"),
    *("words", "lit-localize.json", "vite.config.ts", "scripts"),
)
PORTAL_MODULES = ("package.json", "package-lock.json")
NEEDS_NETWORK = "Look at the lines above. If they speak of the network: packages come from PyPI and npm the first time."


def package() -> Package:
    """The functions' template and archive for this machine's architecture."""
    with step("package the functions"):
        try:
            return build(host_architecture())
        except PackagingFailed as failure:
            raise Failure(f"{failure}\n\n{NEEDS_NETWORK}") from failure


def portal() -> None:
    """Build portal/dist. Node comes with the virtual environment."""
    sources = fingerprints.of_files(PORTAL / name for name in SOURCES)
    mark, made_from = DIST / ".fingerprint", sources + modules_fingerprint()
    with step("build the portal") as notes, alone(ROOT / "build" / "portal"):
        if fingerprints.is_same(mark, made_from):
            notes.append("(unchanged)")
            return
        install_modules()
        processes.run(["npm", "run", "build"], NEEDS_NETWORK, with_node(), PORTAL)
        fingerprints.remember(mark, made_from)


def install_modules() -> None:
    mark = PORTAL / "node_modules" / ".fingerprint"
    if not fingerprints.is_same(mark, modules_fingerprint()):
        processes.run(["npm", "ci", "--ignore-scripts"], NEEDS_NETWORK, with_node(), PORTAL)
        fingerprints.remember(mark, modules_fingerprint())


def modules_fingerprint() -> str:
    return fingerprints.of_files(PORTAL / name for name in PORTAL_MODULES)


def with_node() -> dict[str, str]:
    """The environment with the Node of this virtual environment first on PATH."""
    scripts = sysconfig.get_path("scripts")
    if not shutil.which("npm", path=scripts):
        raise Failure("npm is not in .venv/dev. Run `make clean` and this again.")
    return {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"}
