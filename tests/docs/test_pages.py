"""The pages name all that exists: settings, kinds of row, routes, events, codes. Their links lead somewhere."""

import ast
import re
from pathlib import Path

import pytest

from chalicelib import adapters
from chalicelib.domain.accesses import ACCESSES
from chalicelib.transport.events import ACTIONS, EVENTS
from chalicelib.transport.openapi import refusals
from chalicelib.transport.operations import OPERATIONS
from infra.parts import merge_template

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])


def page(name: str) -> str:
    return (DOCS / name).read_text()


def first_cells(name: str) -> set[str]:
    """Every word in code style that stands in the first cell of a table's row."""
    cells = re.findall(r"^\|([^|]*)\|", page(name), re.MULTILINE)
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def trees(folder: Path) -> list[ast.Module]:
    return [ast.parse(path.read_text()) for path in sorted(folder.rglob("*.py"))]


def variables_read_in(folder: Path) -> set[str]:
    """Names that are asked of the environment, by `settings.py` under another name."""
    calls = [node for tree in trees(folder) for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    asked = [call for call in calls if re.search(r"^value$|environ\.get$|^port_from$", ast.unparse(call.func))]
    names = [call.args[0].value for call in asked if isinstance(call.args[0], ast.Constant)]
    return {str(name) for name in names} - {"PATH"}


def test_every_variable_that_the_functions_read_is_a_documented_setting() -> None:
    given = merge_template()["Globals"]["Function"]["Environment"]["Variables"]
    assert variables_read_in(ROOT / "chalicelib") | set(given) <= first_cells("settings.md")


def test_every_variable_that_the_local_stack_reads_is_a_documented_setting() -> None:
    assert variables_read_in(ROOT / "infra") <= first_cells("settings.md")


def test_every_parameter_of_the_template_is_a_documented_setting_with_its_default() -> None:
    for name, stated in merge_template()["Parameters"].items():
        [row] = re.findall(rf"^\| `{name}` \|(.*?)\|", page("settings.md"), re.MULTILINE)
        assert row.strip(" `") == str(stated["Default"]), name


def test_every_variable_of_the_makefile_is_a_documented_setting() -> None:
    settable = re.findall(r"^(\w+) \?=", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(settable) <= first_cells("settings.md")


def test_no_setting_is_documented_that_nothing_knows() -> None:
    sources = [*(ROOT / "infra").rglob("*.*"), *(ROOT / "chalicelib").rglob("*.py"), ROOT / "Makefile"]
    known = "".join(path.read_text() for path in sources if path.suffix in (".py", ".yaml", "") and path.is_file())
    settings = {word for word in first_cells("settings.md") if re.fullmatch(r"[A-Z][A-Za-z]+|[A-Z][A-Z_]+", word)}
    assert {name for name in settings if name not in known} <= {"POWERTOOLS_TRACE_DISABLED"}


def test_the_data_model_lists_every_kind_of_row_and_no_other() -> None:
    kinds = {
        str(keyword.value.value)
        for tree in trees(Path(adapters.__file__).parent)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for keyword in node.keywords
        if keyword.arg == "discriminator" and isinstance(keyword.value, ast.Constant)
    }
    records = page("data-model.md").partition("### Indexes")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", records, re.MULTILINE)) == kinds


def test_the_data_model_lists_every_index() -> None:
    resources = merge_template()["Resources"]
    for table in ("Records", "Audit"):
        for index in resources[table]["Properties"]["GlobalSecondaryIndexes"]:
            assert f"`{index['IndexName']}`" in page("data-model.md")


def test_the_data_model_lists_every_act_of_which_patients_are_told() -> None:
    assert set(ACCESSES) <= first_cells("data-model.md")


@pytest.mark.parametrize(("method", "path"), sorted(OPERATIONS))
def test_the_page_on_the_api_lists_every_route(method: str, path: str) -> None:
    rows = [line for line in page("api.md").splitlines() if line.startswith("| `") and path in line]
    assert any(f"`{method}" in row.replace(", `GET ", ", `GET ") for row in rows)


def test_the_page_on_the_api_lists_every_code_with_its_status() -> None:
    for operation in OPERATIONS.values():
        for status, codes in refusals(operation).items():
            [row] = re.findall(rf"^\| {status} \|.*", page("api.md"), re.MULTILINE)
            assert all(f"`{code}`" in row for code in codes), row


def test_the_page_on_the_socket_lists_every_event_and_action() -> None:
    assert set(EVENTS) <= first_cells("socket.md")
    asked = {cell.removeprefix('{"action": "').partition('"')[0] for cell in first_cells("socket.md")}
    assert set(ACTIONS) <= asked


def test_the_page_on_the_local_stack_lists_every_correction_and_no_other() -> None:
    folder = ROOT / "infra" / "local" / "emulator" / "corrections"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    listed = page("local.md").partition("## What the emulator is corrected in")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", listed, re.MULTILINE)) == modules


def test_the_page_on_operations_explains_every_line_that_is_logged() -> None:
    calls = [node for tree in trees(ROOT / "chalicelib") for node in ast.walk(tree) if isinstance(node, ast.Call)]
    logged = [call.args[0] for call in calls if ast.unparse(call.func).startswith("logger.")]
    assert {str(line.value) for line in logged if isinstance(line, ast.Constant)} <= first_cells("operations.md")


def test_the_page_on_operations_explains_every_metric() -> None:
    calls = [node for tree in trees(ROOT / "chalicelib") for node in ast.walk(tree) if isinstance(node, ast.Call)]
    counted = [call.args[0] for call in calls if ast.unparse(call.func) == "count"]
    names = {str(name.value) for name in counted if isinstance(name, ast.Constant)}
    assert "MessagesSent" in names
    assert names <= first_cells("operations.md")


def test_every_decision_says_when_why_what_and_with_what_consequences() -> None:
    for path in set((DOCS / "decisions").glob("*.md")) - {DOCS / "decisions" / "README.md"}:
        text = path.read_text()
        assert re.search(r"^\d{4}-\d\d-\d\d$", text, re.MULTILINE), path.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], path.name
        assert f"({path.name})" in page("decisions/README.md"), path.name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text())
    assert [target for target in targets if "://" not in target and not (path.parent / target).exists()] == []


def anchor(heading: str) -> str:
    """What a heading is linked to by, as renderers of Markdown make it."""
    words = re.sub(r"[`*\[]|\]\([^)]*\)", "", heading).lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_heading_finds_it(path: Path) -> None:
    for target, place in re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", path.read_text()):
        other = path.parent / target if target else path
        if "://" not in target and other.suffix == ".md":
            assert place in map(anchor, re.findall(r"^#+ (.+)$", other.read_text(), re.MULTILINE)), target
