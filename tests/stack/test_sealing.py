"""The proof of the audit on the stack: sealed by the schedule's function, verified by the tool, and tampered with."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.domain import audit_line, seal
from chalicelib.domain.seal import BEGINNING, Part, Seal, Sealed
from infra.local.emulating import CREDENTIALS
from infra.local.settings import STACK_NAME
from infra.local.stack import Stack
from infra.seals import __main__ as tool
from infra.seals import places, table
from infra.seals.stack import Stack as Deployed
from tests.stack_fixture.clinic import Clinic
from tests.unit.sealed import entry, told_by_stream

pytestmark = pytest.mark.promise

NOTHING = Part(0, seal.fingerprint(b""))
BACK = 5
"""Hours before the one that is due, at which the seals of these tests begin."""


@pytest.fixture(scope="module")
def due() -> str:
    return seal.due(datetime.now(UTC))


@pytest.fixture(autouse=True)
def administrator(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tools find the emulator as they would find AWS."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", stack.settings.emulator_url)
    monkeypatch.setenv("AWS_DEFAULT_REGION", stack.region)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, CREDENTIALS[name])


@pytest.fixture(scope="module")
def rows(stack: Stack, clinic: Clinic, due: str) -> list[dict[str, Any]]:
    """What was sealed by two runs of the function, in hours that are over. Of this hour there are entries too.

    A stack that stands for long enough has been sealed by its schedule: then it is what really happened there.
    """
    clinic.topic()
    if not hours_sealed(stack):
        begin(stack, seal.moved(due, -BACK))
        for row in [entry(seal.moved(due, -back), 10 * back + n) for back in (4, 3, 0) for n in range(3)]:
            put(stack, row)
    run(stack)
    run(stack)
    there = table.all_rows(stack.aws("dynamodb"), stack.outputs["AuditTableName"])
    return [dict(row) for row in there if audit_line.text(row, "SK")[:13] in hours_sealed(stack)]


def hours_sealed(stack: Stack) -> list[str]:
    return places.hours(places.Bucket(stack.aws("s3"), stack.outputs["SealsBucket"]))


def begin(stack: Stack, hour: str) -> None:
    """Let the seals begin earlier than this stack, with an empty hour: the emulator lets its administrator sign."""
    kms, key = stack.aws("kms"), stack.outputs["SealKeyArn"]
    name = seal.fingerprint(kms.get_public_key(KeyId=key)["PublicKey"])
    it = Seal(0, hour, f"{hour}:17:00.000Z", name, BEGINNING, NOTHING, NOTHING, seal.fingerprint(b""))
    signed = kms.sign(KeyId=key, Message=it.text(), MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256")
    file = Sealed(it, signed["Signature"], b"").file()
    stack.aws("s3").put_object(Bucket=stack.outputs["SealsBucket"], Key=seal.seal_place(hour), Body=file)


def put(stack: Stack, row: Any) -> None:
    stack.aws("dynamodb").put_item(TableName=stack.outputs["AuditTableName"], Item=row)


def run(stack: Stack) -> None:
    """Call the function as its schedule does."""
    event = {"version": "0", "source": "aws.events", "detail-type": "Scheduled Event", "detail": {}}
    answer = stack.aws("lambda").invoke(
        FunctionName=stack.outputs["SealAuditFunction"], Payload=json.dumps(event).encode()
    )
    assert "FunctionError" not in answer, answer["Payload"].read()


def verify(*more: str) -> int:
    return tool.main(["verify", "--stack", STACK_NAME, *more])


@pytest.fixture
def tampered(stack: Stack, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A sealed row that an administrator is about to change. Afterwards it is again as it was."""
    yield rows[0]
    put(stack, rows[0])


def test_every_hour_that_is_over_has_a_seal_and_the_audit_is_as_it_was_sealed(
    stack: Stack, rows: list[dict[str, Any]], due: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify("--table", "--until", due) == 0

    sealed = hours_sealed(stack)
    assert f"{len(sealed)} hours from {sealed[0]} to {sealed[-1]}, {len(rows):,} entries" in capsys.readouterr().out


def test_what_comes_late_waits_for_the_next_seal_and_is_no_tampering(
    stack: Stack, rows: list[dict[str, Any]], due: str
) -> None:
    late = told_by_stream(due, 77)
    put(stack, late)
    try:
        assert verify("--table") == 0
    finally:
        stack.aws("dynamodb").delete_item(
            TableName=stack.outputs["AuditTableName"], Key={name: late[name] for name in ("PK", "SK")}
        )


def test_a_row_that_an_administrator_changes_is_named(
    stack: Stack, tampered: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    place, partition = audit_line.place(tampered)
    put(stack, {**tampered, "personId": {"S": "somebody-else"}})

    assert verify("--table") == 1
    assert f"{partition} / {place} was changed in the table: personId" in capsys.readouterr().err


def test_a_row_that_an_administrator_removes_or_adds_is_named(
    stack: Stack, tampered: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    place, partition = audit_line.place(tampered)
    audit, key = stack.outputs["AuditTableName"], {name: tampered[name] for name in ("PK", "SK")}
    other = {**tampered, "PK": {"S": "PATIENT#somebody-else"}}
    stack.aws("dynamodb").delete_item(TableName=audit, Key=key)
    put(stack, other)

    assert verify("--table") == 1

    told = capsys.readouterr().err
    assert f"{partition} / {place} is missing from the table" in told
    assert f"PATIENT#somebody-else / {place} was added to the table" in told
    stack.aws("dynamodb").delete_item(TableName=audit, Key={name: other[name] for name in ("PK", "SK")})


@pytest.mark.usefixtures("rows")
def test_not_even_an_administrator_removes_a_seal_and_a_copy_of_them_needs_no_aws(
    stack: Stack, tmp_path: Path, due: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3, it = stack.aws("s3"), {"Bucket": stack.outputs["SealsBucket"], "Key": seal.seal_place(due)}
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.delete_object(**it, VersionId=s3.head_object(**it)["VersionId"])

    assert tool.main(["download", "--stack", STACK_NAME, "--folder", str(tmp_path)]) == 0

    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    verifying = ["verify", "--folder", str(tmp_path), "--until", due]
    assert tool.main(verifying) == 0
    (tmp_path / seal.seal_place(due)).unlink()
    assert tool.main(verifying) == 1


def test_the_tool_tells_the_key_that_the_stack_signs_with(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["key", "--stack", STACK_NAME]) == 0
    assert capsys.readouterr().out.startswith("-----BEGIN PUBLIC KEY-----")
    assert Deployed(STACK_NAME).outputs == stack.outputs
