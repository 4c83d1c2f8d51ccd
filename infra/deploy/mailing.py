"""Whether mail can be sent from the tenant's address."""

from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.cloud import Cloud
from infra.deploy.findings import Finding, failure, ok, warning


def sender(cloud: Cloud) -> list[Finding]:
    """SES knows the address's domain, and sends to everybody, not only to those who agreed to tests."""
    address = cloud.tenant.parameters.get("SenderAddress", "")
    if not address:
        return []
    ses = cloud.client("sesv2")
    domain = address.rpartition("@")[2]
    if not is_verified(ses, domain):
        make = f"`aws sesv2 create-email-identity --email-identity {domain}`"
        return [failure(f"SES may not send for {domain} yet. {make}, then put the DNS records that it names in place.")]
    if not ses.get_account().get("ProductionAccessEnabled"):
        cure = "Ask for production access in the SES console; it takes about a day. Until then it refuses all others."
        return [warning(f"SES still sends to verified addresses alone, invitations too (its sandbox). {cure}")]
    return [ok(f"mail from {address}")]


def is_verified(ses: Any, identity: str) -> bool:
    try:
        return bool(ses.get_email_identity(EmailIdentity=identity)["VerifiedForSendingStatus"])
    except ClientError as refusal:
        if refusal.response["Error"]["Code"] != "NotFoundException":
            raise
        return False
