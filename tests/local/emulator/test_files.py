"""Corrections of files: `form_uploads` and `version_headers`."""

from typing import Any

import boto3
import httpx
from botocore.config import Config

from infra.local.settings import REGION
from tests.local.emulator.local_aws import LocalAws, unique

OTHER_BYTES = "A" * 43 + "="
UNSENT = "<Tagging><TagSet><Tag><Key>sent</Key><Value>no</Value></Tag></TagSet></Tagging>"


def signing(aws: LocalAws) -> Any:
    """The API of buckets, as the functions sign for it."""
    return boto3.client(
        "s3",
        endpoint_url=aws.url,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(signature_version="s3v4"),
    )


def bucket(aws: LocalAws) -> str:
    name = unique("bucket")
    signing(aws).create_bucket(Bucket=name)
    signing(aws).put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return name


def posted(aws: LocalAws, name: str, size: int = 5, **fields: str) -> httpx.Response:
    """What the bucket says to a form with these fields, and five bytes."""
    conditions: list[Any] = [*({field: value} for field, value in fields.items()), ["content-length-range", 1, size]]
    form = signing(aws).generate_presigned_post(name, "it", Fields=fields, Conditions=conditions)
    return httpx.post(form["url"], data=form["fields"], files={"file": b"bytes"})


def test_plain_takes_other_bytes_than_the_form_names(plain: LocalAws) -> None:
    assert posted(plain, bucket(plain), **{"x-amz-checksum-sha256": OTHER_BYTES}).status_code == 204


def test_corrected_refuses_them_once_the_policy_holds(corrected: LocalAws) -> None:
    wrong = {"x-amz-checksum-sha256": OTHER_BYTES}
    refused, too_large = (posted(corrected, bucket(corrected), size, **wrong) for size in (5, 4))

    assert (refused.status_code, "BadDigest" in refused.text) == (400, True)
    assert (too_large.status_code, "EntityTooLarge" in too_large.text) == (400, True)


def test_plain_forgets_the_tags_of_a_form(plain: LocalAws) -> None:
    assert tags_after_posting(plain) == []


def test_corrected_keeps_the_tags_of_a_form(corrected: LocalAws) -> None:
    assert tags_after_posting(corrected) == [{"Key": "sent", "Value": "no"}]


def tags_after_posting(aws: LocalAws) -> Any:
    name = bucket(aws)
    assert posted(aws, name, tagging=UNSENT).status_code == 204
    return signing(aws).get_object_tagging(Bucket=name, Key="it")["TagSet"]


def test_plain_says_nothing_of_what_a_link_to_a_version_asks_for(plain: LocalAws) -> None:
    assert "content-disposition" not in fetched(plain).headers


def test_corrected_says_what_a_link_to_a_version_asks_for(corrected: LocalAws) -> None:
    assert fetched(corrected).headers["content-disposition"] == "attachment; filename=it.pdf"


def fetched(aws: LocalAws) -> httpx.Response:
    """What a link gives to one version of an object, which asks for a header."""
    s3, name = signing(aws), bucket(aws)
    version = s3.put_object(Bucket=name, Key="it", Body=b"bytes")["VersionId"]
    asked = {"ResponseContentDisposition": "attachment; filename=it.pdf", "VersionId": version}
    link = s3.generate_presigned_url("get_object", Params={"Bucket": name, "Key": "it", **asked})
    return httpx.get(link).raise_for_status()
