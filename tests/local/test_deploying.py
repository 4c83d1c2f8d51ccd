"""What `make deploy` installs, and that two clinics have nothing to do with each other; see `clinics.py`."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from websockets.exceptions import InvalidHandshake
from websockets.sync.client import connect

from infra.deploy import applying, commands, destroying, releases, remains, stacks, wiping
from infra.deploy.cloud import Cloud
from infra.deploy.releases import Release
from infra.deploy.trial_acts import socket_address, uploads, writes
from infra.deploy.trial_people import NOWHERE, arrive, integration_token, people, signed_in
from infra.deploy.trials import PATIENCE, Trial
from infra.local.steps import Failure
from infra.package import Package
from tests.local.clinics import ACCOUNTS, Installed, tenant
from tests.local.emulator.local_aws import wait_for
from tests.stack_fixture import nights


def functions(cloud: Cloud) -> list[dict[str, Any]]:
    pages = cloud.client("lambda").get_paginator("list_functions").paginate()
    return [function for page in pages for function in page["Functions"]]


def test_what_is_installed_is_as_it_should_be_and_stays_so(
    riverside: Installed, endpoint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.diff(riverside.cloud.tenant, endpoint)
    assert "No changes" in capsys.readouterr().out
    assert stacks.find(riverside.cloud).status == "CREATE_COMPLETE"  # type: ignore[union-attr]


def test_a_changed_setting_is_told_and_then_applied(
    riverside: Installed, package: Package, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = {**riverside.cloud.tenant.parameters, "ClinicName": "Riverside and Meadows"}
    cloud = replace(riverside.cloud, tenant=replace(riverside.cloud.tenant, parameters=changed))
    applying.bring_to(cloud, releases.publish(cloud, package), allow_data_loss=False)
    told = capsys.readouterr().out
    assert "APIHandler (Lambda Function): Environment" in told
    assert "Removed" not in told
    [function] = [each for each in functions(cloud) if each["FunctionName"].endswith("-api")]
    assert function["Environment"]["Variables"]["CLINIC_NAME"] == "Riverside and Meadows"


def test_a_table_is_not_replaced(riverside: Installed, package: Package, tmp_path: Path) -> None:
    template: dict[str, Any] = json.loads(package.template.read_text())
    template["Resources"]["Records"]["Properties"]["TableName"] = "another"
    (tmp_path / "template.json").write_text(json.dumps(template))
    release = releases.publish(riverside.cloud, replace(package, template=tmp_path / "template.json"))
    with pytest.raises(Failure, match=r"nothing was changed.*Records"):
        applying.bring_to(riverside.cloud, release, allow_data_loss=False)
    assert not stacks.find(riverside.cloud).is_busy  # type: ignore[union-attr]


def test_a_name_that_another_tenant_has_is_refused(riverside: Installed, endpoint: str) -> None:
    with pytest.raises(Failure, match="Nothing was changed"):
        commands.deploy(tenant("hillside", ACCOUNTS["riverside"]), endpoint)


def test_nothing_of_one_clinic_opens_anything_of_the_other(riverside: Installed, lakeside: Installed) -> None:
    trial = riverside.trial()
    token = integration_token(trial)
    with people(trial, token):
        nurse = signed_in(trial, trial.nurse)
        assert riverside.get("/me", nurse).status_code == 200
        assert lakeside.get("/me", nurse).status_code == 401
        assert lakeside.get(f"/directory/people/{trial.nurse}", token).status_code == 401
        ticket = trial.call(nurse, "POST", "/me/realtime-tickets")["url"].partition("?")[2]
        with pytest.raises(InvalidHandshake):
            connect(socket_address(lakeside.trial(), ticket), open_timeout=PATIENCE)
        with connect(socket_address(trial, ticket), open_timeout=PATIENCE):
            pass


def test_the_administrator_of_one_account_reaches_nothing_of_the_other(
    riverside: Installed, lakeside: Installed
) -> None:
    theirs = lakeside.outputs
    cloud = riverside.cloud
    assert theirs["RecordsTableName"] not in cloud.client("dynamodb").list_tables()["TableNames"]
    asking = [
        lambda: cloud.client("dynamodb").scan(TableName=theirs["RecordsTableName"]),
        lambda: cloud.client("s3").list_objects_v2(Bucket=theirs["AttachmentsBucket"]),
        lambda: cloud.client("cognito-idp").list_users(UserPoolId=theirs["UserPoolId"]),
        lambda: cloud.client("cloudformation").describe_stacks(StackName=stacks.find(lakeside.cloud).id),  # type: ignore[union-attr]
    ]
    for ask in asking:
        with pytest.raises(ClientError):
            ask()


@pytest.fixture
def outdated(riverside: Installed) -> Iterator[str]:
    """A conversation with a file that was archived longer ago than the clinic keeps it; the night archived it."""
    trial = riverside.trial()
    token = integration_token(trial)
    with people(trial, token):
        patient, nurse = (signed_in(trial, name) for name in (trial.patient, trial.nurse))
        conversation = writes(trial, patient, nurse)
        uploads(trial, patient, conversation)
        date_back(riverside, conversation, "lastActivityAt")
        assert night(riverside) == {"archived": 1, "purged": 0, "failed": 0, "complete": True}
        date_back(riverside, conversation, "archivedAt")
        yield conversation


def test_a_policy_of_retention_leaves_nothing_of_a_conversation_but_its_audit(
    riverside: Installed, outdated: str
) -> None:
    assert outdated in str(rows(riverside))
    assert versions(riverside, outdated)

    assert night(riverside)["purged"] == 1
    assert versions(riverside, outdated) == []
    for _ in range(2):  # one finds nothing left, and one an hour later ends it
        let_an_hour_pass(riverside, outdated)
        assert night(riverside)["failed"] == 0

    assert outdated not in str(rows(riverside))
    told = [row["act"]["S"] for row in rows(riverside, "AuditTableName") if outdated in str(row)]
    assert told.count("conversation.purge") == told.count("conversation.purged") == 1


def night(clinic: Installed) -> dict[str, Any]:
    return nights.run(clinic.cloud.client("lambda"), f"{clinic.cloud.tenant.stack}-archive")


def date_back(clinic: Installed, conversation: str, what: str) -> None:
    nights.date_back(clinic.cloud.client("dynamodb"), clinic.outputs["RecordsTableName"], conversation, what)


def rows(clinic: Installed, table: str = "RecordsTableName") -> list[dict[str, Any]]:
    pages = clinic.cloud.client("dynamodb").get_paginator("scan").paginate(TableName=clinic.outputs[table])
    return [row for page in pages for row in page["Items"]]


def versions(clinic: Installed, conversation: str) -> list[str]:
    """What the bucket holds of a conversation, and what marks there are that something is gone."""
    listed = clinic.cloud.client("s3").list_object_versions(Bucket=clinic.outputs["AttachmentsBucket"])
    found = [*listed.get("Versions", []), *listed.get("DeleteMarkers", [])]
    return [each["Key"] for each in found if conversation in each["Key"]]


def let_an_hour_pass(clinic: Installed, conversation: str) -> None:
    """Since a run found nothing left of it, if one did."""
    for row in rows(clinic):
        if row["PK"]["S"] == "PURGES" and row["SK"]["S"] == conversation and "emptiedAt" in row:
            clinic.cloud.client("dynamodb").put_item(
                TableName=clinic.outputs["RecordsTableName"], Item={**row, "emptiedAt": {"S": nights.LONG_AGO}}
            )


def begins(trial: Trial, token: str, **wanted: object) -> str:
    """The trial's patient begins a conversation; its id."""
    message = {"clientMessageId": str(uuid.uuid4()), "text": "Is somebody there?"}
    asked = {"kind": "topic", "topic": "Trial", "careTeamId": trial.team, "message": message, **wanted}
    conversation: str = trial.call(token, "POST", "/conversations", asked)["id"]
    return conversation


