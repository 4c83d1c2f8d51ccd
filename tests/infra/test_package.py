"""The archive: small, complete, quick to start, the same every time. Each function is started alone, as Lambda does."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from infra.package import Package
from infra.pruning import AWS_SERVICES, process

PROBE = Path(__file__).parent / "probe.py"
GIVEN_BY_LAMBDA = {"AWS_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret"}
FUNCTIONS = {
    "APIHandler": ("app.app", "chalice.app.Chalice"),
    "Settle": ("app.settle", "chalicelib.transport.stream.settle"),
    "WebsocketConnect": ("app.connect", "chalicelib.transport.socket.connect"),
    "WebsocketDisconnect": ("app.disconnect", "chalicelib.transport.socket.disconnect"),
    "WebsocketMessage": ("app.frame", "chalicelib.transport.socket.frame"),
}


def probe(task: Path, handler: str) -> dict[str, Any]:
    """What a fresh Python finds that sees the package, the standard library and nothing else of this machine."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", str(PROBE), str(task), handler],
        env={"PATH": os.environ["PATH"], **GIVEN_BY_LAMBDA},
        cwd=task,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_package_is_small(package: Package) -> None:
    assert package.archive.stat().st_size <= 14_000_000


def test_the_template_names_the_architecture_and_the_python_that_were_packaged(resources: dict[str, Any]) -> None:
    for function in FUNCTIONS:
        properties = resources[function]["Properties"]
        assert properties["Architectures"] == ["arm64"]
        assert properties["Runtime"] == f"python3.{sys.version_info.minor}"
        assert properties["CodeUri"] == "./deployment.zip"


def test_compiled_parts_are_for_the_architecture_asked_for(package: Package) -> None:
    with zipfile.ZipFile(package.archive) as packed:
        libraries = [name for name in packed.namelist() if name.endswith(".so")]
        machines = {int.from_bytes(packed.read(name)[18:20], "little") for name in libraries}
    arm64_in_elf = 183
    assert machines == {arm64_in_elf}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_each_handler_alone_is_what_its_function_needs(resources: dict[str, Any], task: Path, function: str) -> None:
    handler, runs = FUNCTIONS[function]
    assert resources[function]["Properties"]["Handler"] == handler
    found = probe(task, handler)
    assert found["runs"] == runs
    assert found["routes"] == len(resources["RestAPI"]["Properties"]["DefinitionBody"]["paths"])


@pytest.mark.parametrize("function", FUNCTIONS)
def test_starting_calls_nobody_compiles_nothing_and_makes_one_client(task: Path, function: str) -> None:
    found = probe(task, FUNCTIONS[function][0])
    assert found["calls"] == []
    assert found["compiled"] == []
    assert found["clients"] == ["dynamodb"]


def test_everything_comes_from_the_package(task: Path) -> None:
    assert probe(task, "app.app")["strangers"] == []


def test_all_bytecode_is_of_this_python_and_needs_no_check(task: Path) -> None:
    files = sorted(task.rglob("*.pyc"))
    sources = sorted(task.rglob("*.py"))
    assert len(files) == len(sources)
    for file in files:
        header = file.read_bytes()[:8]
        assert header[:4] == importlib.util.MAGIC_NUMBER, file
        assert int.from_bytes(header[4:], "little") == 0b01, file


def test_only_the_services_in_use_are_described(task: Path) -> None:
    folders = {entry.name for entry in (task / "botocore" / "data").iterdir() if entry.is_dir()}
    assert folders == AWS_SERVICES


def test_neither_tests_nor_tools_are_packed(task: Path) -> None:
    top = {entry.name for entry in task.iterdir()}
    assert not top & {"tests", "infra", "portal", "bin", "boto3", "moto"}
    assert not [entry for entry in top if entry.endswith(".data")]


def test_the_same_sources_make_the_same_bytes(unprocessed: Path, processed: Path, tmp_path: Path) -> None:
    again = Path(shutil.copy(unprocessed, tmp_path / "again.zip"))
    process(again)
    assert again.read_bytes() == processed.read_bytes()
