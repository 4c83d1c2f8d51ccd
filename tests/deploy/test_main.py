"""Whatever stops a command, somebody is told what happened and what to do."""

from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError

from infra.deploy import commands
from infra.deploy.__main__ import COMMANDS, main
from infra.local.steps import Failure


def denied() -> None:
    raise ClientError({"Error": {"Code": "AccessDenied", "Message": "not you"}}, "DescribeStacks")


def foreseen() -> None:
    raise Failure("The cause. The cure.")


def interrupted() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (denied, "AWS: An error occurred (AccessDenied)"),
        (denied, "If a right is missing, take credentials that have it"),
        (foreseen, "The cause. The cure."),
        (interrupted, "run the same again, it goes on from there"),
    ],
)
def test_what_stops_a_command_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], act: Callable[[], None], told: str
) -> None:
    monkeypatch.setitem(COMMANDS, "deploy", lambda _name, _endpoint: act())
    with pytest.raises(SystemExit) as stopped:
        main(["deploy", "riverside"])
    assert stopped.value.code != 0
    assert told in f"{capsys.readouterr().err}{stopped.value.code}"


@pytest.mark.parametrize(("arguments", "told"), [([], "Give one of deploy"), (["deploy"], "Say which tenant")])
def test_what_is_missing_is_asked_for(capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert told in capsys.readouterr().err


def test_data_is_kept_or_deleted_and_nothing_between() -> None:
    with pytest.raises(Failure, match="DATA=remove is not known"):
        commands.what_of_data("remove")
    assert [commands.what_of_data(said) for said in ("", "keep", "delete")] == ["keep", "keep", "delete"]
