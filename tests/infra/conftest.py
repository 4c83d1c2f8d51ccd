"""The package is made once for all these tests: for AWS as it is deployed, and for this machine, to run it."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from infra.package import ROOT, Package, build, host_architecture

MADE_FOR_TESTS = ROOT / "build" / "tests"


@pytest.fixture(scope="session")
def package() -> Package:
    """The package as AWS gets it."""
    return build("arm64", into=MADE_FOR_TESTS / "arm64")


@pytest.fixture(scope="session")
def template(package: Package) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(package.template.read_text())
    return made


@pytest.fixture(scope="session")
def resources(template: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = template["Resources"]
    return found


@pytest.fixture(scope="session")
def own_package() -> Package:
    """The package for this machine, which the local stack runs too."""
    return build(host_architecture())


@pytest.fixture(scope="session")
def task(own_package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package for this machine, unpacked as Lambda unpacks it."""
    folder = tmp_path_factory.mktemp("task")
    with zipfile.ZipFile(own_package.archive) as packed:
        packed.extractall(folder)
    return folder