def test_what_a_killed_trial_has_left_is_cleaned_up_by_the_next(riverside: Installed) -> None:
    killed, trial = riverside.trial(), riverside.trial()
    token = integration_token(killed)
    arrive(killed, token)
    conversation = begins(killed, signed_in(killed, killed.patient))
    nurse = signed_in(killed, killed.nurse)
    assert wait_for(lambda: conversation in str(killed.call(nurse, "GET", "/conversations"))), "it was killed long ago"
    with people(trial, token):
        pool = riverside.cloud.client("cognito-idp")
        users = pool.list_users(UserPoolId=trial.outputs["UserPoolId"])["Users"]
        assert {user["Username"] for user in users} == {trial.patient, trial.nurse}
        assert trial.call(token, "GET", f"/directory/people/{killed.patient}")["active"] is False
    head = {"PK": {"S": f"CONV#{conversation}"}, "SK": {"S": "HEAD"}}
    records = trial.outputs["RecordsTableName"]
    stored = riverside.cloud.client("dynamodb").get_item(TableName=records, Key=head)["Item"]
    assert stored["status"] == {"S": "resolved"}


def test_a_first_installation_that_fails_tells_why_and_leaves_nothing_in_the_way(riverside: Installed) -> None:
    cloud = replace(riverside.cloud, tenant=replace(riverside.cloud.tenant, name="meadows", stack="meadows-messaging"))
    bucket, taken = cloud.tenant.release_bucket, riverside.cloud.tenant.release_bucket
    releases.prepare(cloud, bucket)

    def release(named: str) -> Release:
        log = {"Type": "AWS::Logs::LogGroup", "DeletionPolicy": "RetainExceptOnCreate"}
        resources = {
            "ApiLog": {**log, "Properties": {"LogGroupName": "/aws/lambda/meadows-messaging-api"}},
            "Files": {"Type": "AWS::S3::Bucket", "DependsOn": "ApiLog", "Properties": {"BucketName": named}},
        }
        template = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
        cloud.client("s3").put_object(Bucket=bucket, Key=named, Body=json.dumps(template).encode())
        return Release(f"https://s3.us-east-1.amazonaws.com/{bucket}/{named}", template)

    with pytest.raises(Failure, match=r"Files \(S3 Bucket\): .*exists.*\nSomething else has this name"):
        applying.bring_to(cloud, release(taken), allow_data_loss=False)
    applying.bring_to(cloud, release("meadows-files"), allow_data_loss=False)
    assert stacks.find(cloud).status == "CREATE_COMPLETE"  # type: ignore[union-attr]


