"""AWS WAF before the portal and the sign-in: known attacks and floods, and nothing that people write."""

import json
from typing import Any

import pytest

from chalicelib.transport.openapi import ANYWHERE
from infra.deploy import firewall
from infra.firewall import NOT_LOGGED

KEPT_BY_AWS = {
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
}
Acl = dict[str, Any]


@pytest.fixture(params=["portal", "sign-in"])
def acl(request: pytest.FixtureRequest, resources: dict[str, Any]) -> Acl:
    whole = firewall.template()["Resources"] if request.param == "portal" else resources
    found: Acl = whole["Firewall" if request.param == "portal" else "SignInFirewall"]["Properties"]
    return found


def groups(acl: Acl) -> dict[str, Any]:
    stated = [rule["Statement"].get("ManagedRuleGroupStatement") for rule in acl["Rules"]]
    return {each["Name"]: each for each in stated if each}


def test_the_rules_that_aws_keeps_are_in_force_if_the_clinic_blocks(acl: Acl) -> None:
    assert groups(acl).keys() == KEPT_BY_AWS
    for rule in acl["Rules"][:-1]:
        assert rule["OverrideAction"] == {"Fn::If": ["WafBlocks", {"None": {}}, {"Count": {}}]}


def test_nothing_is_blocked_for_what_people_write_in_a_message(acl: Acl) -> None:
    for name, group in groups(acl).items():
        overridden = {each["Name"]: each["ActionToUse"] for each in group["RuleActionOverrides"]}
        assert all(action == {"Count": {}} for action in overridden.values())
        assert {rule for rule in overridden if not rule.endswith("_BODY")} <= {"NoUserAgent_HEADER"}, name
    assert "SizeRestrictions_BODY" in str(groups(acl)["AWSManagedRulesCommonRuleSet"])


def test_too_many_requests_of_one_address_are_refused_as_the_api_refuses(acl: Acl) -> None:
    rate = acl["Rules"][-1]
    assert rate["Statement"]["RateBasedStatement"] == {
        **{"Limit": {"Ref": "WafRequests"}, "AggregateKeyType": "IP", "EvaluationWindowSec": 300},
    }
    _, blocks, counts = rate["Action"]["Fn::If"]
    assert counts == {"Count": {}}
    assert blocks["Block"]["CustomResponse"]["ResponseCode"] == 429
    problem = json.loads(acl["CustomResponseBodies"]["busy"]["Content"])
    assert (problem["status"], problem["code"]) == (429, ANYWHERE[429])


def test_no_request_is_kept_as_a_sample_and_no_path_or_query_is_logged(acl: Acl, resources: dict[str, Any]) -> None:
    assert "'SampledRequestsEnabled': True" not in str(acl)
    for logging in (firewall.template()["Resources"]["Logging"], resources["SignInFirewallLogging"]):
        assert logging["Properties"]["RedactedFields"] == list(NOT_LOGGED)
        assert {"UriPath": {}} in NOT_LOGGED
        assert {"QueryString": {}} in NOT_LOGGED
        assert logging["Properties"]["LoggingFilter"]["DefaultBehavior"] == "DROP"


def test_the_one_before_the_portal_is_cloudfronts_and_the_other_the_pools(resources: dict[str, Any]) -> None:
    assert firewall.template()["Resources"]["Firewall"]["Properties"]["Scope"] == "CLOUDFRONT"
    assert resources["SignInFirewall"]["Properties"]["Scope"] == "REGIONAL"
    stands = resources["SignInFirewallStands"]["Properties"]
    assert stands["ResourceArn"] == {"Fn::GetAtt": ["UserPool", "Arn"]}
    assert resources["Distribution"]["Properties"]["DistributionConfig"]["WebACLId"] == {
        "Fn::If": ["HasWebAcl", {"Ref": "WebAclArn"}, {"Ref": "AWS::NoValue"}]
    }


def test_the_template_is_small_enough_to_be_sent_along() -> None:
    assert len(json.dumps(firewall.template())) < 51_200
