"""Migrations as a deployment carries them out: told, gone on with until they are done, refused where they are newer."""

import io
import json
from typing import Any

import pytest
from botocore.response import StreamingBody

from chalicelib.domain.migration import MIGRATIONS
from infra.deploy import migrating
from infra.local.steps import Failure
from tests.deploy.stubbed import StubbedAws


def stands(number: int = 1, seen: int = 0, *, walked: bool = False, failed: int = 0, done: bool = False) -> Any:
    return {"number": number, "seen": seen, "walked": walked, "failed": failed, "done": done}


DONE = [stands(each.number, 7, walked=True, done=True) for each in MIGRATIONS]


def tells(aws: StubbedAws, told: object, *, only_asked: bool, **more: str) -> None:
    body = json.dumps(told).encode()
    asked = {"FunctionName": "clinic-messaging-migrate", "Payload": json.dumps({"dryRun": only_asked}).encode()}
    aws.answers("lambda", "invoke", {"Payload": StreamingBody(io.BytesIO(body), len(body)), **more}, asked)


def test_a_part_at_a_time_until_all_is_done(aws: StubbedAws, capsys: pytest.CaptureFixture[str]) -> None:
    tells(aws, [stands()], only_asked=True)
    tells(aws, [stands(seen=3)], only_asked=False)
    tells(aws, DONE, only_asked=False)
    migrating.migrate(aws.cloud, was_there=True)
    told = capsys.readouterr().out
    assert f"Migration 1, {MIGRATIONS[0].name}, is due" in told
    assert "3 conversations so far" in told
    assert "(7 conversations)" in told


def test_nothing_due_is_nothing_done(aws: StubbedAws, capsys: pytest.CaptureFixture[str]) -> None:
    tells(aws, DONE, only_asked=True)
    migrating.migrate(aws.cloud, was_there=True)
    assert capsys.readouterr().out == ""


def test_what_failed_everywhere_it_was_tried_is_told_with_the_log(aws: StubbedAws) -> None:
    tells(aws, [stands()], only_asked=True)
    tells(aws, [stands(seen=9, walked=True, failed=2)], only_asked=False)
    with pytest.raises(Failure, match=r"failed in 2 conversations.*clinic-messaging-migrate.*run the same again"):
        migrating.migrate(aws.cloud, was_there=False)


def test_a_function_that_died_is_told_and_nothing_is_lost(aws: StubbedAws) -> None:
    tells(aws, {"errorType": "NotMigrated"}, only_asked=True, FunctionError="Unhandled")
    with pytest.raises(Failure, match=r"NotMigrated.*goes on from there"):
        migrating.migrate(aws.cloud, was_there=True)


def test_an_older_version_is_not_put_over_what_a_newer_one_migrated(aws: StubbedAws) -> None:
    tells(aws, [*DONE, stands(99, done=True)], only_asked=True)
    with pytest.raises(Failure, match=r"nothing was changed.*migration 99.*Rollback"):
        migrating.refuse_older(aws.cloud)


def test_a_version_that_knew_of_none_has_none_behind_it(aws: StubbedAws, capsys: pytest.CaptureFixture[str]) -> None:
    for _asked in range(2):
        aws.refuses("lambda", "invoke", "ResourceNotFoundException")
    migrating.refuse_older(aws.cloud)
    migrating.show_due(aws.cloud)
    assert capsys.readouterr().out.count("is due") == len(MIGRATIONS)
