"""Corrections of change sets: `change_sets`."""

import json

import pytest

from tests.local.emulator.local_aws import LocalAws, unique, wait_for


def template(**properties: object) -> str:
    return json.dumps({"Resources": {"Files": {"Type": "AWS::S3::Bucket", "Properties": properties}}})


def replacement(aws: LocalAws, **changed: object) -> str:
    """Whether a change set says that this change replaces a bucket."""
    cloudformation, name = aws.client("cloudformation"), unique("stack")
    cloudformation.create_stack(StackName=name, TemplateBody=template(BucketName=f"{name}-files"))

    def stands() -> bool:
        status: str = cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
        return status == "CREATE_COMPLETE"

    wait_for(stands)
    body = template(**{"BucketName": f"{name}-files", **changed})
    made = cloudformation.create_change_set(StackName=name, ChangeSetName="change", TemplateBody=body)
    [change] = cloudformation.describe_change_set(ChangeSetName=made["Id"])["Changes"]
    told: str = change["ResourceChange"]["Replacement"]
    return told


VERSIONED = {"VersioningConfiguration": {"Status": "Enabled"}}


def test_plain_thinks_that_any_change_may_replace_a_bucket(plain: LocalAws) -> None:
    assert replacement(plain, **VERSIONED) == "Conditional"


@pytest.mark.parametrize(("changed", "told"), [(VERSIONED, "False"), ({"BucketName": "another-bucket"}, "True")])
def test_one_that_is_made_in_place_is_told_so(corrected: LocalAws, changed: dict[str, object], told: str) -> None:
    assert replacement(corrected, **changed) == told
