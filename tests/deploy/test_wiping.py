"""Data goes for good only if somebody means it, nobody is under a legal hold, and as far as seals let go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.backends import get_backend

from infra.deploy import costs, remains, wiping
from infra.deploy.destroying import tables_named_after
from infra.local.steps import Failure
from tests.deploy.left import SHAPE, Left, stack_is_gone, state
from tests.deploy.stubbed import TENANT, StubbedAws

KEEPS = {"GatewayLogRole"}
"""What others may use, and nobody's data is in: it is not looked for."""


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Its own, and empty, though other tests of the same process hold theirs open."""
    monkeypatch.setenv("MOTO_ACCOUNT_ID", TENANT.account)
    with mock_aws():
        yield
        get_backend("cloudformation")[TENANT.account].reset()
        get_backend("cognitoidp")[TENANT.account].reset()
        get_backend("dynamodb")[TENANT.account].reset()
        get_backend("kms")[TENANT.account].reset()
        get_backend("logs")[TENANT.account].reset()
        get_backend("s3")[TENANT.account].reset()
        get_backend("sqs")[TENANT.account].reset()


def refused(**_asked: object) -> None:
    error = {"Code": "ResourceInUseException", "Message": "a backup is under way"}
    raise ClientError({"Error": error}, "DeleteTable")


def everything(left: Left) -> set[str]:
    return set(left.kept) - KEEPS


def test_what_a_stack_left_is_deleted_with_all_versions_and_keys_go_after_the_longest_wait(
    aws: StubbedAws, capsys: pytest.CaptureFixture[str]
) -> None:
    left = stack_is_gone(aws)
    aws.has_no_stack()
    wiping.wipe(left.cloud, lambda _question: "riverside")

    assert left.names() == set()
    kms = left.client("kms")
    for name in ("Key", "SealKey"):
        described = kms.describe_key(KeyId=left.kept[name])["KeyMetadata"]
        assert described["KeyState"] == "PendingDeletion"
        assert described["DeletionDate"] > datetime.now(UTC) + timedelta(days=29)
    assert left.client("s3").list_buckets()["Buckets"] == []
    told = capsys.readouterr().out
    assert "Together about 2.00 USD a month" in told

    aws.has_no_stack()
    wiping.wipe(left.cloud, lambda _question: "riverside")
    assert "nothing is known that could be deleted" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "size", "told"),
    [
        ("AWS::DynamoDB::Table", 3_200_000_000, "3.200 GB, about 1.44 USD a month"),
        ("AWS::S3::Bucket", 0, "0.000 GB, about 0.00 USD a month"),
        ("AWS::S3::Bucket", None, "Its size is not known yet; 0.023 USD a month for each GB"),
        ("AWS::KMS::Key", None, "About 1.00 USD a month"),
    ],
)
def test_what_keeping_costs_is_told_by_its_size(kind: str, size: int | None, told: str) -> None:
    price = costs.PRICES[kind]
    cost = price.flat + price.by_gigabyte * (size or 0) / costs.GIGABYTE
    assert costs.in_words(price, size, cost).startswith(told)


def test_tables_in_whose_place_a_restore_has_put_others_are_the_stacks_too(aws: StubbedAws) -> None:
    left, stack = stack_is_gone(aws), TENANT.stack
    ours = {
        **{f"{stack}-Records-1ABC": "Records", f"{stack}-Records-1ABC-20261129T100000": "Records"},
        **{f"{stack}-Audit-2DEF-20261129T100000-20261130T110000": "Audit"},
    }
    for name in (*ours, f"{stack}-Records", f"{stack}-Records-Audit-1ABC", f"{stack}s-Records-1ABC", "Records-1ABC"):
        left.client("dynamodb").create_table(TableName=name, **SHAPE)
    assert tables_named_after(left.cloud) == ours


def test_whoever_types_something_else_deletes_nothing(aws: StubbedAws) -> None:
    left = stack_is_gone(aws)
    for answer in ("", "yes", "lakeside"):
        aws.has_no_stack()
        with pytest.raises(Failure, match="Nothing was deleted"):
            wiping.wipe(left.cloud, lambda _question, typed=answer: typed)
    assert left.names() == everything(left)


def test_a_legal_hold_keeps_everything_and_so_does_not_knowing_of_one(aws: StubbedAws) -> None:
    left = stack_is_gone(aws)
    [noted] = remains.noted(left.cloud)
    told = {2: "2 of its patients are under a legal hold", None: "nobody can tell whether a patient"}
    for held, words in told.items():
        remains.note(left.cloud, replace(noted, held=held))
        aws.has_no_stack()
        with pytest.raises(Failure, match=words):
            wiping.wipe(left.cloud, lambda _question: "riverside")
    assert left.names() == everything(left)


def test_locked_seals_stay_with_the_audit_and_their_keys_and_the_day_is_told(
    aws: StubbedAws, capsys: pytest.CaptureFixture[str]
) -> None:
    left = stack_is_gone(aws, locks_for_days=10)
    day = f"{datetime.now(UTC) + timedelta(days=10):%Y-%m-%d}"
    for _again in range(2):
        aws.has_no_stack()
        wiping.wipe(left.cloud, lambda _question: "riverside")
        told = capsys.readouterr().out
        assert f"nobody can delete the seals of the audit before {day}" in told
        assert f"Run the same again after {day}" in told
        assert left.names() == set(wiping.TOGETHER)
    assert state(left.client("kms"), left.kept["Key"]) == "Enabled"


def test_what_cannot_be_deleted_is_told_and_keeps_nothing_but_the_keys(aws: StubbedAws) -> None:
    left = stack_is_gone(aws)
    events = left.client("dynamodb").meta.events
    events.register("before-call.dynamodb.DeleteTable", refused, "once")
    aws.has_no_stack()
    with pytest.raises(Failure, match=r"Records \(clinic-Records\): .*a backup is under way"):
        wiping.wipe(left.cloud, lambda _question: "riverside")
    assert left.names() == {"Records", "Audit", "Key", "SealKey"}

    events.unregister("before-call.dynamodb.DeleteTable", refused, "once")
    aws.has_no_stack()
    wiping.wipe(left.cloud, lambda _question: "riverside")
    assert left.names() == set()
