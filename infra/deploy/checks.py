"""What must be so before anything is changed: all is looked at first and told together, each with what to do."""

from collections.abc import Callable

from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy import stacks
from infra.deploy.certificates import certificate
from infra.deploy.cloud import Cloud
from infra.deploy.findings import Finding, failure, ok, unchecked, warning
from infra.deploy.mailing import sender
from infra.deploy.terminal import tell
from infra.local.steps import Failure

Check = Callable[[Cloud], list[Finding]]
FEWEST_FUNCTIONS = 100
"""Functions that should be able to run at a time: fewer than a clinic's opening hour wants. New accounts have 10."""


def account(cloud: Cloud) -> list[Finding]:
    tenant = cloud.tenant
    try:
        caller = cloud.client("sts").get_caller_identity()
    except ClientError as refusal:
        cure = "Sign in again (`aws sso login`); if that was it not, the region may be switched off in this account."
        return [failure(f"AWS does not take the credentials in {tenant.region}: {refusal}. {cure}")]
    except BotoCoreError as missing:
        cure = "Is the emulator running?" if cloud.is_emulated else "Sign in first, as with `aws sso login`."
        return [failure(f"AWS cannot be asked: {missing} {cure}")]
    if caller["Account"] != tenant.account:
        cure = "Sign in to the tenant's account, or name its profile by `profile: …`."
        others = f"These credentials are of account {caller['Account']}, the tenant's is {tenant.account}."
        return [failure(f"{others} {cure}")]
    return [ok(f"account {tenant.account}, {tenant.region}, as {caller['Arn'].rpartition(':')[2]}")]


def stack(cloud: Cloud) -> list[Finding]:
    found, name = stacks.find(cloud), cloud.tenant.stack
    if problem := stacks.obstacle(found, cloud.tenant.name, name) or stacks.half_restored(found, cloud.tenant.name):
        return [failure(problem)]
    if found is None or found.is_empty:
        return [ok(f"stack {name}: not there yet")]
    if found.is_busy:
        return [warning(f"stack {name}: {found.status}; its end is waited for")]
    return [ok(f"stack {name}: {found.status}"), *gap(cloud, found)]


def gap(cloud: Cloud, found: stacks.Stack) -> list[Finding]:
    """Functions learn at once that CloudFront has a proof, CloudFront only some minutes later."""
    if cloud.is_emulated or "EdgeProofArn" in found.outputs or cloud.tenant.parameters["DirectRequests"] == "SERVED":
        return []
    cure = "Deploy once with `direct_requests: served`, then without, or do it while nobody works."
    return [warning(f"Until CloudFront has its new proof, for some minutes, everybody would be refused. {cure}")]


def sign_in_name(cloud: Cloud) -> list[Finding]:
    """The hosted sign-in's prefix is unique in a region, among all accounts."""
    prefix = cloud.tenant.parameters.get("SignInDomain") or f"{cloud.tenant.stack}-{cloud.tenant.account}"
    found = cloud.client("cognito-idp").describe_user_pool_domain(Domain=prefix).get("DomainDescription", {})
    here = stacks.find(cloud)
    own = here.outputs.get("UserPoolId", "") if here else ""
    if found.get("UserPoolId", own) != own:
        cure = "Choose another by `sign_in_domain: …`, or delete that domain in the Cognito console."
        return [failure(f"The sign-in address {prefix} is taken by the user pool {found['UserPoolId']}. {cure}")]
    return [ok(f"sign-in address {prefix}")]


def functions(cloud: Cloud) -> list[Finding]:
    limit = cloud.client("lambda").get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    if limit < FEWEST_FUNCTIONS:
        cure = "Ask for 1,000: Service Quotas, AWS Lambda, Concurrent executions. It is free and takes a day or two."
        return [warning(f"Only {limit} functions can run at a time, too few for a clinic's busy hour. {cure}")]
    return [ok(f"{limit} functions can run at a time")]


def left_logs(cloud: Cloud) -> list[Finding]:
    """Logs outlive their stack and have names of their own: a new stack of that name cannot make them again."""
    found, name = stacks.find(cloud), cloud.tenant.stack
    if found and not found.is_empty:
        return []
    logs = cloud.client("logs")
    prefixes = (f"/aws/lambda/{name}-", f"/aws/apigateway/{name}-", f"aws-waf-logs-{name}-")
    told = [logs.describe_log_groups(logGroupNamePrefix=prefix)["logGroups"] for prefix in prefixes]
    left = [group["logGroupName"] for groups in told for group in groups]
    if not left:
        return []
    cure = "Give the tenant another `stack`, or delete them if nobody needs them: `aws logs delete-log-group`."
    return [failure(f"Logs of an earlier installation named {name} are still there: {', '.join(left)}. {cure}")]


ON_AWS: tuple[tuple[str, Check], ...] = (
    ("certificate", certificate),
    ("sender address", sender),
    ("Lambda's quota", functions),
    ("name of the sign-in", sign_in_name),
)
"""What an emulator has no answer to, or does not need: nobody reaches a portal there by a name of its own."""


def run(cloud: Cloud) -> list[Finding]:
    """All findings. Where nobody may ask anything, only that is told."""
    found = account(cloud)
    if any(finding.level == "failure" for finding in found):
        return [*found, unchecked("Everything else")]
    found += asked("stack", stack, cloud) + asked("logs", left_logs, cloud)
    for title, check in ON_AWS:
        found += [unchecked(title.capitalize())] if cloud.is_emulated else asked(title, check, cloud)
    return found


def asked(title: str, check: Check, cloud: Cloud) -> list[Finding]:
    """What a check finds; one that may not ask is no reason to stop."""
    try:
        return check(cloud)
    except ClientError as refusal:
        return [unchecked(f"{title.capitalize()} ({refusal.response['Error']['Code']} by {refusal.operation_name})")]
    except BotoCoreError as missing:
        return [unchecked(f"{title.capitalize()} ({missing})")]


def require(cloud: Cloud) -> None:
    """Tell everything; Failure if one cannot go on."""
    found = run(cloud)
    for finding in found:
        tell(str(finding))
    failures = [finding for finding in found if finding.level == "failure"]
    if failures:
        raise Failure("Nothing was changed. Put right what is marked with `stop`, then run the same again.")
