"""The tool, on a folder: 0 if all is as it was sealed, 1 and a name if not, 2 if it cannot look."""

from pathlib import Path

import pytest

from chalicelib.domain import seal
from infra.seals import __main__ as tool
from infra.seals.places import KEY
from tests.bench.sealing import make
from tests.unit import sealed

HOURS, ENTRIES = 60, 900


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two days and a half of an honest year."""
    make(tmp_path, HOURS, ENTRIES)
    return tmp_path


def verify(folder: Path, *more: str) -> int:
    return tool.main(["verify", "--folder", str(folder), *more])


def test_an_honest_folder_is_said_to_be_one_and_how_far_it_goes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last = seal.moved(sealed.START, HOURS - 1)

    assert verify(folder, "--until", last) == 0

    told = capsys.readouterr().out
    assert f"{HOURS} hours from {sealed.START} to {last}, " in told
    assert next(iter(sealed.keys())) in told
    assert "Everything is as it was sealed." in told


def test_the_first_thing_that_was_changed_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted((folder / "entries").rglob("*.ndjson"))
    for path in (files[20], files[7]):
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join((lines[0].replace(b"done", b"gone"), *lines[1:])))

    assert verify(folder) == 1

    first, second = (line for line in capsys.readouterr().err.splitlines() if line.startswith("  "))
    assert first.startswith(f"  {files[7].parent.name}: of its entries record 1 was changed: PATIENT#p")
    assert second.startswith(f"  {files[20].parent.name}: ")


def test_seals_that_end_too_early_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(folder, "--until", seal.moved(sealed.START, HOURS)) == 1
    assert f"{seal.moved(sealed.START, HOURS)}: its seal is missing" in capsys.readouterr().err


def test_another_key_signed_none_of_them(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.pem"
    other.write_bytes(sealed.pem("somebody else"))

    assert verify(folder, "--key", str(other)) == 1
    assert "and 40 more" in capsys.readouterr().err


@pytest.mark.parametrize("what", ["no folder", "no seals", "no key", "a key that is none", "a table of no stack"])
def test_what_cannot_be_looked_at_is_said_and_is_neither_good_nor_bad(
    what: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more: tuple[str, ...] = ()
    match what:
        case "no folder":
            folder = folder / "elsewhere"
        case "no seals":
            (folder / "seals").rename(folder / "others")
        case "no key":
            (folder / KEY).unlink()
        case "a key that is none":
            (folder / KEY).write_text("-----BEGIN PUBLIC KEY-----")
        case _:
            more = ("--table",)

    assert verify(folder, *more) == 2
    assert "Could not look: " in capsys.readouterr().err


def test_an_hour_that_is_none_is_refused(folder: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        verify(folder, "--until", "2026-13-01T00")
