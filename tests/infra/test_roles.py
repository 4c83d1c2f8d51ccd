"""Who may do what: the functions' roles, the key, and every star in a policy."""

from typing import Any

import pytest
import yaml

from infra.package import ROOT
from tests.infra.statements import Statement, allowed, condition_of, role_statements, statements, text_of

FINDINGS: dict[str, Any] = yaml.safe_load((ROOT / "infra" / "findings.yaml").read_text())
ROLES = {
    "APIHandler": "ApiRole",
    "Archive": "ArchiveRole",
    "CheckFile": "CheckFileRole",
    "Digest": "DigestRole",
    "EndCalls": "EndCallsRole",
    "HandOver": "HandOverRole",
    "Migrate": "MigrateRole",
    "OnMail": "OnMailRole",
    "SealAudit": "SealAuditRole",
    "SendPushes": "SendPushesRole",
    "Settle": "SettleRole",
    "WebsocketConnect": "ConnectRole",
    "WebsocketDisconnect": "DisconnectRole",
    "WebsocketMessage": "FrameRole",
}
POLICIES = [
    "ApiPolicy",
    "ArchivePolicy",
    "CheckFilePolicy",
    "ConnectPolicy",
    "DigestPolicy",
    "DisconnectPolicy",
    "EndCallsPolicy",
    "FramePolicy",
    "HandOverPolicy",
    "MigratePolicy",
    "OnMailPolicy",
    "SealAuditPolicy",
    "SendPushesPolicy",
    "SettlePolicy",
]
RECORDS, AUDIT, BUCKET = "Records.Arn", "Audit.Arn", "Attachments.Arn"
PURGING = {
    "PurgedRows": {"CONV#*", "FILES#*", "PERSON#*", "PURGES", "TEAM#*"},
    "PurgedWords": {"SEARCH#*"},
    "UnlessHeld": {"PERSON#*"},
    "TotalsAndPointers": {"CASE#*", "CLINIC", "PERSON#*", "PURGES"},
    "AuditOnlyGrows": set(),
    "VersionsOfFiles": set(),
    "PurgedFiles": set(),
}
"""What removes conversations for good, by statement: on which partitions of the records."""
REMOVES = {"dynamodb:DeleteItem", "dynamodb:BatchWriteItem"}
AUDIT_INDEXES = [f"${{Audit.Arn}}/index/{name}" for name in ("person", "conversation", "hour")]
INBOX, READING, WAITING, ACTIVITY, DIGEST = (
    f"${{Records.Arn}}/index/{name}" for name in ("inbox", "reading", "waiting", "activity", "digest")
)
WORDS = {"card", "lastMessage", "text", "topic"}
"""Attributes that hold what people wrote."""
READS = {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"}


def test_each_function_has_a_role_of_its_own(resources: dict[str, Any]) -> None:
    functions = {name: found for name, found in resources.items() if found["Type"] == "AWS::Serverless::Function"}
    assert {name: text_of(found["Properties"]["Role"]) for name, found in functions.items()} == {
        name: f"{role}.Arn" for name, role in ROLES.items()
    }


def test_each_policy_belongs_to_one_role_and_each_role_has_one_policy(resources: dict[str, Any]) -> None:
    attached = {
        name: [text_of(role) for role in found["Properties"]["Roles"]]
        for name, found in resources.items()
        if found["Type"] == "AWS::IAM::Policy"
    }
    assert attached == {name: [name.replace("Policy", "Role")] for name in POLICIES}


def test_functions_wait_for_their_rights_and_their_log(resources: dict[str, Any]) -> None:
    for function, role in ROLES.items():
        short = role.removesuffix("Role")
        assert set(resources[function]["DependsOn"]) == {f"{short}Policy", f"{short}Log"}


@pytest.mark.parametrize("policy", POLICIES)
def test_no_role_may_change_or_delete_an_audit_row_and_api_and_seals_alone_may_find_some(
    resources: dict[str, Any], policy: str
) -> None:
    touching = {name: actions for name, actions in allowed(resources, policy).items() if "Audit" in name}
    if policy == "ApiPolicy":
        assert touching.pop(AUDIT) == {"dynamodb:PutItem", "dynamodb:Query"}
        assert touching == {index: {"dynamodb:Query"} for index in AUDIT_INDEXES}
    elif policy == "SealAuditPolicy":
        assert touching.pop("SealAuditLog.Arn") == {"logs:CreateLogStream", "logs:PutLogEvents"}
        assert touching == {AUDIT: {"dynamodb:DescribeTable"}, AUDIT_INDEXES[-1]: {"dynamodb:Query"}}
    else:
        assert touching in ({}, {AUDIT: {"dynamodb:PutItem"}})


def test_no_statement_allows_actions_by_a_star(resources: dict[str, Any]) -> None:
    starred = [
        (found.where, found.sid)
        for found in statements(resources)
        if found.effect == "Allow" and "*" in "".join(found.actions)
    ]
    assert starred == []


def test_every_star_in_an_allowed_resource_is_explained_and_nothing_else_is(resources: dict[str, Any]) -> None:
    starred = {
        (found.where, found.sid)
        for found in statements(resources)
        if found.effect == "Allow" and any("*" in text_of(resource) for resource in found.resources)
    }
    explained = {(where, entry["statement"]) for entry in FINDINGS["wildcards"] for where in entry["where"]}
    assert starred == explained
    assert all(len(entry["reason"]) > 20 for entry in FINDINGS["wildcards"])


def test_the_api_reads_the_indexes_of_tabs_and_audit_and_never_scans(resources: dict[str, Any]) -> None:
    rights = allowed(resources, "ApiPolicy")
    read = {name: actions for name, actions in rights.items() if "/index/" in name}
    assert read == {name: {"dynamodb:Query"} for name in (INBOX, READING, WAITING, ACTIVITY, *AUDIT_INDEXES)}
    assert "dynamodb:Scan" not in set().union(*rights.values())


def test_handing_over_reads_one_index_as_well(resources: dict[str, Any]) -> None:
    rights = allowed(resources, "HandOverPolicy")
    assert {name: actions for name, actions in rights.items() if "/index/" in name} == {INBOX: {"dynamodb:Query"}}


def test_jobs_are_put_by_two_functions_and_taken_by_one(resources: dict[str, Any]) -> None:
    rights = {policy: allowed(resources, policy).get("HandoverJobs.Arn", set()) for policy in POLICIES}
    taking = {"sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"}
    assert {policy: actions for policy, actions in rights.items() if actions} == {
        "SettlePolicy": {"sqs:SendMessage"},
        "HandOverPolicy": {"sqs:SendMessage", *taking},
    }


def test_who_is_to_be_woken_is_put_down_by_two_functions_and_done_by_one_that_reads_no_message(
    resources: dict[str, Any],
) -> None:
    rights = {policy: allowed(resources, policy) for policy in POLICIES}
    taking = {"sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"}
    queue = {policy: names["PushJobs.Arn"] for policy, names in rights.items() if "PushJobs.Arn" in names}
    assert queue == {
        "SettlePolicy": {"sqs:SendMessage"},
        "HandOverPolicy": {"sqs:SendMessage"},
        "SendPushesPolicy": taking,
    }
    assert rights["SendPushesPolicy"][RECORDS] == {"dynamodb:BatchGetItem", "dynamodb:DeleteItem", "dynamodb:Query"}
    assert {policy for policy, names in rights.items() if "VapidSecretArn" in names} == {"SendPushesPolicy"}
    on_table = {
        found.sid: found.condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
        for found in role_statements(resources)
        if found.where == "SendPushesPolicy" and RECORDS in map(text_of, found.resources)
    }
    assert on_table == {
        "WhetherItIsStillSo": ["CONV#*", "ITEM#appt#*", "PERSON#*", "PRESENCE#*"],
        "Browsers": ["PERSON#*"],
    }


def test_the_api_signs_for_files_and_exports_alone_and_settle_tags_files(resources: dict[str, Any]) -> None:
    files, previews, exports = (f"${{Attachments.Arn}}/{folder}/*" for folder in ("files", "previews", "exports"))
    rights = {policy: allowed(resources, policy) for policy in POLICIES}
    in_bucket = {
        (policy, name): actions
        for policy, by_name in rights.items()
        for name, actions in by_name.items()
        if "Attachments" in name
    }
    reading, tagging = {"s3:GetObject", "s3:GetObjectVersion"}, {"s3:PutObjectTagging", "s3:PutObjectVersionTagging"}
    assert in_bucket == {
        ("ApiPolicy", files): {"s3:PutObject", "s3:PutObjectTagging", *reading},
        ("ApiPolicy", previews): reading,
        ("ArchivePolicy", BUCKET): {"s3:ListBucketVersions"},
        ("ArchivePolicy", files): {"s3:DeleteObjectVersion"},
        ("ArchivePolicy", previews): {"s3:DeleteObjectVersion"},
        ("ArchivePolicy", exports): {"s3:DeleteObjectVersion"},
        ("ApiPolicy", exports): {"s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"},
        ("CheckFilePolicy", files): reading,
        ("CheckFilePolicy", previews): {"s3:PutObject", "s3:PutObjectTagging"},
        ("SettlePolicy", files): tagging,
        ("SettlePolicy", previews): tagging,
    }


def test_the_api_runs_the_checking_function_and_no_other(resources: dict[str, Any]) -> None:
    (found,) = [found for found in role_statements(resources) if "lambda:InvokeFunction" in found.actions]
    function = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-check-file"
    assert (found.where, [text_of(each) for each in found.resources]) == ("ApiPolicy", [function])


def test_who_opens_files_of_strangers_reads_and_writes_what_is_about_them_and_nothing_else(
    resources: dict[str, Any],
) -> None:
    rights = allowed(resources, "CheckFilePolicy")
    assert {name: actions for name, actions in rights.items() if name not in ("CheckFileLog.Arn", "*")} == {
        "${Attachments.Arn}/files/*": {"s3:GetObject", "s3:GetObjectVersion"},
        "${Attachments.Arn}/previews/*": {"s3:PutObject", "s3:PutObjectTagging"},
        RECORDS: {"dynamodb:GetItem", "dynamodb:PutItem"},
        "ChecksGivenUp.Arn": {
            "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage",
            "sqs:SendMessage",
        },
    }  # fmt: skip
    [on_table] = [
        found for found in role_statements(resources) if (found.where, found.sid) == ("CheckFilePolicy", "Verdicts")
    ]
    assert on_table.condition["ForAllValues:StringLike"] == {"dynamodb:LeadingKeys": ["FILES#*"]}


def test_ending_calls_reads_the_list_of_those_and_what_they_belong_to_and_nothing_else(
    resources: dict[str, Any],
) -> None:
    on_table = {
        found.sid: (set(found.actions), found.condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"])
        for found in role_statements(resources)
        if found.where == "EndCallsPolicy" and RECORDS in map(text_of, found.resources)
    }
    assert on_table == {
        "OpenCalls": ({"dynamodb:DeleteItem", "dynamodb:Query"}, ["CALLS"]),
        "Calls": (
            {"dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:PutItem", "dynamodb:UpdateItem"},
            ["ITEM#appt#*"],
        ),
    }
    assert allowed(resources, "EndCallsPolicy").keys() == {RECORDS, AUDIT, "EndCallsLog.Arn", "*"}


def test_archiving_finds_what_is_due_and_appends_to_it_and_without_a_policy_of_retention_may_do_no_more(
    resources: dict[str, Any],
) -> None:
    said = {found.sid: found for found in role_statements(resources) if found.where == "ArchivePolicy"}
    of_all = {sid: set(found.actions) for sid, found in said.items() if not condition_of(resources, found.where, sid)}
    assert of_all == {
        "Due": {"dynamodb:Query"},
        "Conversations": {"dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"},
        "Held": {"dynamodb:BatchGetItem"},
        "OwnLog": {"logs:CreateLogStream", "logs:PutLogEvents"},
        "Traces": {"xray:PutTelemetryRecords", "xray:PutTraceSegments"},
    }
    assert [text_of(each) for each in said["Due"].resources] == [ACTIVITY]
    assert keys_of(said["Conversations"]) == {"CONV#*"}
    assert keys_of(said["Held"]) == {"PERSON#*"}
    assert set(said["Held"].condition["ForAllValues:StringEquals"]["dynamodb:Attributes"]) == {"PK", "SK", "type"}
    assert {sid: keys_of(said[sid]) for sid in said.keys() - of_all.keys()} == PURGING
    assert {condition_of(resources, "ArchivePolicy", sid) for sid in PURGING} == {"HasRetention"}


def keys_of(found: Statement) -> set[str]:
    """The partitions that a statement is about."""
    return set(found.condition.get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", ()))


def test_who_may_remove_rows_of_a_conversation_gives_and_takes_seats_there_or_carries_out_the_policy(
    resources: dict[str, Any],
) -> None:
    """DynamoDB's rights end at the partition, which seats and messages share. That no call removes a message is watched
    over in every test of the tables (`tests/unit/wire.py`); a purge alone does, by rights that stand under a condition.
    """
    able = {
        (found.where, condition_of(resources, found.where, found.sid))
        for found in role_statements(resources)
        if REMOVES & set(found.actions) and (not keys_of(found) or "CONV#*" in keys_of(found))
    }
    assert able == {
        ("ApiPolicy", None),
        ("SettlePolicy", None),
        ("HandOverPolicy", None),
        ("ArchivePolicy", "HasRetention"),
    }


def test_one_function_walks_through_the_table_by_keys_alone_and_writes_no_seat_total_or_message_away(
    resources: dict[str, Any],
) -> None:
    walking = [found for found in role_statements(resources) if "dynamodb:Scan" in found.actions]
    assert [(found.where, found.sid, list(found.actions)) for found in walking] == [
        ("MigratePolicy", "Walk", ["dynamodb:Scan"])
    ]
    assert walking[0].condition == {
        "ForAllValues:StringEquals": {"dynamodb:Attributes": ["PK", "SK"]},
        "StringEqualsIfExists": {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"},
        "Null": {"dynamodb:Attributes": "false"},
    }
    said = {found.sid: found for found in role_statements(resources) if found.where == "MigratePolicy"}
    assert {sid: (set(found.actions), keys_of(found)) for sid, found in said.items() if keys_of(found)} == {
        "Progress": ({"dynamodb:PutItem", "dynamodb:Query"}, {"MIGRATIONS"}),
        "Conversations": (
            {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"},
            {"CONV#*"},
        ),
        "ConversationsAndTheirPeople": ({"dynamodb:BatchGetItem"}, {"CONV#*", "PERSON#*", "TEAM#*"}),
        "Pointers": ({"dynamodb:PutItem"}, {"TEAM#*"}),
        "Words": ({"dynamodb:BatchWriteItem"}, {"SEARCH#*"}),
    }
    assert allowed(resources, "MigratePolicy").keys() == {RECORDS, "MigrateLog.Arn", "*"}


def test_who_seals_the_audit_writes_to_the_seals_alone_and_nobody_else_does(resources: dict[str, Any]) -> None:
    rights = allowed(resources, "SealAuditPolicy")
    assert {name: actions for name, actions in rights.items() if name not in ("SealAuditLog.Arn", "*")} == {
        AUDIT: {"dynamodb:DescribeTable"},
        AUDIT_INDEXES[-1]: {"dynamodb:Query"},
        "${Seals.Arn}/*": {"s3:GetObject", "s3:PutObject"},
        "Seals.Arn": {"s3:ListBucket"},
        "SealKey.Arn": {"kms:GetPublicKey", "kms:Sign"},
    }
    for policy in set(POLICIES) - {"SealAuditPolicy"}:
        assert not [name for name in allowed(resources, policy) if "Seal" in name], policy


def test_one_function_signs_and_administrators_do_not(resources: dict[str, Any]) -> None:
    on_key = {found.sid: found for found in statements(resources) if found.where == "SealKey"}
    assert [sid for sid, found in on_key.items() if "kms:Sign" in found.actions] == ["OneFunctionSigns"]
    assert text_of(on_key["OneFunctionSigns"].principal["AWS"]) == "SealAuditRole.Arn"


def test_auditors_read_the_audit_and_its_seals_and_nothing_else_of_the_keys(resources: dict[str, Any]) -> None:
    of_auditors = {
        found.sid: found for found in statements(resources) if found.principal == {"AWS": {"Ref": "AuditorRole"}}
    }
    assert {sid: found.actions for sid, found in of_auditors.items()} == {
        "AuditorsReadTheAudit": ["kms:Decrypt"],
        "AuditorsReadSeals": ["kms:Decrypt"],
    }
    assert [text_of(value) for found in of_auditors.values() for value in found.condition["StringLike"].values()] == [
        "${AWS::StackName}-Audit-*",
        "arn:${AWS::Partition}:s3:::*-seals-*",
    ]


def test_who_hears_of_mails_reads_whom_they_were_for_and_writes_people_and_nothing_else(
    resources: dict[str, Any],
) -> None:
    on_table = {
        found.sid: (set(found.actions), found.condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"])
        for found in role_statements(resources)
        if found.where == "OnMailPolicy" and RECORDS in map(text_of, found.resources)
    }
    assert on_table == {
        "Digests": ({"dynamodb:DeleteItem", "dynamodb:GetItem"}, ["DIGEST#*"]),
        "WithoutWords": ({"dynamodb:BatchGetItem", "dynamodb:Query"}, ["CONV#*"]),
        "Told": ({"dynamodb:UpdateItem"}, ["CONV#*"]),
        "People": ({"dynamodb:GetItem", "dynamodb:PutItem"}, ["PERSON#*"]),
    }
    assert allowed(resources, "OnMailPolicy").keys() == {RECORDS, AUDIT, "MailEventFailures.Arn", "OnMailLog.Arn", "*"}


def test_settle_reads_no_index(resources: dict[str, Any]) -> None:
    assert not [name for name in allowed(resources, "SettlePolicy") if "/index/" in name]


def test_mails_are_made_without_reading_a_word_and_change_nothing_but_what_was_told(resources: dict[str, Any]) -> None:
    on_table = {found.sid: found for found in role_statements(resources) if found.where == "DigestPolicy"}
    rights = {
        sid: (set(found.actions), found.condition.get("ForAllValues:StringLike")) for sid, found in on_table.items()
    }
    reading, writing = {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"}, {"dynamodb:PutItem"}
    rows = {
        "WithoutWords": (reading, ["CONV#*", "DIGEST#*", "PERSON#*", "PRESENCE#*"]),
        "Beginnings": ({"dynamodb:Query"}, ["CONV#*"]),
        "Told": ({"dynamodb:UpdateItem"}, ["CONV#*"]),
        "Mails": (writing | {"dynamodb:DeleteItem"}, ["DIGEST#*"]),
        "WaysOut": (writing, ["UNSUBSCRIBE#*"]),
    }
    assert {sid: rights[sid] for sid in rows} == {
        sid: (actions, {"dynamodb:LeadingKeys": keys}) for sid, (actions, keys) in rows.items()
    }
    assert {name for name in allowed(resources, "DigestPolicy") if "/index/" in name} == {DIGEST}
    named = {
        sid: set(on_table[sid].condition["ForAllValues:StringEquals"]["dynamodb:Attributes"])
        for sid in ("WithoutWords", "Beginnings", "Told")
    }
    assert not named["WithoutWords"] & WORDS
    assert named["Beginnings"] & WORDS == {"text"}
    assert condition_of(resources, "DigestPolicy", "Beginnings") == "HasDigestSnippets"
    assert not named["Told"] & {"readSeq", "readTexts", "readSent", "muted", "pinned", *WORDS}


MAILING = [("DigestPolicy", "WithoutWords"), ("DigestPolicy", "Beginnings"), ("OnMailPolicy", "WithoutWords")]


@pytest.mark.parametrize(("policy", "sid"), MAILING)
def test_reads_for_mails_must_name_their_attributes(resources: dict[str, Any], policy: str, sid: str) -> None:
    (found,) = [it for it in role_statements(resources) if (it.where, it.sid) == (policy, sid)]
    if sid == "WithoutWords":
        assert not set(found.condition["ForAllValues:StringEquals"]["dynamodb:Attributes"]) & WORDS
    assert found.condition["StringEqualsIfExists"] == {"dynamodb:Select": "SPECIFIC_ATTRIBUTES"}
    assert found.condition["Null"]["dynamodb:Attributes"] == "false"


def test_mails_come_from_one_address_by_one_configuration_set(resources: dict[str, Any]) -> None:
    (found,) = [it for it in role_statements(resources) if any(action.startswith("ses:") for action in it.actions)]
    ours = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:"
    assert (found.where, set(found.actions)) == ("DigestPolicy", {"ses:SendEmail", "ses:SendRawEmail"})
    assert [text_of(each) for each in found.resources] == [
        f"{ours}identity/${{SenderAddress}}", f"{ours}identity/${{Domain}}", f"{ours}configuration-set/${{MailSet}}",
    ]  # fmt: skip
    assert found.condition == {"StringEquals": {"ses:FromAddress": {"Ref": "SenderAddress"}}}


@pytest.mark.parametrize("policy", ["ConnectPolicy", "DisconnectPolicy"])
def test_opening_and_closing_a_socket_reads_by_key_alone(resources: dict[str, Any], policy: str) -> None:
    actions = set().union(*allowed(resources, policy).values())
    assert actions & READS == {"dynamodb:GetItem"}


def test_frames_are_answered_from_rows_read_by_key_and_change_nothing_but_who_is_there(
    resources: dict[str, Any],
) -> None:
    on_table = {
        found.actions[0]: found.condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]
        for found in role_statements(resources)
        if found.where == "FramePolicy" and RECORDS in map(text_of, found.resources)
    }
    assert on_table == {
        "dynamodb:GetItem": ["CONNECTION#*", "ITEM#appt#*"],
        "dynamodb:BatchGetItem": ["CONV#*", "ITEM#appt#*", "PERSON#*", "PRESENCE#*", "TEAM#*"],
        "dynamodb:UpdateItem": ["CONNECTION#*", "ITEM#appt#*", "PRESENCE#*"],
    }
    assert allowed(resources, "FramePolicy")[RECORDS] == on_table.keys()


@pytest.mark.parametrize("policy", POLICIES)
def test_rights_on_some_rows_alone_hold_for_no_request_without_a_key(resources: dict[str, Any], policy: str) -> None:
    for found in role_statements(resources):
        if found.where == policy and "dynamodb:LeadingKeys" in str(found.condition):
            assert found.condition["Null"] in (
                {"Fn::If": ["Local", {"Ref": "AWS::NoValue"}, {"dynamodb:LeadingKeys": "false"}]},
                {
                    "dynamodb:Attributes": "false",
                    "dynamodb:LeadingKeys": {"Fn::If": ["Local", {"Ref": "AWS::NoValue"}, "false"]},
                },
            )


def test_sockets_are_written_to_on_exactly_our_stage(resources: dict[str, Any]) -> None:
    on_sockets = {
        found.where: (found.actions, [text_of(resource) for resource in found.resources])
        for found in role_statements(resources)
        if "execute-api:ManageConnections" in found.actions
    }
    api = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebsocketAPI}"
    writing, closing = (f"{api}/socket/{method}/@connections/*" for method in ("POST", "DELETE"))
    assert on_sockets == {
        **dict.fromkeys(
            ["FramePolicy", "HandOverPolicy", "SettlePolicy"], (["execute-api:ManageConnections"], [writing])
        ),
        "ApiPolicy": (["execute-api:ManageConnections"], [writing, closing]),
    }


@pytest.mark.parametrize("policy", POLICIES)
def test_functions_write_to_their_own_log_alone(resources: dict[str, Any], policy: str) -> None:
    writes = {name for name, actions in allowed(resources, policy).items() if "logs:PutLogEvents" in actions}
    assert writes == {f"{policy.removesuffix('Policy')}Log.Arn"}


USES_OF_KEYS = {
    *("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"),
    *("kms:Sign", "kms:GenerateMac", "kms:DeriveSharedSecret"),
}


def test_the_accounts_administrators_manage_every_key_and_use_none(resources: dict[str, Any]) -> None:
    keys = {name for name, found in resources.items() if found["Type"] == "AWS::KMS::Key"}
    root = {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}
    theirs = [found for found in statements(resources) if found.where in keys and found.principal == root]
    assert {found.where for found in theirs} == keys
    assert {found.sid for found in theirs} == {"AdministratorsManage", "DeploymentHandsTheKeyToServices"}
    for found in theirs:
        assert not {action for action in found.actions if action in USES_OF_KEYS or "*" in action}, found.sid
        if "kms:CreateGrant" in found.actions:
            assert found.condition["Bool"] == {"kms:GrantIsForAWSResource": "true"}


def test_nobody_but_functions_and_the_services_that_store_for_us_decrypts(resources: dict[str, Any]) -> None:
    decrypting = {
        found.sid for found in statements(resources) if found.where == "Key" and "kms:Decrypt" in found.actions
    }
    assert decrypting == {
        "FunctionsUseTables",
        "FunctionsUseFiles",
        "FunctionsUseQueues",
        "SealsAreKept",
        "AuditorsReadTheAudit",
        "AuditorsReadSeals",
        "LogsAreEncrypted",
        "MailEventsReachTheTopic",
        "ScansReadFiles",
        "AlarmsReachTheTopic",
    }


def test_the_key_is_used_only_by_way_of_the_services_that_store_for_us(resources: dict[str, Any]) -> None:
    for found in statements(resources):
        if found.where == "Key" and found.sid != "AdministratorsManage":
            assert found.condition, found.sid


def test_the_key_names_every_role(resources: dict[str, Any]) -> None:
    (users,) = [found for found in statements(resources) if found.sid == "FunctionsUseTables"]
    assert {text_of(arn) for arn in users.principal["AWS"]} == {name.replace("Policy", "Role.Arn") for name in POLICIES}
