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
    "Archive": ("app.archive", "chalicelib.transport.schedule.archive"),
    "CheckFile": ("app.check_file", "chalicelib.transport.files.check_file"),
    "Digest": ("app.send_digests", "chalicelib.transport.schedule.send_digests"),
    "EndCalls": ("app.end_calls", "chalicelib.transport.schedule.end_calls"),
    "HandOver": ("app.hand_over", "chalicelib.transport.jobs.hand_over"),
    "Migrate": ("app.migrate", "chalicelib.transport.migrations.migrate"),
    "SealAudit": ("app.seal_audit", "chalicelib.transport.schedule.seal_audit"),
    "SendPushes": ("app.send_pushes", "chalicelib.transport.pushes.send_pushes"),
    "Settle": ("app.settle", "chalicelib.transport.stream.settle"),
    "WebsocketConnect": ("app.connect", "chalicelib.transport.socket.connect"),
    "WebsocketDisconnect": ("app.disconnect", "chalicelib.transport.socket.disconnect"),
    "WebsocketMessage": ("app.frame", "chalicelib.transport.socket.frame"),
}


ARCHIVES = {"CheckFile": "./checker.zip", "SendPushes": "./pusher.zip"}
"""Of the functions that have libraries beside."""


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
        assert properties["CodeUri"] == ARCHIVES.get(function, "./deployment.zip")


@pytest.mark.parametrize("archive", ["archive", "checker", "pusher"])
def test_compiled_parts_are_for_the_architecture_asked_for(package: Package, archive: str) -> None:
    with zipfile.ZipFile(getattr(package, archive)) as packed:
        libraries = [name for name in packed.namelist() if name.endswith(".so")]
        machines = {int.from_bytes(packed.read(name)[18:20], "little") for name in libraries}
    arm64_in_elf = 183
    assert machines == {arm64_in_elf}


LIBRARIES = {"checker": {"PIL", "pikepdf", "pillow_heif"}, "pusher": {"cryptography", "http_ece", "pywebpush"}}


@pytest.mark.parametrize("archive", LIBRARIES)
def test_one_function_has_the_libraries_that_it_alone_needs_and_the_others_have_not(
    package: Package, archive: str
) -> None:
    own = getattr(package, archive)
    with zipfile.ZipFile(package.archive) as plain, zipfile.ZipFile(own) as fuller:
        plain_names, names = set(plain.namelist()), set(fuller.namelist())
    tops = {name.partition("/")[0] for name in names - plain_names}
    assert LIBRARIES[archive] <= tops
    assert plain_names < names
    assert own.stat().st_size <= 50_000_000, "what Lambda takes in one call"


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


def test_every_service_in_use_can_be_spoken_to_from_the_package(task: Path) -> None:
    makes = "import sys; sys.path.insert(0, sys.argv[1]); from botocore.session import get_session as it; "
    makes += "[it().create_client(name) for name in sys.argv[2:]]"
    environment = {**GIVEN_BY_LAMBDA, "AWS_DEFAULT_REGION": "eu-central-1"}
    made = subprocess.run([sys.executable, "-I", "-S", "-c", makes, str(task), *sorted(AWS_SERVICES)], env=environment)
    assert made.returncode == 0


def test_neither_tests_nor_tools_are_packed(task: Path) -> None:
    top = {entry.name for entry in task.iterdir()}
    assert not top & {"tests", "infra", "portal", "bin", "boto3", "moto"}
    assert not [entry for entry in top if entry.endswith(".data")]


def test_the_same_sources_make_the_same_bytes(own_package: Package, tmp_path: Path) -> None:
    again = Path(shutil.copy(own_package.unprocessed, tmp_path / "again.zip"))
    process(again)
    assert again.read_bytes() == own_package.archive.read_bytes()


def test_what_is_left_of_the_fhir_library_reads_all_that_is_taken(task: Path) -> None:
    reading = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from chalicelib.transport.fhir_mapping import MAPPERS; from fhir.resources.R4B import get_fhir_model_class;"
        "read = {kind: get_fhir_model_class(kind) for kind in MAPPERS};"
        "read['Patient'].model_validate({'resourceType': 'Patient', 'name': [{'text': 'Cy'}]})"
    )
    command = [sys.executable, "-I", "-S", "-W", "error", "-c", reading, str(task)]
    done = subprocess.run(command, cwd=task, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
