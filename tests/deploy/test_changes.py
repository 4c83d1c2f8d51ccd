"""A change set is told in plain words, and what would lose data is refused unless somebody says that it is meant."""

from typing import Any

import pytest

from infra.deploy import applying
from infra.deploy.changes import change_of, in_words
from infra.deploy.releases import Release
from infra.local.steps import Failure
from tests.deploy.stubbed import STACK_ID, StubbedAws

RELEASE = Release("https://s3.eu-central-1.amazonaws.com/b/t.json", {"Parameters": {"ClinicName": {}}})
ID = "arn:aws:cloudformation:eu-central-1:111122223333:changeSet/deploy/1"


def told(act: str, name: str, kind: str, replacement: str = "False", *because: str) -> dict[str, Any]:
    details = [{"Target": {"Attribute": "Properties", "Name": each}} for each in because]
    change = {"Action": act, "LogicalResourceId": name, "ResourceType": kind, "Details": details}
    return {**change, "Replacement": replacement} if act == "Modify" else change


LOSS = told("Modify", "Records", "AWS::DynamoDB::Table", "True", "KeySchema")


def has_change_set(aws: StubbedAws, *changes: dict[str, Any], stack: str = "UPDATE_COMPLETE") -> None:
    aws.has_stack(stack)
    aws.answers("cloudformation", "create_change_set", {"Id": ID, "StackId": STACK_ID})
    aws.answers("cloudformation", "describe_change_set", {"Status": "CREATE_IN_PROGRESS"})
    pages = [{"Type": "Resource", "ResourceChange": change} for change in changes]
    first = {"Status": "CREATE_COMPLETE", "Changes": pages[:1]}
    if pages[1:]:
        aws.answers("cloudformation", "describe_change_set", {**first, "NextToken": "more"})
        aws.answers("cloudformation", "describe_change_set", {"Status": "CREATE_COMPLETE", "Changes": pages[1:]})
    else:
        aws.answers("cloudformation", "describe_change_set", first)


def is_discarded(aws: StubbedAws) -> None:
    aws.answers("cloudformation", "delete_change_set", {}, {"ChangeSetName": ID})
    aws.has_stack("UPDATE_COMPLETE")


def events(aws: StubbedAws, *newest_first: tuple[str, str, str]) -> None:
    found = [
        {
            **{"EventId": f"{name}-{status}", "StackId": STACK_ID, "StackName": "clinic-messaging"},
            **{"Timestamp": "2026-11-29T00:00:00Z", "LogicalResourceId": name, "ResourceType": "AWS::S3::Bucket"},
            **{"ResourceStatus": status, "ResourceStatusReason": reason},
        }
        for name, status, reason in newest_first
    ]
    aws.answers("cloudformation", "describe_stack_events", {"StackEvents": found})


def test_changes_are_told_by_what_they_do() -> None:
    lines = in_words(
        [
            change_of(told("Add", "Seals", "AWS::S3::Bucket")),
            change_of(told("Modify", "ApiPolicy", "AWS::IAM::Policy", "False", "PolicyDocument")),
            change_of(told("Modify", "Stage", "AWS::ApiGateway::Stage", "Conditional", "DeploymentId")),
            change_of(told("Remove", "OldRole", "AWS::IAM::Role")),
            change_of(LOSS),
        ]
    )
    assert [line.strip() for line in lines] == [
        "Added (1)",
        "S3 Bucket: Seals",
        "Changed in place (1)",
        "ApiPolicy (IAM Policy): PolicyDocument",
        "Replaced (2)",
        "Stage (ApiGateway Stage), if its new values want it: DeploymentId",
        "Records (DynamoDB Table): KeySchema. It takes what is stored in it out of reach.",
        "Removed (1)",
        "OldRole (IAM Role)",
    ]


@pytest.mark.parametrize(
    ("change", "loses"),
    [
        (LOSS, True),
        (told("Modify", "Records", "AWS::DynamoDB::Table", "Conditional", "KeySchema"), True),
        (told("Modify", "Records", "AWS::DynamoDB::Table", "False", "Tags"), False),
        (told("Remove", "Attachments", "AWS::S3::Bucket"), True),
        (told("Remove", "UserPool", "AWS::Cognito::UserPool"), True),
        (told("Modify", "Key", "AWS::KMS::Key", "True", "KeySpec"), True),
        (told("Add", "Seals", "AWS::S3::Bucket"), False),
        (told("Remove", "OldRole", "AWS::IAM::Role"), False),
    ],
)
def test_only_replacing_or_removing_what_holds_data_loses_data(change: dict[str, Any], loses: bool) -> None:
    assert change_of(change).loses_data is loses


def test_a_change_that_would_lose_data_is_refused_and_leaves_nothing_behind(
    aws: StubbedAws, capsys: pytest.CaptureFixture[str]
) -> None:
    has_change_set(aws, told("Modify", "ApiPolicy", "AWS::IAM::Policy"), LOSS)
    is_discarded(aws)
    with pytest.raises(Failure, match=r"nothing was changed.*\(Records\).*ALLOW_DATA_LOSS=yes"):
        applying.bring_to(aws.cloud, RELEASE, allow_data_loss=False)
    assert "ApiPolicy (IAM Policy)" in capsys.readouterr().out


