"""A step is done again exactly when something that it was made from has changed."""

from pathlib import Path

from infra.local import fingerprints


def test_the_same_files_have_the_same_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    assert fingerprints.of_files([tmp_path]) == fingerprints.of_files([tmp_path])


def test_changed_added_renamed_and_removed_files_change_it(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    seen = [fingerprints.of_files([tmp_path])]
    file.write_text("2")
    seen.append(fingerprints.of_files([tmp_path]))
    (tmp_path / "b").write_text("")
    seen.append(fingerprints.of_files([tmp_path]))
    file.rename(tmp_path / "c")
    seen.append(fingerprints.of_files([tmp_path]))
    (tmp_path / "c").unlink()
    seen.append(fingerprints.of_files([tmp_path]))
    assert len(set(seen)) == 5


def test_what_is_made_from_them_does_not_count(tmp_path: Path) -> None:
    before = fingerprints.of_files([tmp_path])
    for folder in ("node_modules", "__pycache__", "dist"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "file").write_text("x")
    assert fingerprints.of_files([tmp_path]) == before


def test_a_step_remembers_what_it_was_made_from(tmp_path: Path) -> None:
    mark = tmp_path / "new" / "mark"
    assert not fingerprints.is_same(mark, "one")
    fingerprints.remember(mark, "one")
    assert fingerprints.is_same(mark, "one")
    assert not fingerprints.is_same(mark, "two")
