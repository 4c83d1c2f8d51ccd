"""CloudFront: one name for portal, API and socket, with strict headers."""

import json
from typing import Any

import pytest

from chalicelib.transport import doors
from infra.edge_headers import CHIME_ORIGINS, HEADERS
from tests.infra.statements import PROOF


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


def test_cloudfront_shows_the_api_and_the_sockets_that_it_is_the_clinics_own(distribution: dict[str, Any]) -> None:
    proof = {
        "HeaderName": "X-Portal-Proof",
        "HeaderValue": PROOF,
    }
    shown = {origin["Id"]: origin.get("OriginCustomHeaders") for origin in distribution["Origins"]}
    assert shown == {"portal": None, "api": [proof], "socket": [proof]}
    assert proof["HeaderName"].lower() == doors.PROOF
    assert not doors.PROOF.startswith(("x-amz-", "x-edge-")), "CloudFront takes none that begin so"


def test_cloudfront_tells_who_called_by_the_policy_that_leaves_out_the_host_alone(distribution: dict[str, Any]) -> None:
    """AWS's AllViewerExceptHostHeader: all of the viewer's headers but Host, and CloudFront's own about the viewer."""
    for behaviour in distribution["CacheBehaviors"]:
        assert behaviour["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac"


def test_no_second_cloudfront_stands_between_ours_and_the_api(resources: dict[str, Any]) -> None:
    """An edge-optimized API has one of its own, which would tell of ours as the viewer."""
    assert resources["RestAPI"]["Properties"]["EndpointConfiguration"] == "REGIONAL"


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


def test_only_the_sign_in_page_the_bucket_of_files_and_chime_are_spoken_to_beside_ourselves(
    policy: dict[str, Any],
) -> None:
    content = policy["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]
    text, names = content["Fn::Sub"]
    assert "connect-src 'self' ${SignInOrigin} ${FilesOrigin} ${CallOrigins};" in text
    assert "img-src 'self' data: blob: ${FilesOrigin}; frame-src blob:;" in text
    assert names == {
        "CallOrigins": {"Fn::If": ["CallsByChime", CHIME_ORIGINS, ""]},
        "SignInOrigin": {"Fn::Sub": "https://${SignIn}.auth.${AWS::Region}.amazoncognito.com"},
        "FilesOrigin": {"Fn::Sub": "https://${Attachments.RegionalDomainName}"},
    }


def test_the_portal_bucket_opens_to_this_distribution_alone(resources: dict[str, Any]) -> None:
    (allowed,) = [
        found
        for found in resources["PortalBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
        if found["Effect"] == "Allow"
    ]
    assert allowed["Action"] == "s3:GetObject"
    arn = "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}"
    assert allowed["Condition"] == {"StringEquals": {"aws:SourceArn": {"Fn::Sub": arn}}}
