"""The house's arrows: imports point down its floors, files stay small, and AWS is spoken to in the cellar alone."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = 200
MAY_IMPORT = {
    "transport": {"transport", "usecases", "domain"},
    "usecases": {"usecases", "adapters", "inspection", "domain"},
    "adapters": {"adapters", "domain"},
    "inspection": {"inspection", "domain"},
    "domain": {"domain"},
}
EVERYWHERE_BUT_DOMAIN = {"clock", "together", "settings", "door_settings", "observability"}
"""The stairs: time and ids, parallel calls, settings and the log. They import no floor."""
ONLY_IN_ADAPTERS = {"boto3", "botocore", "pynamodb"}
ONLY_AT_THE_DOOR = {"chalice", "pydantic"}
"""Transport's, and Chalice the observability's too, which stands around every call as middleware."""
ONLY_IN_INSPECTION = {"PIL", "pikepdf", "pillow_heif"}
"""Libraries that one function has, and the others' archive has not."""
PURE = ("domain", "inspection")
FILES = sorted(path for path in (ROOT / "chalicelib").rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it; `from chalicelib import clock` counts as `chalicelib.clock`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def floor(path: Path) -> str:
    """`transport`, `usecases`, `adapters` or `domain`; for files on the stairs their own name."""
    parts = path.relative_to(ROOT / "chalicelib").parts
    return parts[0] if len(parts) > 1 else path.stem


@pytest.mark.parametrize("path", FILES, ids=named)
def test_imports_point_down(path: Path) -> None:
    own = floor(path)
    allowed = MAY_IMPORT.get(own, set()) | (EVERYWHERE_BUT_DOMAIN if own not in PURE else set())

    used = {name.split(".")[1] for name in imports(path) if name.startswith("chalicelib.")}

    assert used <= allowed


@pytest.mark.parametrize("path", FILES, ids=named)
def test_only_adapters_speak_to_aws_and_only_the_door_speaks_http(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imports(path)}

    if floor(path) != "adapters":
        assert not libraries & ONLY_IN_ADAPTERS
    if floor(path) not in ("transport", "observability"):
        assert not libraries & ONLY_AT_THE_DOOR
    if floor(path) != "inspection":
        assert not libraries & ONLY_IN_INSPECTION


def test_inspection_is_imported_when_it_is_needed_and_by_no_start() -> None:
    """Its libraries are not in the archive of the other functions, nor is their time in anybody's cold start."""
    starting = [
        (named(path), ast.unparse(node))
        for path in FILES
        if floor(path) != "inspection"
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Import | ast.ImportFrom) and "inspection" in ast.unparse(node)
    ]
    assert starting == []


@pytest.mark.parametrize("path", sorted((ROOT / "chalicelib" / "domain").glob("*.py")), ids=named)
def test_the_domain_imports_the_standard_library_alone(path: Path) -> None:
    others = {name.split(".")[0] for name in imports(path)} - set(sys.stdlib_module_names)

    assert others <= {"chalicelib"}


@pytest.mark.parametrize("path", [*FILES, ROOT / "app.py"], ids=named)
def test_files_stay_small_and_begin_with_what_they_are_for(path: Path) -> None:
    tree = ast.parse(path.read_text())

    assert len(path.read_text().splitlines()) <= LINES
    assert ast.get_docstring(tree)
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 40
    ]
    assert long == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_file_is_called_what_says_nothing(path: Path) -> None:
    assert not {"utils", "helpers", "manager", "base", "common", "misc"} & set(path.stem.split("_"))


def test_the_time_comes_from_one_place() -> None:
    for path in FILES:
        if path.name != "clock.py":
            nodes = ast.walk(ast.parse(path.read_text()))
            calls = {ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)}
            assert not calls & {"datetime.now", "datetime.utcnow", "time.time", "uuid.uuid4"}, named(path)
