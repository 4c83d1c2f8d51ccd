"""What cfn-lint and checkov say of the packaged template."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from infra.deploy import firewall
from infra.package import ROOT, Package

FINDINGS: dict[str, Any] = yaml.safe_load((ROOT / "infra" / "findings.yaml").read_text())
CHECKOV = ROOT / ".venv" / "checkov" / "bin" / "python"
QUICK = Path(__file__).with_name("quick_checkov.py")


@pytest.fixture(scope="module")
def edge(package: Package) -> Path:
    """The template of the firewall in us-east-1, beside the stack's own."""
    file = package.template.with_name("edge.json")
    file.write_text(json.dumps(firewall.template()))
    return file


@pytest.fixture(scope="module")
def found(package: Package, edge: Path) -> set[tuple[str, str]]:
    """Checkov's findings as pairs of check and logical name."""
    assert CHECKOV.exists(), f"{CHECKOV} is missing: `make test` makes it."
    options = ["--framework", "cloudformation", "--output", "json", "--quiet", "--compact", "--skip-download"]
    done = subprocess.run(
        [CHECKOV, QUICK, "--file", package.template.name, edge.name, *options, "--soft-fail"],
        cwd=package.template.parent,  # it reads the path too, and takes some for secrets
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(done.stdout)
    assert report["summary"]["parsing_errors"] == 0
    assert report["summary"]["passed"] > 100
    return {(one["check_id"], one["resource"].rsplit(".", 1)[1]) for one in report["results"]["failed_checks"]}


def test_cfn_lint_has_nothing_to_say(package: Package, edge: Path) -> None:
    lint = [Path(sys.executable).with_name("cfn-lint"), "--non-zero-exit-code", "informational"]
    done = subprocess.run(
        [*lint, package.template, edge],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
    assert done.returncode == 0


def test_every_finding_of_checkov_is_explained_and_every_explanation_is_needed(found: set[tuple[str, str]]) -> None:
    explained = {(entry["check"], name) for entry in FINDINGS["checkov"] for name in entry["resources"]}
    assert found - explained == set(), "not explained"
    assert explained - found == set(), "no longer needed"


def test_every_explanation_says_why() -> None:
    assert all(len(entry["reason"]) > 40 for entry in FINDINGS["checkov"])
