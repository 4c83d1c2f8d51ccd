"""What stands in the way of a deployment is told before anything is changed, with what to do about it."""

from dataclasses import replace

import pytest

from infra.deploy import change_sets, checks, stacks
from infra.deploy.certificates import certificate, covers
from infra.deploy.findings import Finding
from infra.deploy.mailing import sender
from infra.deploy.releases import Release
from infra.local.steps import Failure
from tests.deploy.stubbed import STACK_ID, TENANT, StubbedAws

ARN = TENANT.parameters["CertificateArn"]


def only(found: list[Finding]) -> Finding:
    [finding] = found
    return finding


def has_certificate(aws: StubbedAws, status: str, name: str = "messages.clinic.example", **more: object) -> None:
    told = {"CertificateArn": ARN, "DomainName": name, "Status": status, **more}
    aws.answers("acm", "describe_certificate", {"Certificate": told}, {"CertificateArn": ARN})


def test_credentials_of_another_account_stop_everything(aws: StubbedAws) -> None:
    aws.answers("sts", "get_caller_identity", {"Account": "999999999999", "Arn": "arn:aws:iam::999999999999:user/it"})
    stop, rest = checks.run(aws.cloud)
    assert stop.level == "failure"
    assert "of account 999999999999, the tenant's is 111122223333" in stop.text
    assert rest.text == "Everything else: not checked here."


def test_credentials_that_have_ended_are_told_with_their_cure(aws: StubbedAws) -> None:
    aws.refuses("sts", "get_caller_identity", "ExpiredToken")
    assert "aws sso login" in checks.run(aws.cloud)[0].text


def test_a_missing_certificate_is_told_with_the_command_that_makes_one(aws: StubbedAws) -> None:
    aws.refuses("acm", "describe_certificate", "ResourceNotFoundException")
    finding = only(certificate(aws.cloud))
    assert finding.level == "failure"
    assert "request-certificate --region us-east-1 --domain-name messages.clinic.example" in finding.text


def test_a_certificate_that_waits_is_told_with_the_records_that_it_waits_for(aws: StubbedAws) -> None:
    record = {"Name": "_a.messages.clinic.example.", "Type": "CNAME", "Value": "_b.acm-validations.aws."}
    options = [{"DomainName": "messages.clinic.example", "ResourceRecord": record}]
    has_certificate(aws, "PENDING_VALIDATION", DomainValidationOptions=options)
    assert "_a.messages.clinic.example. CNAME _b.acm-validations.aws." in only(certificate(aws.cloud)).text


def test_a_certificate_of_another_name_does_not_do(aws: StubbedAws) -> None:
    has_certificate(aws, "ISSUED", "www.clinic.example")
    assert "for www.clinic.example, not for messages.clinic.example" in only(certificate(aws.cloud)).text
    has_certificate(aws, "ISSUED", "clinic.example", SubjectAlternativeNames=["*.clinic.example"])
    assert only(certificate(aws.cloud)).level == "ok"
    assert not covers("*.clinic.example", "a.messages.clinic.example")


def test_a_sender_whom_ses_does_not_know_stops_and_its_sandbox_warns(aws: StubbedAws) -> None:
    tenant = replace(TENANT, parameters={**TENANT.parameters, "SenderAddress": "no-reply@clinic.example"})
    cloud = replace(aws.cloud, tenant=tenant)
    aws.refuses("sesv2", "get_email_identity", "NotFoundException")
    assert "create-email-identity --email-identity clinic.example" in only(sender(cloud)).text
    aws.answers("sesv2", "get_email_identity", {"VerifiedForSendingStatus": True})
    aws.answers("sesv2", "get_account", {"ProductionAccessEnabled": False})
    assert only(sender(cloud)).level == "warning"


def test_an_account_that_may_run_ten_functions_is_warned(aws: StubbedAws) -> None:
    aws.answers("lambda", "get_account_settings", {"AccountLimit": {"ConcurrentExecutions": 10}})
    finding = only(checks.functions(aws.cloud))
    assert (finding.level, finding.text[:25]) == ("warning", "Only 10 functions can run")


def test_a_sign_in_address_of_another_pool_is_taken_and_the_own_is_not(aws: StubbedAws) -> None:
    pool = {"DomainDescription": {"UserPoolId": "eu-central-1_other"}}
    aws.answers("cognito-idp", "describe_user_pool_domain", pool)
    aws.has_no_stack()
    assert "Choose another by `sign_in_domain" in only(checks.sign_in_name(aws.cloud)).text
    aws.answers("cognito-idp", "describe_user_pool_domain", pool)
    aws.has_stack("UPDATE_COMPLETE", outputs={"UserPoolId": "eu-central-1_other"})
    assert only(checks.sign_in_name(aws.cloud)).level == "ok"


@pytest.mark.parametrize(
    ("status", "owner", "told"),
    [
        ("CREATE_COMPLETE", None, "is something else's: no tenant's name is on it"),
        ("CREATE_COMPLETE", "lakeside", "is the tenant lakeside's. Give this tenant another name by a line such as"),
        ("ROLLBACK_COMPLETE", "riverside", "nothing was ever in use: `make destroy` it, then deploy."),
        ("UPDATE_ROLLBACK_FAILED", "riverside", "continue-update-rollback --stack-name clinic-messaging"),
    ],
)
def test_a_stack_that_cannot_be_changed_is_told_with_the_way_out(
    aws: StubbedAws, status: str, owner: str | None, told: str
) -> None:
    aws.has_stack(status, owner)
    finding = only(checks.stack(aws.cloud))
    assert finding.level == "failure"
    assert told in finding.text


