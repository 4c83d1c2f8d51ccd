"""What holds people's words: encrypted, recoverable, kept, and shut."""

from typing import Any

import pytest
from pynamodb.indexes import Index
from pynamodb.models import Model

from chalicelib.adapters.table import AuditRecord, Record
from tests.infra.statements import statements, text_of

KEY = {"Fn::GetAtt": ["Key", "Arn"]}
TABLES = ["Audit", "Records"]
BUCKETS = ["AccessLogs", "Attachments", "PortalBucket", "Seals"]
QUEUES = [
    "CheckFailures",
    "ChecksGivenUp",
    "HandoverFailures",
    "HandoverJobs",
    "MailEventFailures",
    "PushFailures",
    "PushJobs",
    "SettleFailures",
]
LOGS = [
    "ApiLog",
    "ArchiveLog",
    "CheckFileLog",
    "ConnectLog",
    "DigestLog",
    "DisconnectLog",
    "EndCallsLog",
    "FrameLog",
    "HandOverLog",
    "MigrateLog",
    "OnMailLog",
    "RestAccessLog",
    "SealAuditLog",
    "SendPushesLog",
    "SettleLog",
    "SignInFirewallLog",
    "SocketAccessLog",
]
KEPT = {
    "AWS::Cognito::UserPool",
    "AWS::DynamoDB::Table",
    "AWS::KMS::Key",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
}
# The emulator lacks these or has no use for them; anything else must be deployed there as on AWS.
NO_VALUE = {"Ref": "AWS::NoValue"}
LEFT_OUT_LOCALLY = {
    "AWS::ApiGatewayV2::Deployment",
    "AWS::CloudFront::Distribution",
    "AWS::CloudFront::Function",
    "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::ResponseHeadersPolicy",
    "AWS::CloudWatch::Alarm",
    "AWS::Cognito::ManagedLoginBranding",
    "AWS::S3::Bucket",
    "AWS::S3::BucketPolicy",
    "AWS::SQS::QueuePolicy",
}


def named(resources: dict[str, Any], kind: str) -> list[str]:
    return sorted(name for name, found in resources.items() if found["Type"] == kind)


def test_the_lists_of_these_tests_are_complete(resources: dict[str, Any]) -> None:
    assert named(resources, "AWS::DynamoDB::Table") == TABLES
    assert named(resources, "AWS::S3::Bucket") == BUCKETS
    assert named(resources, "AWS::SQS::Queue") == QUEUES
    assert named(resources, "AWS::Logs::LogGroup") == LOGS


def test_what_holds_data_outlives_the_stack(resources: dict[str, Any]) -> None:
    for name, found in resources.items():
        if found["Type"] in KEPT:
            # Logs have names of their own: left by an installation that failed, they would stop the next one.
            policy = "RetainExceptOnCreate" if name in LOGS else "Retain"
            assert (found.get("DeletionPolicy"), found.get("UpdateReplacePolicy")) == (policy, "Retain"), name


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_encrypted_recoverable_and_protected(resources: dict[str, Any], name: str) -> None:
    table = resources[name]["Properties"]
    assert table["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": KEY}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["DeletionProtectionEnabled"] is True
    assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_only_records_expire_and_stream(resources: dict[str, Any]) -> None:
    records, audit = resources["Records"]["Properties"], resources["Audit"]["Properties"]
    assert records["TimeToLiveSpecification"] == {"AttributeName": "ttl", "Enabled": True}
    assert records["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert not {"TimeToLiveSpecification", "StreamSpecification"} & set(audit)


def test_every_index_of_the_code_is_in_the_template_with_the_same_keys_and_projection(
    resources: dict[str, Any],
) -> None:
    declared = {name: indexes_of(resources[name]["Properties"]) for name in TABLES}
    for table, model in (("Records", Record), ("Audit", AuditRecord)):
        for index in indexes_in_code(model):
            assert declared[table][index.Meta.index_name] == shape_of(index), index.Meta.index_name


def indexes_of(table: dict[str, Any]) -> dict[str, Any]:
    return {
        index["IndexName"]: (
            [key["AttributeName"] for key in index["KeySchema"]],
            index["Projection"]["ProjectionType"],
            sorted(index["Projection"].get("NonKeyAttributes", [])),
        )
        for index in table["GlobalSecondaryIndexes"]
    }


def indexes_in_code(model: type[Model]) -> list[Index[Any]]:
    kinds = [model, *model.__subclasses__()]
    for kind in kinds:
        kinds.extend(sub for sub in kind.__subclasses__() if sub not in kinds)
    return [index for kind in kinds for index in kind._indexes.values()]


def shape_of(index: Index[Any]) -> tuple[list[str], str, list[str]]:
    schema = index._get_schema()
    projection = schema["projection"]
    return (
        [key["AttributeName"] for key in schema["key_schema"]],
        projection["ProjectionType"],
        sorted(projection.get("NonKeyAttributes") or []),
    )


@pytest.mark.parametrize("name", BUCKETS)
def test_buckets_are_private_encrypted_and_versioned(resources: dict[str, Any], name: str) -> None:
    bucket = resources[name]["Properties"]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}