def test_it_is_applied_to_its_end_if_somebody_says_so(aws: StubbedAws) -> None:
    has_change_set(aws, LOSS)
    events(aws, ("clinic-messaging", "UPDATE_COMPLETE", ""))
    aws.answers("cloudformation", "execute_change_set", {}, {"ChangeSetName": ID})
    events(aws, ("clinic-messaging", "UPDATE_COMPLETE", ""))
    events(aws, ("clinic-messaging", "UPDATE_IN_PROGRESS", ""), ("clinic-messaging", "UPDATE_COMPLETE", ""))
    aws.has_stack("UPDATE_IN_PROGRESS")
    aws.has_stack("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
    aws.has_stack("UPDATE_COMPLETE")
    aws.has_stack("UPDATE_COMPLETE", outputs={"ApiUrl": "https://messages.clinic.example/v1"})
    done = applying.bring_to(aws.cloud, RELEASE, allow_data_loss=True)
    assert done == {"ApiUrl": "https://messages.clinic.example/v1"}


def test_no_changes_is_a_success_of_which_nothing_is_left(aws: StubbedAws, capsys: pytest.CaptureFixture[str]) -> None:
    aws.has_stack("UPDATE_COMPLETE")
    aws.answers("cloudformation", "create_change_set", {"Id": ID, "StackId": STACK_ID})
    none = {"Status": "FAILED", "StatusReason": "The submitted information didn't contain changes. Submit different"}
    aws.answers("cloudformation", "describe_change_set", none)
    is_discarded(aws)
    aws.has_stack("UPDATE_COMPLETE", outputs={"ApiUrl": "x"})
    assert applying.bring_to(aws.cloud, RELEASE, allow_data_loss=False) == {"ApiUrl": "x"}
    assert "No changes" in capsys.readouterr().out


def test_a_name_that_is_taken_is_told_before_anything_is_done(aws: StubbedAws) -> None:
    aws.has_no_stack()
    aws.answers("cloudformation", "create_change_set", {"Id": ID, "StackId": STACK_ID})
    reason = "The following validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]. Use DescribeEvents."
    aws.answers("cloudformation", "describe_change_set", {"Status": "FAILED", "StatusReason": reason})
    taken = {
        **{"EventId": "1", "StackId": STACK_ID, "LogicalResourceId": "ApiLog", "ResourceType": "AWS::Logs::LogGroup"},
        **{"EventType": "VALIDATION_ERROR", "Timestamp": "2026-11-29T00:00:00Z", "ValidationStatus": "FAILED"},
        "ValidationStatusReason": "Resource with identifier '/aws/lambda/clinic-messaging-api' already exists.",
    }
    asked = {"ChangeSetName": ID, "Filters": {"FailedEvents": True}}
    aws.answers("cloudformation", "describe_events", {"OperationEvents": [taken, taken]}, asked)
    is_discarded(aws)
    with pytest.raises(Failure) as failed:
        applying.bring_to(aws.cloud, RELEASE, allow_data_loss=False)
    assert str(failed.value).splitlines() == [
        "CloudFormation cannot make this change, and nothing was changed: ApiLog (Logs LogGroup): "
        "Resource with identifier '/aws/lambda/clinic-messaging-api' already exists.",
        "Something else has this name, perhaps left by an earlier installation: rename or delete it.",
    ]


def test_a_comparison_changes_nothing_and_takes_away_a_stack_that_was_only_thought_of(aws: StubbedAws) -> None:
    has_change_set(aws, told("Add", "Seals", "AWS::S3::Bucket"), stack="REVIEW_IN_PROGRESS")
    aws.answers("cloudformation", "delete_change_set", {}, {"ChangeSetName": ID})
    aws.has_stack("REVIEW_IN_PROGRESS")
    aws.answers("cloudformation", "delete_stack", {}, {"StackName": STACK_ID})
    assert [change.name for change in applying.show(aws.cloud, RELEASE)] == ["Seals"]


def test_a_failure_names_the_first_cause_and_its_cure_not_what_followed_from_it(aws: StubbedAws) -> None:
    has_change_set(aws, told("Add", "Seals", "AWS::S3::Bucket"))
    before = ("clinic-messaging", "UPDATE_COMPLETE", "an earlier failure: CREATE_FAILED")
    events(aws, before)
    aws.answers("cloudformation", "execute_change_set", {})
    events(aws, ("Seals", "CREATE_FAILED", ""), before)
    aws.has_stack("UPDATE_ROLLBACK_COMPLETE")
    events(
        aws,
        ("clinic-messaging", "UPDATE_ROLLBACK_IN_PROGRESS", "The following resource(s) failed to create: [Seals]"),
        ("Other", "CREATE_FAILED", "Resource creation cancelled"),
        ("Seals", "CREATE_FAILED", "seals-1 already exists in stack x"),
        before,
    )
    with pytest.raises(Failure) as failed:
        applying.bring_to(aws.cloud, RELEASE, allow_data_loss=False)
    assert str(failed.value).splitlines() == [
        "Seals (S3 Bucket) failed: seals-1 already exists in stack x",
        "Something else has this name, perhaps left by an earlier installation: rename or delete it.",
        "The installation is as it was before. (UPDATE_ROLLBACK_COMPLETE) Then run the same again.",
    ]


def test_what_an_interrupted_run_has_begun_is_waited_for(aws: StubbedAws) -> None:
    for status in ("CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"):
        aws.has_stack(status)
    applying.wait_for_others(aws.cloud)


def test_what_ended_badly_meanwhile_is_told(aws: StubbedAws) -> None:
    for status in ("CREATE_IN_PROGRESS", "ROLLBACK_COMPLETE"):
        aws.has_stack(status)
    with pytest.raises(Failure, match="make destroy"):
        applying.wait_for_others(aws.cloud)
