"""The four things that can be done with tenants, each from its beginning to its end."""

import os
from collections.abc import Mapping

from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy import applying, checks, destroying, firewall, migrating, releases, stacks, wiping
from infra.deploy import tenants as tenant_files
from infra.deploy.cloud import Cloud, connect
from infra.deploy.publishing import publish_portal
from infra.deploy.releases import Release
from infra.deploy.tenants import Tenant
from infra.deploy.terminal import paint, tell
from infra.deploy.trial import try_out
from infra.local.steps import Failure, step
from infra.package import PackagingFailed, build, host_architecture


def deploy(tenant: Tenant, endpoint: str = "") -> None:
    """Install the tenant, or bring it to what is here. Safe to run again, also after an interruption."""
    begun = begin("Deploying", tenant, endpoint)
    migrating.refuse_older(begun)
    was_there = applying.is_there(begun)
    cloud = firewall.raise_before(begun)
    outputs = applying.bring_to(cloud, release(cloud), allow_data_loss=os.environ.get("ALLOW_DATA_LOSS") == "yes")
    firewall.remove_unless_wanted(begun)
    migrating.migrate(cloud, was_there=was_there)
    publish_portal(cloud, outputs)
    try_out(cloud, outputs)
    tell_addresses(cloud, outputs)


def diff(tenant: Tenant, endpoint: str = "") -> None:
    """Tell what `deploy` would change, and change nothing."""
    begun = begin("Comparing", tenant, endpoint)
    migrating.refuse_older(begun)
    cloud = firewall.compare(begun)
    applying.show(cloud, release(cloud))
    if applying.is_there(cloud):
        migrating.show_due(cloud)


def destroy(tenant: Tenant, endpoint: str = "") -> None:
    """Delete the tenant's stack. Data stays, unless DATA=delete and somebody types the tenant's name."""
    cloud = connect(tenant, endpoint)
    found = checks.account(cloud)
    if any(finding.level == "failure" for finding in found):
        raise Failure(found[0].text)
    if what_of_data(os.environ.get("DATA") or "") == "delete":
        wiping.wipe(cloud, input)
    else:
        destroying.destroy(cloud, os.environ.get("CONFIRM") or "")
        if os.environ.get("CONFIRM") != tenant.name:
            return
    firewall.remove(cloud)


def what_of_data(said: str) -> str:
    """`keep` or `delete`; Failure if something else was said."""
    if said not in ("", "keep", "delete"):
        raise Failure(f"DATA={said} is not known: leave it out to keep the data, or say DATA=delete.")
    return said or "keep"


def tenants(endpoint: str = "") -> None:
    """List all tenants with how they stand."""
    for name in tenant_files.names():
        try:
            tenant = tenant_files.load(name)
            tell(f"  {name:<20}{tenant.account}  {tenant.region:<16}{state(connect(tenant, endpoint))}")
        except Failure as failure:
            tell(f"  {name:<20}{paint(str(failure).splitlines()[0], 'red')}")
    if not tenant_files.names():
        tell("  No tenants yet: copy infra/tenants/example.yaml.")


def state(cloud: Cloud) -> str:
    try:
        found = checks.account(cloud)
        if found[0].level == "failure":
            return found[0].text
        stack = stacks.find(cloud)
    except (ClientError, BotoCoreError) as refusal:
        return f"cannot be asked: {refusal}"
    problem = stacks.obstacle(stack, cloud.tenant.name, cloud.tenant.stack)
    if stack is None or stack.is_empty:
        return "not installed"
    return problem or f"{stack.status}  {stack.outputs.get('PortalUrl', '')}"


def begin(title: str, tenant: Tenant, endpoint: str) -> Cloud:
    """Say what is done where, and refuse what cannot go well."""
    where = f"the emulator at {endpoint}" if endpoint else "AWS"
    tell(f"\n{title} {tenant.name}: stack {tenant.stack} in {tenant.account}, {tenant.region}, on {where}\n")
    cloud = connect(tenant, endpoint)
    checks.require(cloud)
    applying.wait_for_others(cloud)
    return cloud


def release(cloud: Cloud) -> Release:
    """Package what is here, for AWS's processors or this machine's, and put it into the tenant's bucket."""
    with step("package the functions"):
        try:
            package = build(host_architecture()) if cloud.is_emulated else build("arm64")
        except PackagingFailed as failure:
            raise Failure(str(failure)) from failure
    with step("upload the release"):
        return releases.publish(cloud, package)


def tell_addresses(cloud: Cloud, outputs: Mapping[str, str]) -> None:
    tell(f"\n{cloud.tenant.name} is installed.\n")
    for title, name in ADDRESSES.items():
        if outputs.get(name):
            tell(f"  {title:<16}{outputs[name]}")
    if target := outputs.get("DistributionName"):
        domain = cloud.tenant.parameters["PortalDomain"]
        tell(f"\n  DNS: {domain} must be a CNAME (or Route 53 alias) of {target}.")


ADDRESSES = {"portal": "PortalUrl", "API": "ApiUrl", "socket": "SocketEndpoint", "sign-in": "SignInUrl"}
