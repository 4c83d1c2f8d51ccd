"""Which way imports point: app, transport, use cases, adapters, domain, and never back."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.package import ROOT

# What each floor may import of ours, and of others.
COMMON = {"clock", "observability", "settings"}
FLOORS: dict[str, set[str]] = {
    "domain": {"domain"},
    "adapters": {"adapters", "domain", "together", *COMMON},
    "inspection": {"inspection", "domain"},
    "usecases": {"usecases", "adapters", "inspection", "domain", "together", *COMMON},
    "transport": {"transport", "usecases", "domain", *COMMON},
}
LIBRARIES: dict[str, set[str]] = {
    "domain": set(),
    "adapters": {"botocore", "py_vapid", "pynamodb", "pywebpush", "requests", "urllib3"},
    "inspection": {"PIL", "pikepdf", "pillow_heif"},
    "usecases": set(),
    "transport": {"chalice", "fhir", "pydantic"},
}
CASES = [(floor, file) for floor in FLOORS for file in sorted((ROOT / "chalicelib" / floor).rglob("*.py"))]


def imported(file: Path) -> Iterator[str]:
    """Full names of what a file imports, `from package import name` as package.name."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports by dots"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_there_is_something_on_every_floor() -> None:
    assert {floor for floor, _ in CASES} == FLOORS.keys()


@pytest.mark.parametrize(("floor", "file"), CASES, ids=lambda value: getattr(value, "name", value))
def test_imports_point_down_and_libraries_stay_where_they_belong(floor: str, file: Path) -> None:
    names = [name.split(".") for name in imported(file)]
    ours = {parts[1] for parts in names if parts[0] == "chalicelib"}
    others = {parts[0] for parts in names if parts[0] != "chalicelib"} - sys.stdlib_module_names
    assert ours <= FLOORS[floor]
    assert others <= LIBRARIES[floor]


def test_the_app_knows_transport_and_observability_alone() -> None:
    ours = {name.split(".")[1] for name in imported(ROOT / "app.py") if name.startswith("chalicelib")}
    assert ours == {"transport", "observability"}


def test_what_stands_beside_the_floors_knows_none_of_them() -> None:
    beside = sorted((ROOT / "chalicelib").glob("*.py"))
    ours = {name.split(".")[1] for file in beside for name in imported(file) if name.startswith("chalicelib.")}
    assert ours <= {"settings", "door_settings"}


def test_the_clock_is_asked_for_the_time_and_nothing_else_is() -> None:
    asking = [
        file.relative_to(ROOT)
        for file in sorted((ROOT / "chalicelib").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("datetime.now", "datetime.utcnow", "date.today")
    ]
    assert set(asking) == {Path("chalicelib/clock.py")}