def test_a_stack_that_is_under_way_is_waited_for_and_one_that_was_only_thought_of_is_none(aws: StubbedAws) -> None:
    aws.has_stack("UPDATE_IN_PROGRESS")
    assert only(checks.stack(aws.cloud)).level == "warning"
    aws.has_stack("REVIEW_IN_PROGRESS", None)
    assert "not there yet" in only(checks.stack(aws.cloud)).text


def test_the_minutes_in_which_cloudfront_has_no_proof_yet_are_told_before_an_upgrade_brings_them(
    aws: StubbedAws,
) -> None:
    aws.has_stack("UPDATE_COMPLETE")
    there, gap = checks.stack(aws.cloud)
    assert (there.level, gap.level) == ("ok", "warning")
    assert "direct_requests: served" in gap.text
    aws.has_stack("UPDATE_COMPLETE", outputs={"EdgeProofArn": "arn"})
    assert only(checks.stack(aws.cloud)).level == "ok"
    aws.has_stack("UPDATE_COMPLETE")
    served = replace(TENANT, parameters={**TENANT.parameters, "DirectRequests": "SERVED"})
    assert only(checks.stack(replace(aws.cloud, tenant=served))).level == "ok"


def test_what_may_not_be_asked_is_told_as_not_checked(aws: StubbedAws) -> None:
    aws.refuses("acm", "describe_certificate", "AccessDeniedException")
    finding = only(checks.asked("certificate", certificate, aws.cloud))
    assert finding.level == "unchecked"
    assert "AccessDeniedException by DescribeCertificate" in finding.text


def test_all_that_stands_in_the_way_is_told_before_anything_stops(
    aws: StubbedAws, capsys: pytest.CaptureFixture[str]
) -> None:
    aws.answers("sts", "get_caller_identity", {"Account": TENANT.account, "Arn": "arn:aws:sts::1:assumed-role/it/me"})
    for _check in ("stack", "logs"):
        aws.has_stack("ROLLBACK_COMPLETE")
    aws.refuses("acm", "describe_certificate", "ResourceNotFoundException")
    aws.answers("lambda", "get_account_settings", {"AccountLimit": {"ConcurrentExecutions": 1000}})
    aws.answers("cognito-idp", "describe_user_pool_domain", {"DomainDescription": {}})
    aws.has_stack("ROLLBACK_COMPLETE")
    with pytest.raises(Failure, match="Nothing was changed"):
        checks.require(aws.cloud)
    told = capsys.readouterr().out
    assert told.count("  stop ") == 2
    assert "1000 functions can run at a time" in told


def test_once_what_was_missing_is_there_the_same_run_goes_on(aws: StubbedAws) -> None:
    issued = {"Status": "ISSUED", "DomainName": "messages.clinic.example"}
    for is_there in (False, True):
        aws.answers(
            "sts", "get_caller_identity", {"Account": TENANT.account, "Arn": "arn:aws:sts::1:assumed-role/it/me"}
        )
        for _check in ("stack", "logs", "sign-in"):
            aws.has_no_stack()
        for _prefix in ("lambda", "apigateway"):
            aws.answers("logs", "describe_log_groups", {"logGroups": []})
        aws.answers("lambda", "get_account_settings", {"AccountLimit": {"ConcurrentExecutions": 1000}})
        aws.answers("cognito-idp", "describe_user_pool_domain", {"DomainDescription": {}})
        if is_there:
            aws.answers("acm", "describe_certificate", {"Certificate": issued})
            checks.require(aws.cloud)
        else:
            aws.refuses("acm", "describe_certificate", "ResourceNotFoundException")
            with pytest.raises(Failure, match="Nothing was changed"):
                checks.require(aws.cloud)


def test_logs_that_an_earlier_installation_left_stand_in_the_way_of_a_new_one_alone(aws: StubbedAws) -> None:
    aws.has_no_stack()
    left = {"logGroups": [{"logGroupName": "/aws/lambda/clinic-messaging-api"}]}
    aws.answers("logs", "describe_log_groups", left, {"logGroupNamePrefix": "/aws/lambda/clinic-messaging-"})
    for _prefix in ("/aws/apigateway/", "aws-waf-logs-"):
        aws.answers("logs", "describe_log_groups", {"logGroups": []})
    assert "/aws/lambda/clinic-messaging-api. Give the tenant another" in only(checks.left_logs(aws.cloud)).text
    aws.has_stack("UPDATE_COMPLETE")
    assert checks.left_logs(aws.cloud) == []


def test_a_stack_that_is_not_there_is_none(aws: StubbedAws) -> None:
    aws.has_no_stack()
    assert stacks.find(aws.cloud, STACK_ID) is None


def test_a_clinic_that_was_installed_by_hand_becomes_the_tenants_if_somebody_says_so(
    aws: StubbedAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _look in range(2):
        aws.has_stack("UPDATE_COMPLETE", None, {"RecordsTableName": "records"})
    found = only(checks.stack(aws.cloud))
    assert found.level == "failure"
    assert "ADOPT=yes" in found.text
    monkeypatch.setenv("ADOPT", "yes")
    assert checks.stack(aws.cloud)[0].level == "ok"


def test_a_stack_whose_table_is_being_exchanged_is_left_to_the_restore(aws: StubbedAws) -> None:
    for _look in range(2):
        aws.has_stack("UPDATE_COMPLETE", outputs={stacks.RESTORING: "TABLE=records USE=Records-2"})
    finding = only(checks.stack(aws.cloud))
    assert finding.level == "failure"
    assert "make restore TENANT=riverside TABLE=records USE=Records-2" in finding.text
    with pytest.raises(Failure, match="is not done"):
        change_sets.make(aws.cloud, Release("", {}))
