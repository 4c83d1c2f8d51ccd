"""The package is made once for all these tests: for AWS as it is deployed, and for this machine, to run it."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from infra.package import ROOT, Package, build, host_architecture
from infra.pruning import process

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
def unprocessed() -> Path:
    """The archive as Chalice makes it, for this machine."""
    return build(host_architecture(), processed=False, into=MADE_FOR_TESTS / "unprocessed").archive


@pytest.fixture(scope="session")
def processed(unprocessed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive as it is deployed, for this machine."""
    archive = Path(shutil.copy(unprocessed, tmp_path_factory.mktemp("processed") / "deployment.zip"))
    process(archive)
    return archive


@pytest.fixture(scope="session")
def task(processed: Path) -> Path:
    """The processed package, unpacked as Lambda unpacks it."""
    with zipfile.ZipFile(processed) as packed:
        packed.extractall(processed.with_name("task"))
    return processed.with_name("task")
