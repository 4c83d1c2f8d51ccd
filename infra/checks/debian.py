"""Installs Debian packages that tests run on, where this may be done."""

import os
import shutil

from infra.local import processes
from infra.local.steps import Failure, step

INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends")
OPTIONS = ("-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "DPkg::Lock::Timeout=60")


def may_install() -> bool:
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def install(package: str, missing: str, by_hand: str) -> None:
    """With the lists of packages that are there, or else with new ones.

    `missing`: what is not there, and `by_hand`: what to do about it where we may not install.
    """
    if not may_install():
        raise Failure(f"{missing} {by_hand}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with step(f"install Debian's {package}"):
        try:
            processes.run([*INSTALL, *OPTIONS, package], by_hand, environment)
        except Failure:
            processes.run(["apt-get", *OPTIONS, "update"], by_hand, environment)
            processes.run([*INSTALL, *OPTIONS, package], by_hand, environment)