def test_no_bucket_is_open_to_everybody(resources: dict[str, Any]) -> None:
    opening = [found for found in statements(resources) if found.principal in ("*", {"AWS": "*"})]
    assert {found.where for found in opening} >= {f"{name}Policy" for name in BUCKETS}
    assert {found.effect for found in opening} == {"Deny"}
    for name in BUCKETS:
        assert not {"AccessControl", "WebsiteConfiguration"} & resources[name]["Properties"].keys(), name


def test_attachments_are_encrypted_with_the_customer_key(resources: dict[str, Any]) -> None:
    (rule,) = resources["Attachments"]["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": KEY}


def test_files_that_nobody_sent_and_exports_go_after_a_day_and_no_others(resources: dict[str, Any]) -> None:
    rules = {rule["Id"]: rule for rule in resources["Attachments"]["Properties"]["LifecycleConfiguration"]["Rules"]}
    ending = [rule for rule in rules.values() if "ExpirationInDays" in rule or "NoncurrentVersionExpiration" in rule]
    assert ending == [rules["unsent"], rules["exports"]]
    assert rules["unsent"]["TagFilters"] == [{"Key": "sent", "Value": "no"}]
    assert rules["unsent"]["ExpirationInDays"] == 1
    assert rules["unsent"]["NoncurrentVersionExpiration"]["NoncurrentDays"] == 14, "until then it can be brought back"
    exports = rules["exports"]
    assert (exports["Prefix"], exports["ExpirationInDays"]) == ("exports/", 1)
    assert exports["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}


def test_files_are_sent_and_fetched_by_pages_of_the_clinics_own_origins(resources: dict[str, Any]) -> None:
    (rule,) = resources["Attachments"]["Properties"]["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedMethods"] == ["GET", "POST"]
    portal = {"Fn::If": ["Local", {"Ref": "PortalOrigin"}, {"Fn::Sub": "https://${PortalDomain}"}]}
    all_of_them = {"Fn::Split": [",", {"Fn::Join": [",", [portal, {"Ref": "EmbeddingOrigins"}]]}]}
    assert rule["AllowedOrigins"] == {"Fn::If": ["HasEmbeddingOrigins", all_of_them, [portal]]}


@pytest.mark.parametrize("name", [*BUCKETS, *QUEUES])
def test_what_can_be_reached_without_tls_refuses_it(resources: dict[str, Any], name: str) -> None:
    denied = [found for found in statements(resources) if found.where == f"{name.removesuffix('Policy')}Policy"]
    (tls,) = [found for found in denied if found.effect == "Deny" and found.sid == "OnlyOverTls"]
    assert tls.condition == {"Bool": {"aws:SecureTransport": "false"}}
    assert tls.principal == "*"
    assert f"{name}.Arn" in map(text_of, tls.resources)


@pytest.mark.parametrize("name", QUEUES)
def test_queues_are_encrypted_with_the_customer_key(resources: dict[str, Any], name: str) -> None:
    assert resources[name]["Properties"]["KmsMasterKeyId"] == {"Ref": "Key"}


@pytest.mark.parametrize("name", LOGS)
def test_logs_are_encrypted_and_end_some_day(resources: dict[str, Any], name: str) -> None:
    group = resources[name]["Properties"]
    assert group["KmsKeyId"] == KEY
    assert group["RetentionInDays"] == {"Ref": "LogRetentionDays"}


def test_every_function_logs_to_a_group_of_the_template(resources: dict[str, Any]) -> None:
    groups = {text_of(resources[name]["Properties"]["LogGroupName"]) for name in LOGS}
    for name in named(resources, "AWS::Serverless::Function"):
        function = text_of(resources[name]["Properties"]["FunctionName"])
        assert f"/aws/lambda/{function}" in groups, name


def test_the_key_rotates_and_cannot_be_lost_in_a_hurry(resources: dict[str, Any]) -> None:
    key = resources["Key"]["Properties"]
    assert key["EnableKeyRotation"] is True
    assert key["PendingWindowInDays"] == 30


def test_the_pool_is_protected_and_closed(resources: dict[str, Any]) -> None:
    pool = resources["UserPool"]["Properties"]
    assert pool["DeletionProtection"] == "ACTIVE"
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["EnabledMfas"] == ["SOFTWARE_TOKEN_MFA"]


def test_the_pool_asks_everybody_for_a_second_factor_only_where_the_clinic_does(resources: dict[str, Any]) -> None:
    rule = {"Fn::If": ["EverybodyHasFactor", "ON", "OPTIONAL"]}
    assert resources["UserPool"]["Properties"]["MfaConfiguration"] == rule


def test_no_browser_gets_a_token_that_changes_a_sign_in(resources: dict[str, Any]) -> None:
    """Whoever has one may turn a second factor off. Without its client's secret nobody has one."""
    clients = {name: resources[name]["Properties"] for name in named(resources, "AWS::Cognito::UserPoolClient")}
    able = {name for name, it in clients.items() if "aws.cognito.signin.user.admin" in it["AllowedOAuthScopes"]}
    assert able == {"EnrolmentClient"}
    assert clients["EnrolmentClient"]["GenerateSecret"] is True
    assert clients["EnrolmentClient"]["ExplicitAuthFlows"] == ["ALLOW_REFRESH_TOKEN_AUTH"]
    page = resources["EnrolmentPage"]
    assert (page["Condition"], page["Properties"]["ClientId"]) == ("NotLocal", {"Ref": "EnrolmentClient"})


def test_invitations_come_from_the_clinics_own_sender(resources: dict[str, Any]) -> None:
    by_ses = resources["UserPool"]["Properties"]["EmailConfiguration"]["Fn::If"]
    assert by_ses[0] == "HasSenderAddress"
    assert by_ses[1]["EmailSendingAccount"] == "DEVELOPER"
    assert by_ses[1]["From"] == {"Ref": "SenderAddress"}


def test_the_hosted_page_is_the_one_that_can_ask_for_a_fresh_sign_in(resources: dict[str, Any]) -> None:
    """The classic one knows no `prompt=login`; the managed one shows nothing without a branding of its client."""
    assert resources["SignIn"]["Properties"]["ManagedLoginVersion"] == {"Fn::If": ["Local", NO_VALUE, 2]}
    page = resources["SignInPage"]
    assert (page["Type"], page["Condition"]) == ("AWS::Cognito::ManagedLoginBranding", "NotLocal")
    assert page["Properties"]["ClientId"] == {"Ref": "PortalClient"}


def test_scans_may_use_the_key_of_the_files_where_the_clinic_names_their_role(resources: dict[str, Any]) -> None:
    statements = resources["Key"]["Properties"]["KeyPolicy"]["Statement"]
    (asked,) = [it["Fn::If"] for it in statements if it.get("Fn::If", [""])[0] == "HasMalwareScanRole"]
    assert asked[2] == NO_VALUE
    assert asked[1]["Principal"] == {"AWS": {"Ref": "MalwareScanRole"}}
    assert asked[1]["Action"] == ["kms:Decrypt", "kms:GenerateDataKey"]


def test_seals_stay_what_they_are_for_as_long_as_the_clinic_chose(resources: dict[str, Any]) -> None:
    bucket = resources["Seals"]["Properties"]
    assert bucket["ObjectLockEnabled"] is True
    rule = bucket["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert rule == {"Mode": "COMPLIANCE", "Days": {"Ref": "SealRetentionDays"}}
    assert "LifecycleConfiguration" not in bucket


def test_seals_are_put_once_by_one_function_and_removed_by_nobody(resources: dict[str, Any]) -> None:
    denied = {found.sid: found for found in statements(resources) if found.where == "SealsPolicy"}
    assert denied["NobodyRemoves"].actions == ["s3:DeleteObject", "s3:DeleteObjectVersion"]
    assert denied["NobodyRemoves"].condition == {}
    adding = denied["OneFunctionAdds"]
    assert adding.condition == {"ArnNotEquals": {"aws:PrincipalArn": {"Fn::GetAtt": ["SealAuditRole", "Arn"]}}}
    assert denied["NothingIsPutTwice"].condition == {"Null": {"s3:if-none-match": "true"}}
    for found in denied.values():
        assert (found.effect, found.principal) == ("Deny", "*")
        assert "${Seals.Arn}/*" in map(text_of, found.resources)


def test_the_key_of_the_seals_signs_by_a_curve_that_every_tool_knows(resources: dict[str, Any]) -> None:
    key = resources["SealKey"]["Properties"]
    assert (key["KeySpec"], key["KeyUsage"], key["PendingWindowInDays"]) == ("ECC_NIST_P256", "SIGN_VERIFY", 30)


def test_hours_are_sealed_every_hour_and_someone_is_told_if_three_are_not(resources: dict[str, Any]) -> None:
    rule, alarm = (resources[name]["Properties"] for name in ("EveryHour", "NotSealedAlarm"))
    assert rule["ScheduleExpression"] == "cron(17 * * * ? *)"
    assert rule["Targets"] == [{"Id": "seal-audit", "Arn": {"Fn::GetAtt": ["SealAudit", "Arn"]}}]
    assert (alarm["MetricName"], alarm["Period"] * alarm["EvaluationPeriods"]) == ("HoursSealed", 3 * 3600)
    assert (alarm["TreatMissingData"], alarm["AlarmActions"]) == ("breaching", [{"Ref": "Alarms"}])


def test_access_tokens_live_five_minutes(resources: dict[str, Any]) -> None:
    for name in set(named(resources, "AWS::Cognito::UserPoolClient")) - {"EnrolmentClient"}:
        client = resources[name]["Properties"]
        assert (client["AccessTokenValidity"], client["TokenValidityUnits"]["AccessToken"]) == (5, "minutes")


def test_passwords_are_taken_outside_the_hosted_page_only_locally(resources: dict[str, Any]) -> None:
    flows = [
        resources[name]["Properties"]["ExplicitAuthFlows"] for name in named(resources, "AWS::Cognito::UserPoolClient")
    ]
    locally = {"Fn::If": ["Local", "ALLOW_USER_PASSWORD_AUTH", {"Ref": "AWS::NoValue"}]}
    refreshing = ["ALLOW_REFRESH_TOKEN_AUTH"]
    assert sorted(flows, key=len) == [refreshing, refreshing, [*refreshing, locally]]


def test_the_emulator_gets_everything_that_it_can_run(resources: dict[str, Any]) -> None:
    left_out = {found["Type"] for found in resources.values() if found.get("Condition") == "NotLocal"}
    assert left_out == LEFT_OUT_LOCALLY
    assert {name for name in named(resources, "AWS::S3::Bucket") if "Condition" in resources[name]} == {"PortalBucket"}
    for name in named(resources, "AWS::CloudWatch::Alarm"):
        assert ("Condition" in resources[name]) == ("Metrics" in resources[name]["Properties"]), name
