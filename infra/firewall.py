"""The rules of AWS WAF that stand before the portal's name and before the sign-in, the same for both."""

from typing import Any

BODIES = (
    "SizeRestrictions_BODY",
    "CrossSiteScripting_BODY",
    "GenericLFI_BODY",
    "GenericRFI_BODY",
    "EC2MetaDataSSRF_BODY",
)
"""Bodies are what people write: more than 8 KB, a piece of HTML and a path of a file are messages like others. The API
takes them as text, within limits of its own.
"""
GROUPS = {
    "AWSManagedRulesAmazonIpReputationList": (),
    # The clinic's programs need not name themselves.
    "AWSManagedRulesCommonRuleSet": (*BODIES, "NoUserAgent_HEADER"),
    "AWSManagedRulesKnownBadInputsRuleSet": ("JavaDeserializationRCE_BODY", "Log4JRCE_BODY"),
}
"""Groups of rules that AWS keeps, with those rules of each that only count."""
MINUTES = 5
BUSY = """\
{"type": "urn:clinic-messaging:problem:too-many-requests", "title": "Too many requests", "status": 429, \
"detail": "Too many requests from your address. Wait some minutes and try again.", "code": "TOO_MANY_REQUESTS", \
"requestId": ""}"""
NOT_LOGGED = (
    {"UriPath": {}},
    {"QueryString": {}},
    *({"SingleHeader": {"Name": name}} for name in ("authorization", "cookie", "referer")),
)
"""Parts of a request that name people or open doors."""


def web_acl(name: str, scope: str) -> dict[str, Any]:
    """Properties of a `AWS::WAFv2::WebACL`. The template around it has `WafRequests` and the condition `WafBlocks`."""
    groups = [_group(number, group, counting) for number, (group, counting) in enumerate(GROUPS.items())]
    return {
        "Name": {"Fn::Sub": f"${{AWS::StackName}}-{name}"},
        "Scope": scope,
        "DefaultAction": {"Allow": {}},
        "CustomResponseBodies": {"busy": {"ContentType": "APPLICATION_JSON", "Content": BUSY}},
        "Rules": [*groups, _rate(len(groups))],
        "VisibilityConfig": _seen(name),
    }


def _group(number: int, name: str, counting: tuple[str, ...]) -> dict[str, Any]:
    statement = {
        "VendorName": "AWS",
        "Name": name,
        "RuleActionOverrides": [{"Name": rule, "ActionToUse": {"Count": {}}} for rule in counting],
    }
    return {
        "Name": name,
        "Priority": number,
        "OverrideAction": {"Fn::If": ["WafBlocks", {"None": {}}, {"Count": {}}]},
        "Statement": {"ManagedRuleGroupStatement": statement},
        "VisibilityConfig": _seen(name),
    }


def _rate(number: int) -> dict[str, Any]:
    """So many requests of one address, and no more for a while."""
    refusal = {
        "ResponseCode": 429,
        "CustomResponseBodyKey": "busy",
        "ResponseHeaders": [{"Name": "Retry-After", "Value": "60"}],
    }
    limit = {"Limit": {"Ref": "WafRequests"}, "AggregateKeyType": "IP", "EvaluationWindowSec": MINUTES * 60}
    return {
        "Name": "RequestsOfOneAddress",
        "Priority": number,
        "Action": {"Fn::If": ["WafBlocks", {"Block": {"CustomResponse": refusal}}, {"Count": {}}]},
        "Statement": {"RateBasedStatement": limit},
        "VisibilityConfig": _seen("RequestsOfOneAddress"),
    }


def _seen(name: str) -> dict[str, Any]:
    """Counted, but no requests are kept as samples: their addresses hold ids of people and what was searched for."""
    return {"CloudWatchMetricsEnabled": True, "SampledRequestsEnabled": False, "MetricName": name}


def logged(acl: str, group: str) -> dict[str, Any]:
    """Properties of the `AWS::WAFv2::LoggingConfiguration`: what was blocked or counted, by whom and by which rule."""
    kept = {
        "Behavior": "KEEP",
        "Requirement": "MEETS_ANY",
        "Conditions": [{"ActionCondition": {"Action": action}} for action in ("BLOCK", "COUNT", "EXCLUDED_AS_COUNT")],
    }
    arn = f"arn:${{AWS::Partition}}:logs:${{AWS::Region}}:${{AWS::AccountId}}:log-group:${{{group}}}"
    return {
        "ResourceArn": {"Fn::GetAtt": [acl, "Arn"]},
        "LogDestinationConfigs": [{"Fn::Sub": arn}],
        "LoggingFilter": {"DefaultBehavior": "DROP", "Filters": [kept]},
        "RedactedFields": list(NOT_LOGGED),
    }
