"""CloudFront: one name for portal, API and socket, with strict headers."""

import json
from typing import Any

import pytest

from infra.edge_headers import HEADERS


@pytest.fixture(scope="module")
def distribution(resources: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = resources["Distribution"]["Properties"]["DistributionConfig"]
    return found


@pytest.fixture(scope="module")
def policy(resources: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = resources["SecurityHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    return found


def test_each_path_leads_to_its_origin(distribution: dict[str, Any]) -> None:
    paths = {found["PathPattern"]: found["TargetOriginId"] for found in distribution["CacheBehaviors"]}
    assert paths == {"/v1/*": "api", "/socket": "socket"}
    assert distribution["DefaultCacheBehavior"]["TargetOriginId"] == "portal"


def test_only_modern_tls_is_spoken_on_both_sides(distribution: dict[str, Any]) -> None:
    assert distribution["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    for origin in distribution["Origins"]:
        if "CustomOriginConfig" in origin:
            assert origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
            assert origin["CustomOriginConfig"]["OriginSSLProtocols"] == ["TLSv1.2"]


def test_every_answer_carries_the_security_headers(distribution: dict[str, Any]) -> None:
    for behaviour in (distribution["DefaultCacheBehavior"], *distribution["CacheBehaviors"]):
        assert behaviour["ResponseHeadersPolicyId"] == {"Ref": "SecurityHeaders"}
        assert behaviour["ViewerProtocolPolicy"] in ("https-only", "redirect-to-https")


def test_every_header_of_the_file_is_sent(policy: dict[str, Any]) -> None:
    headers = json.loads(HEADERS.read_text())
    assert len(policy["SecurityHeadersConfig"]) + len(policy["CustomHeadersConfig"]["Items"]) == len(headers)
    for said in (*policy["SecurityHeadersConfig"].values(), *policy["CustomHeadersConfig"]["Items"]):
        assert said["Override"] is True


@pytest.mark.parametrize("source", ["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"])
def test_the_content_policy_lets_nothing_in_wholesale(source: str) -> None:
    rules = json.loads(HEADERS.read_text())["Content-Security-Policy"]
    assert source not in rules.replace(";", " ").split()
    assert "default-src 'none'" in rules
    assert "frame-ancestors 'none'" in rules


def test_only_the_sign_in_page_is_spoken_to_beside_ourselves(policy: dict[str, Any]) -> None:
    content = policy["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    text, names = content["Fn::Sub"]
    assert "connect-src 'self' ${SignInOrigin};" in text
    assert names == {"SignInOrigin": {"Fn::Sub": "https://${SignIn}.auth.${AWS::Region}.amazoncognito.com"}}


def test_the_portal_bucket_opens_to_this_distribution_alone(resources: dict[str, Any]) -> None:
    (allowed,) = [
        found
        for found in resources["PortalBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
        if found["Effect"] == "Allow"
    ]
    assert allowed["Action"] == "s3:GetObject"
    arn = "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}"
    assert allowed["Condition"] == {"StringEquals": {"aws:SourceArn": {"Fn::Sub": arn}}}
