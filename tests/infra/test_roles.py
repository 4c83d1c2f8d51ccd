"""Who may do what: the functions' roles, the key, and every star in a policy."""

from typing import Any

import pytest
import yaml

from infra.package import ROOT
from tests.infra.statements import allowed, role_statements, statements, text_of

FINDINGS: dict[str, Any] = yaml.safe_load((ROOT / "infra" / "findings.yaml").read_text())
ROLES = {
    "APIHandler": "ApiRole",
    "Settle": "SettleRole",
    "WebsocketConnect": "ConnectRole",
    "WebsocketDisconnect": "DisconnectRole",
    "WebsocketMessage": "FrameRole",
}
POLICIES = ["ApiPolicy", "ConnectPolicy", "DigestPolicy", "DisconnectPolicy", "FramePolicy", "SettlePolicy"]
RECORDS, AUDIT = "Records.Arn", "Audit.Arn"
INBOX, UNREAD, DIGEST = (f"${{Records.Arn}}/index/{name}" for name in ("inbox", "unread", "digest"))
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
def test_no_role_may_change_or_delete_or_read_an_audit_row(resources: dict[str, Any], policy: str) -> None:
    touching = {name: actions for name, actions in allowed(resources, policy).items() if "Audit" in name}
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


def test_the_api_reads_one_index_and_never_scans(resources: dict[str, Any]) -> None:
    rights = allowed(resources, "ApiPolicy")
    assert {name: actions for name, actions in rights.items() if "/index/" in name} == {INBOX: {"dynamodb:Query"}}
    assert "dynamodb:Scan" not in set().union(*rights.values())


def test_settle_reads_no_index(resources: dict[str, Any]) -> None:
    assert not [name for name in allowed(resources, "SettlePolicy") if "/index/" in name]


def test_the_digest_reads_who_is_due_and_neither_messages_nor_inboxes(resources: dict[str, Any]) -> None:
    assert allowed(resources, "DigestPolicy") == {
        DIGEST: {"dynamodb:Query"},
        UNREAD: {"dynamodb:Query"},
        RECORDS: {"dynamodb:GetItem"},
    }
    (on_table,) = [
        found
        for found in role_statements(resources)
        if found.where == "DigestPolicy" and RECORDS in map(text_of, found.resources)
    ]
    assert on_table.condition == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["PERSON#*", "PRESENCE#*"]},
        "Null": {"Fn::If": ["Local", {"Ref": "AWS::NoValue"}, {"dynamodb:LeadingKeys": "false"}]},
    }


@pytest.mark.parametrize("policy", ["ConnectPolicy", "DisconnectPolicy"])
def test_opening_and_closing_a_socket_reads_by_key_alone(resources: dict[str, Any], policy: str) -> None:
    actions = set().union(*allowed(resources, policy).values())
    assert actions & READS == {"dynamodb:GetItem"}


def test_frames_touch_no_table(resources: dict[str, Any]) -> None:
    assert not [name for name in allowed(resources, "FramePolicy") if "Records" in name or "Audit" in name]


def test_sockets_are_written_to_on_exactly_our_stage(resources: dict[str, Any]) -> None:
    on_sockets = {
        found.where: (found.actions, text_of(found.resources[0]))
        for found in role_statements(resources)
        if "execute-api:ManageConnections" in found.actions
    }
    api = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${WebsocketAPI}"
    expected = (["execute-api:ManageConnections"], f"{api}/socket/POST/@connections/*")
    assert on_sockets == dict.fromkeys(["ApiPolicy", "FramePolicy", "SettlePolicy"], expected)


@pytest.mark.parametrize("policy", [name for name in POLICIES if name != "DigestPolicy"])
def test_functions_write_to_their_own_log_alone(resources: dict[str, Any], policy: str) -> None:
    writes = {name for name, actions in allowed(resources, policy).items() if "logs:PutLogEvents" in actions}
    assert writes == {f"{policy.removesuffix('Policy')}Log.Arn"}


def test_nobody_but_functions_and_the_services_that_store_for_us_decrypts(resources: dict[str, Any]) -> None:
    decrypting = {
        found.sid for found in statements(resources) if found.where == "Key" and "kms:Decrypt" in found.actions
    }
    assert decrypting == {"FunctionsUseTables", "SettleReportsFailures", "LogsAreEncrypted", "AlarmsReachTheTopic"}


def test_the_key_is_used_only_by_way_of_the_services_that_store_for_us(resources: dict[str, Any]) -> None:
    for found in statements(resources):
        if found.where == "Key" and found.sid != "AdministratorsManage":
            assert found.condition, found.sid


def test_the_key_names_every_role(resources: dict[str, Any]) -> None:
    (users,) = [found for found in statements(resources) if found.sid == "FunctionsUseTables"]
    assert {text_of(arn) for arn in users.principal["AWS"]} == {name.replace("Policy", "Role.Arn") for name in POLICIES}
