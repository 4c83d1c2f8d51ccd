"""The correction `checkpoints`: what is there again after a stop of any kind."""

from pathlib import Path

from infra.local.emulating import emulator
from infra.local.settings import Settings, free_port
from tests.local.emulator.conftest import CORRECTED, PLAIN
from tests.local.emulator.local_aws import NOTHING_COMES, PATIENCE, LocalAws, wait_for
from tests.local.emulator.test_streams import REFUSES_BAD, followed_table, put

OFTEN = {"CHECKPOINT_SECONDS": "0.3"}


def tables_after_a_kill(module: str, folder: Path, patience: float) -> list[str]:
    """`patience`: seconds within which what is there should be written."""
    settings = Settings(emulator_port=free_port(), folder=folder)
    with emulator(settings, module, OFTEN) as child:
        name = LocalAws(settings.emulator_url).table()
        wait_for(lambda: is_written(name, folder), patience)
        child.kill()
    with emulator(settings, module, OFTEN):
        names: list[str] = LocalAws(settings.emulator_url).client("dynamodb").list_tables()["TableNames"]
        return names


def is_written(name: str, folder: Path) -> bool:
    """Whether the state of DynamoDB holds that name: other services note it too, and may be written sooner."""
    return any(name.encode() in path.read_bytes() for path in folder.rglob("dynamodb.json"))


def test_plain_forgets_everything_when_it_is_killed(tmp_path: Path) -> None:
    assert tables_after_a_kill(PLAIN, tmp_path, patience=1.2) == []


def test_corrected_has_what_was_there_at_the_last_checkpoint(tmp_path: Path) -> None:
    assert len(tables_after_a_kill(CORRECTED, tmp_path, PATIENCE)) == 1


def words_logged_after_a_restart(module: str, folder: Path, patience: float) -> str:
    """Three records before the restart and one after it: is the one seen?"""
    settings = Settings(emulator_port=free_port(), folder=folder)
    aws = LocalAws(settings.emulator_url)
    with emulator(settings, module):
        function = aws.function(REFUSES_BAD)
        table, _stream = followed_table(aws, function)
        put(aws, table, "one", "two", "three")
        assert wait_for(lambda: "saw three" in aws.words_logged_by(function))
    with emulator(settings, module):
        put(aws, table, "after")
        wait_for(lambda: "saw after" in aws.words_logged_by(function), patience)
        return aws.words_logged_by(function)


def test_plain_skips_the_first_records_after_a_restart(tmp_path: Path) -> None:
    assert "saw after" not in words_logged_after_a_restart(PLAIN, tmp_path, NOTHING_COMES)


def test_corrected_delivers_them(tmp_path: Path) -> None:
    assert "saw after" in words_logged_after_a_restart(CORRECTED, tmp_path, PATIENCE)
