"""The portal is published so that no page ever refers to what is not there, and nothing that is open breaks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.deploy import publishing
from infra.deploy.cloud import Cloud
from tests.deploy.stubbed import StubbedAws

BUCKET = "portal"
OUTPUTS = {
    "SignInUrl": "https://riverside.auth.eu-central-1.amazoncognito.com",
    "PortalUrl": "https://messages.clinic.example",
    "PortalClientId": "client",
}


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket=BUCKET)
        yield client
        # Where other tests hold AWS in memory for their whole run, what is in it outlasts this block.
        for each in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
            client.delete_object(Bucket=BUCKET, Key=each["Key"])
        client.delete_bucket(Bucket=BUCKET)


def cloud(aws: StubbedAws, s3: Any) -> Cloud:
    return replace(aws.cloud, clients=lambda service, _region: s3 if service == "s3" else aws.stub(service).client)


def built(folder: Path, script: str) -> Path:
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "assets" / script).write_text("run()")
    (folder / "index.html").write_text(f"<script src=/assets/{script}>")
    (folder / "favicon.svg").write_text("<svg/>")
    (folder / ".fingerprint").write_text("not for publishing")
    return folder


def files(folder: Path, aws: StubbedAws) -> dict[str, bytes]:
    return publishing.files_of(folder, publishing.config(aws.cloud, OUTPUTS))


def test_what_pages_refer_to_comes_before_the_pages(tmp_path: Path, aws: StubbedAws) -> None:
    assert list(files(built(tmp_path, "a1.js"), aws)) == ["assets/a1.js", "favicon.svg", "config.json", "index.html"]


def test_files_under_a_hash_are_kept_a_year_and_the_rest_is_asked_for_again(
    tmp_path: Path, aws: StubbedAws, s3: Any
) -> None:
    assert publishing.upload(cloud(aws, s3), BUCKET, files(built(tmp_path, "a1.js"), aws)) == []
    told = {name: s3.head_object(Bucket=BUCKET, Key=name) for name in ("assets/a1.js", "index.html", "config.json")}
    assert {name: (each["ContentType"], each["CacheControl"]) for name, each in told.items()} == {
        "assets/a1.js": ("text/javascript", "public, max-age=31536000, immutable"),
        "index.html": ("text/html", "no-cache"),
        "config.json": ("application/json", "no-cache"),
    }


def test_a_new_release_leaves_the_files_of_the_old_one_and_tells_of_changed_pages_alone(
    tmp_path: Path, aws: StubbedAws, s3: Any
) -> None:
    publishing.upload(cloud(aws, s3), BUCKET, files(built(tmp_path, "a1.js"), aws))
    (tmp_path / "assets" / "a1.js").unlink()
    assert publishing.upload(cloud(aws, s3), BUCKET, files(built(tmp_path, "b2.js"), aws)) == ["index.html"]
    keys = {each["Key"] for each in s3.list_objects_v2(Bucket=BUCKET)["Contents"]}
    assert keys == {"assets/a1.js", "assets/b2.js", "favicon.svg", "config.json", "index.html"}
    assert publishing.upload(cloud(aws, s3), BUCKET, files(tmp_path, aws)) == []


def test_only_changed_pages_are_invalidated(aws: StubbedAws) -> None:
    publishing.invalidate(aws.cloud, "E1", [])
    invalidation = {"Id": "I", "Status": "InProgress", "CreateTime": "2026-11-29T00:00:00Z"}
    batch = {"Paths": {"Quantity": 1, "Items": ["/index.html"]}, "CallerReference": "1"}
    aws.answers("cloudfront", "create_invalidation", {"Invalidation": {**invalidation, "InvalidationBatch": batch}})
    publishing.invalidate(aws.cloud, "E1", ["index.html"])


def test_the_portal_is_told_where_api_and_sign_in_are(aws: StubbedAws) -> None:
    assert publishing.config(aws.cloud, OUTPUTS) == {
        "apiBase": "/v1",
        "clinicName": "Riverside",
        "languages": ["en", "es"],
        "clientId": "client",
        "authorizeUrl": f"{OUTPUTS['SignInUrl']}/oauth2/authorize",
        "tokenUrl": f"{OUTPUTS['SignInUrl']}/oauth2/token",
        "logoutUrl": f"{OUTPUTS['SignInUrl']}/logout",
        "redirectUri": "https://messages.clinic.example/",
    }


def test_where_there_is_no_edge_nothing_is_published(aws: StubbedAws, capsys: pytest.CaptureFixture[str]) -> None:
    publishing.publish_portal(aws.cloud, {"ApiUrl": "http://localhost:4566"})
    assert "not published here" in capsys.readouterr().out
