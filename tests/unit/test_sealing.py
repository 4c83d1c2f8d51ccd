"""Once an hour: every hour of the audit that is over is sealed, missed ones too; twice at once is once."""

import json
import os
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest

import app
from chalicelib import clock
from chalicelib.adapters import audit, audit_rows, seals
from chalicelib.adapters.audit import Entry
from chalicelib.domain import seal
from chalicelib.observability import FunctionFailed
from chalicelib.settings import settings
from chalicelib.usecases import sealing
from infra.seals import chain, places, table
from infra.seals.keys import from_pems, pem_of
from tests.unit import sealed
from tests.unit.tables import dynamodb, replace_contents
from tests.unit.test_ending_calls import Context


@pytest.fixture(scope="module")
def signing_key(cloud: str) -> str:
    made = boto3.client("kms").create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    return str(made["KeyMetadata"]["Arn"])


@pytest.fixture
def bucket(aws: str, signing_key: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[places.Bucket]:
    """An empty bucket of seals that keeps what is put there, and an empty audit."""
    name = f"seals-{uuid.uuid4()}"
    boto3.client("s3").create_bucket(Bucket=name, ObjectLockEnabledForBucket=True)
    monkeypatch.setenv("SEALS_BUCKET", name)
    monkeypatch.setenv("SEAL_KEY", signing_key)
    settings.cache_clear()
    seals.key.cache_clear()
    seals.signer.cache_clear()
    yield places.Bucket(boto3.client("s3"), name)
    monkeypatch.undo()
    settings.cache_clear()


def hour(number: int) -> str:
    """That many hours after the one in which the table was made: there the seals begin."""
    return seal.moved(seal.hour_of(audit_rows.since()), number)


def run(in_hour: int, minute: int = 17, left: int = 600_000) -> None:
    """The function, called in that hour."""
    with clock.standing_at(seal.beginning(hour(in_hour)) + timedelta(minutes=minute)):
        app.seal_audit({}, Context(left))


def note(in_hour: int, minute: int = 5, **other: Any) -> Entry:
    """An entry of that hour."""
    at = clock.timestamp(seal.beginning(hour(in_hour)) + timedelta(minutes=minute))
    told = {"id": clock.new_id(), "at": at, "act": "messages.read", "person_id": "nora", "role": "provider"}
    entry = Entry(**{**told, "session": "s", "address": "192.0.2.1", "request_id": "r", "patient_id": "ada", **other})
    audit.record(entry)
    return entry


def sent(in_hour: int, seq: int) -> Entry:
    """An entry that the stream brings."""
    own = {"act": "message.sent", "conversation_id": "talk", "detail": {"seq": seq}}
    return note(in_hour, seq, id=f"talk.{seq}", **own)


def verified(bucket: places.Bucket, *, now: int = 50) -> list[str]:
    key = boto3.client("kms").get_public_key(KeyId=os.environ["SEAL_KEY"])["PublicKey"]
    walked = chain.walk(bucket, from_pems([pem_of(key)]), places.hours(bucket), None, None)
    held = table.compare(walked, table.all_rows(dynamodb(), "Audit"), bucket, hour(now), None)
    return [str(finding) for finding in (*walked.findings, *held.findings)]


def sealed_counts(bucket: places.Bucket) -> list[tuple[int, int]]:
    """Of each hour, entries and late ones."""
    found = [seal.read(bucket.read(seal.seal_place(hour)) or b"").seal for hour in places.hours(bucket)]
    return [(it.entries.count, it.late.count) for it in found]


def test_hours_are_sealed_a_quarter_of_an_hour_after_their_end_empty_ones_too(bucket: places.Bucket) -> None:
    note(0)
    run(1, minute=14)
    assert places.hours(bucket) == []

    run(1, minute=15)
    run(2)
    note(2)
    note(2)
    run(3)

    assert places.hours(bucket) == [hour(0), hour(1), hour(2)]
    assert sealed_counts(bucket) == [(1, 0), (0, 0), (2, 0)]
    assert verified(bucket) == []


def test_missed_hours_are_caught_up_with_as_far_as_time_allows(bucket: places.Bucket) -> None:
    for at in (0, 2, 3):
        note(at)
    run(6, left=100_000)
    assert places.hours(bucket) == []

    run(6)

    assert sealed_counts(bucket) == [(1, 0), (0, 0), (1, 0), (1, 0), (0, 0), (0, 0)]
    assert verified(bucket) == []


def test_running_again_changes_nothing(bucket: places.Bucket) -> None:
    note(0)
    run(2)
    before = {name: bucket.read(name) for name in bucket.names()}

    run(2, minute=40)

    assert {name: bucket.read(name) for name in bucket.names()} == before


def test_of_two_that_seal_at_once_one_makes_the_seal_and_the_other_lets_it_be(bucket: places.Bucket) -> None:
    note(0)
    run(1)
    first = seals.at(hour(0))
    before = bucket.read(seal.seal_place(hour(0)))

    with clock.standing_at(seal.beginning(hour(1)) + timedelta(minutes=30)):
        assert sealing.seal_hour(hour(0), None, looks_back=False) is None

    assert bucket.read(seal.seal_place(hour(0))) == before
    run(2)
    second = seals.at(hour(1))
    assert first is not None
    assert second is not None
    assert (second.seal.number, second.seal.previous) == (1, seal.fingerprint(first.file()))


def test_what_the_stream_brings_late_is_sealed_with_the_next_hour_and_is_no_tampering(bucket: places.Bucket) -> None:
    note(0)
    run(1)
    sent(0, 7)
    assert verified(bucket) == []

    run(2)
    sent(0, 8)
    sent(1, 9)
    run(27)

    assert sealed_counts(bucket)[:4] == [(1, 0), (0, 1), (0, 2), (0, 0)]
    assert verified(bucket) == []


def test_whatever_else_comes_to_a_sealed_hour_is_sealed_by_nobody_and_named(bucket: places.Bucket) -> None:
    note(0)
    run(1)
    added = note(0, minute=6)
    run(2)

    [finding] = verified(bucket)

    assert f"PATIENT#ada / {added.at}#{added.id} was added to the table: its hour was sealed without it" in finding
    assert sealed_counts(bucket) == [(1, 0), (0, 0)]


def test_what_was_changed_is_not_taken_for_late(bucket: places.Bucket) -> None:
    entry = sent(0, 3)
    run(1)
    late = sent(0, 4)
    run(2)
    for it in (entry, late):
        dynamodb().update_item(
            TableName="Audit",
            Key={"PK": {"S": "PATIENT#ada"}, "SK": {"S": f"{it.at}#{it.id}"}},
            UpdateExpression="SET personId = :other",
            ExpressionAttributeValues={":other": {"S": "omar"}},
        )

    run(3)

    assert sealed_counts(bucket) == [(1, 0), (0, 1), (0, 0)]
    assert verified(bucket) == [
        f"{hour(0)}: PATIENT#ada / {entry.at}#talk.3 was changed in the table: personId",
        f"{hour(1)}: PATIENT#ada / {late.at}#talk.4 was changed in the table: personId",
    ]


def test_a_row_under_another_hour_than_its_time_is_not_sealed_but_named(bucket: places.Bucket) -> None:
    entry = note(0)
    row = dynamodb().scan(TableName="Audit")["Items"][0]
    dynamodb().put_item(TableName="Audit", Item=row | {"hourPK": {"S": f"HOUR#{hour(1)}"}})
    run(2)

    assert sealed_counts(bucket) == [(0, 0), (0, 0)]
    assert any(entry.id in finding for finding in verified(bucket))


def test_an_hour_of_many_pages_is_sealed_whole_and_in_order(bucket: places.Bucket) -> None:
    detail = json.dumps({"ids": ["x" * 26] * 2_000})
    replace_contents({"Audit": [dict(sealed.entry(hour(0), number, detail=detail)) for number in range(30)]})
    run(1)

    assert sealed_counts(bucket) == [(30, 0)]
    [name] = bucket.names("entries/")
    lines = [json.loads(line) for line in (bucket.read(name) or b"").splitlines()]
    assert [line["SK"] for line in lines] == sorted(line["SK"] for line in lines)
    assert verified(bucket) == []


def test_without_its_key_nothing_is_sealed_and_the_alarm_counts_it(
    bucket: places.Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(0)
    monkeypatch.setenv("SEAL_KEY", "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000")
    settings.cache_clear()

    with pytest.raises(FunctionFailed, match="NotFoundException"):
        run(1)

    assert places.hours(bucket) == []
