"""What a newcomer with the wrong Python is told."""

import os
import subprocess
import sys
from pathlib import Path

from infra.local.settings import ROOT


def test_an_unsupported_python_is_told_which_are_and_how_to_name_one() -> None:
    pretended = (
        "import sys; sys.version_info = (3, 9, 2); sys.path.insert(0, 'infra/local'); import venvs; venvs.make('dev')"
    )
    done = subprocess.run([sys.executable, "-c", pretended], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Python 3.9 is not supported" in done.stderr
    assert "make run PYTHON=python3.12" in done.stderr


def test_no_python_at_all_is_told_by_make(tmp_path: Path) -> None:
    done = make("--directory", str(copy_of_requirements(tmp_path)), "package", "PYTHON=")
    assert done.returncode == 2
    assert "No Python 3.11, 3.12 or 3.13 found" in done.stdout


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """As at a prompt: when these tests run under make, their own make does not inherit its settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "--file", str(ROOT / "Makefile"), *arguments]
    return subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=False)


def copy_of_requirements(folder: Path) -> Path:
    for file in ROOT.glob("requirements*.txt"):
        (folder / file.name).write_text(file.read_text())
    return folder


def test_every_command_has_a_line_in_help() -> None:
    done = make("help")
    named = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("  make ")}
    phony = (ROOT / "Makefile").read_text().split(".PHONY:")[1].splitlines()[0].split()
    assert named == set(phony)
