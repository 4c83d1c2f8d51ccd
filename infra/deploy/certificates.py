"""Whether the portal's certificate is there, issued, and of the portal's name."""

from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.cloud import Cloud
from infra.deploy.findings import Finding, failure, ok

EDGE_REGION = "us-east-1"
"""Where CloudFront takes its certificates from."""


def certificate(cloud: Cloud) -> list[Finding]:
    arn, domain = cloud.tenant.parameters["CertificateArn"], cloud.tenant.parameters["PortalDomain"]
    try:
        found = cloud.client("acm", EDGE_REGION).describe_certificate(CertificateArn=arn)["Certificate"]
    except ClientError as refusal:
        if refusal.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        request = f"`aws acm request-certificate --region us-east-1 --domain-name {domain} --validation-method DNS`"
        return [failure(f"There is no certificate {arn}. Make one with {request} and give its ARN as certificate_arn.")]
    if found["Status"] != "ISSUED":
        return [failure(f"The certificate is at {found['Status']}. {awaited(found)}")]
    names = [found["DomainName"], *found.get("SubjectAlternativeNames", [])]
    if not any(covers(name, domain) for name in names):
        cure = f"Request one for {domain}, or correct portal_domain."
        return [failure(f"The certificate is for {', '.join(sorted(set(names)))}, not for {domain}. {cure}")]
    return [ok(f"certificate of {domain}")]


def covers(name: str, domain: str) -> bool:
    """A star stands for one label."""
    return name == domain or (name.startswith("*.") and domain.partition(".")[2] == name[2:])


def awaited(certificate: dict[str, Any]) -> str:
    """What makes AWS issue it."""
    if certificate["Status"] != "PENDING_VALIDATION":
        return "It will not be issued any more: request another and give its ARN as certificate_arn."
    wanted = [each.get("ResourceRecord") for each in certificate.get("DomainValidationOptions", [])]
    records = [f"{record['Name']} {record['Type']} {record['Value']}" for record in wanted if record]
    lines = "; ".join(records) or "those that the console of Certificate Manager (us-east-1) shows"
    return f"AWS issues it some minutes after these DNS records are there: {lines}."