def test_what_is_taken_away_keeps_its_data_until_somebody_means_it_and_nobody_is_under_a_hold(
    lakeside: Installed, capsys: pytest.CaptureFixture[str]
) -> None:
    cloud, trial = lakeside.cloud, lakeside.trial()
    token = integration_token(trial)
    arrive(trial, token)
    begins(trial, signed_in(trial, trial.patient))
    admin = f"{trial.id}-admin"
    account = {"portalAccount": True, "email": NOWHERE}
    trial.put(token, f"people/{admin}", {"role": "admin", "name": "Ines Vale", **account})
    hold = f"/patients/{trial.patient}/hold"
    trial.call(signed_in(trial, admin), "PUT", hold, {"ground": "litigation"})
    with pytest.raises(Failure, match="1 of its patients are under a legal hold"):
        wiping.wipe(cloud, lambda _question: "lakeside")
    assert trial.call("", "GET", "/health")["status"] == "ok"
    trial.call(signed_in(trial, admin), "DELETE", hold)

    table, kept = lakeside.outputs["RecordsTableName"], {"Records", "Audit", "Attachments", "Seals", "Key", "UserPool"}
    with pytest.raises(Failure, match=r"Nothing was deleted.*CONFIRM=lakeside"):
        destroying.destroy(cloud, "")
    destroying.destroy(cloud, "lakeside")
    assert "Records: " in capsys.readouterr().out
    assert stacks.find(cloud) is None or stacks.find(cloud).status == "DELETE_COMPLETE"  # type: ignore[union-attr]
    [left] = remains.noted(cloud)
    assert kept <= {each.name for each in left.kept}
    assert left.held == 0
    assert cloud.client("dynamodb").scan(TableName=table)["Count"] > 0

    wiping.wipe(cloud, lambda _question: "lakeside")
    assert cloud.client("dynamodb").list_tables()["TableNames"] == []
    assert cloud.client("s3").list_buckets()["Buckets"] == []
    assert cloud.client("cognito-idp").list_user_pools(MaxResults=60)["UserPools"] == []
    keys = [each.physical for each in left.kept if each.kind == "AWS::KMS::Key"]
    described = [cloud.client("kms").describe_key(KeyId=key)["KeyMetadata"]["KeyState"] for key in keys]
    assert described == ["PendingDeletion"] * len(keys)
