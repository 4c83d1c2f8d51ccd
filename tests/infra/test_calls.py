"""Video visits: who may make and end meetings, read the TURN servers' secret, and where pages may go for a call."""

from typing import Any

import pytest

from chalicelib.settings import CHIME_REGIONS
from tests.infra.statements import allowed, condition_of, role_statements, text_of
from tests.infra.test_roles import POLICIES

MEETINGS = [
    "arn:${AWS::Partition}:chime::${AWS::AccountId}:meeting/*",
    "arn:${AWS::Partition}:chime:${Region}:${AWS::AccountId}:meeting/*",
]
ON_MEETINGS = {"chime:CreateAttendee", "chime:DeleteMeeting", "chime:GetMeeting"}
OUR_STACK = {"Ref": "AWS::StackName"}


def test_two_functions_reach_meetings_of_this_stack_and_only_where_chime_is_chosen(resources: dict[str, Any]) -> None:
    on_chime = {
        (found.where, found.sid): (set(found.actions), [text_of(each) for each in found.resources], found.condition)
        for found in role_statements(resources)
        if any(action.startswith("chime:") for action in found.actions)
    }
    made, tagged = ({"StringEquals": {f"aws:{of}Tag/stack": OUR_STACK}} for of in ("Request", "Resource"))
    assert on_chime == {
        ("ApiPolicy", "NewMeetings"): ({"chime:CreateMeeting"}, ["*"], made),
        ("ApiPolicy", "TagsOfNewMeetings"): ({"chime:TagResource"}, MEETINGS, made),
        ("ApiPolicy", "Meetings"): (ON_MEETINGS, MEETINGS, tagged),
        ("SettlePolicy", "EndedMeetings"): ({"chime:DeleteMeeting"}, MEETINGS, tagged),
    }
    assert {condition_of(resources, *statement) for statement in on_chime} == {"CallsByChime"}


def test_the_api_alone_reads_exactly_the_secret_of_the_turn_servers(resources: dict[str, Any]) -> None:
    reading = {policy: allowed(resources, policy).get("TurnSecretArn") for policy in POLICIES}
    assert {policy: actions for policy, actions in reading.items() if actions} == {
        "ApiPolicy": {"secretsmanager:GetSecretValue"}
    }
    assert condition_of(resources, "ApiPolicy", "TurnSecret") == "HasTurnSecret"
    decrypting = [found for found in role_statements(resources) if "kms:Decrypt" in found.actions]
    (by_key,) = [found for found in decrypting if "TurnSecretKeyArn" in map(text_of, found.resources)]
    assert (by_key.where, len(by_key.resources)) == ("ApiPolicy", 1)
    assert by_key.condition == {"StringEquals": {"kms:EncryptionContext:SecretARN": {"Ref": "TurnSecretArn"}}}
    assert condition_of(resources, "ApiPolicy", by_key.sid) == "HasTurnSecretKey"


def test_chime_carries_calls_on_aws_unless_the_clinic_chose_otherwise(template: dict[str, Any]) -> None:
    chosen, locally = {"Fn::Equals": [{"Ref": "CallProvider"}, "chime"]}, {"Condition": "NotLocal"}
    left_open = {"Fn::Equals": [{"Ref": "CallProvider"}, ""]}
    assert template["Conditions"]["CallsByChime"] == {"Fn::Or": [chosen, {"Fn::And": [locally, left_open]}]}
    told = template["Globals"]["Function"]["Environment"]["Variables"]["CALL_PROVIDER"]
    assert told == {"Fn::If": ["CallsByChime", "chime", "p2p"]}


def test_a_deployment_is_refused_where_chime_is_to_carry_calls_and_does_not(template: dict[str, Any]) -> None:
    rule = template["Rules"]["CarriedWhereChimeIs"]
    chosen, by_default = rule["RuleCondition"]["Fn::Or"]
    assert chosen == {"Fn::Equals": [{"Ref": "CallProvider"}, "chime"]}
    assert by_default == {
        "Fn::And": [{"Fn::Equals": [{"Ref": "IsLocal"}, "false"]}, {"Fn::Equals": [{"Ref": "CallProvider"}, ""]}]
    }
    (assertion,) = rule["Assertions"]
    regions = list(CHIME_REGIONS)
    here = {"Fn::Contains": [regions, {"Ref": "AWS::Region"}]}
    assert assertion["Assert"] == {
        "Fn::Or": [
            {"Fn::Contains": [regions, {"Ref": "ChimeRegion"}]},
            {"Fn::And": [{"Fn::Equals": [{"Ref": "ChimeRegion"}, ""]}, here]},
        ]
    }
    assert assertion["AssertDescription"].startswith("Give ChimeRegion")


@pytest.mark.parametrize("feature", ["camera", "microphone", "display-capture", "fullscreen", "autoplay"])
def test_our_pages_and_no_frame_in_them_may_use_what_calls_need(resources: dict[str, Any], feature: str) -> None:
    policy = resources["SecurityHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    sent = {each["Header"]: each["Value"] for each in policy["CustomHeadersConfig"]["Items"]}
    assert f"{feature}=(self)" in sent["Permissions-Policy"].split(", ")
