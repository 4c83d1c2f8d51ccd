"""Restoring a table of a tenant, from its checks to its end. Safe to run again, also after an interruption."""

from infra.deploy import applying, checks
from infra.deploy.cloud import Cloud, connect
from infra.deploy.stacks import Stack
from infra.deploy.tenants import Tenant
from infra.deploy.terminal import tell
from infra.local.steps import Failure, step
from infra.restore import closing, marking, switching, tables
from infra.restore.planning import planned
from infra.restore.pointing import MARKER, UnderWay, under_way
from infra.restore.wanted import RESOURCES, Wanted, target_name


def restore(tenant: Tenant, wanted: Wanted, endpoint: str = "") -> None:
    """Bring a table back to an earlier state, in a table of its own, and the stack to that table."""
    cloud = connected(tenant, endpoint)
    stack = switching.require(cloud)
    begun = under_way(switching.template_of(cloud, stack))
    if begun:
        require_same(begun, wanted)
        tell(f"  Going on: the stack is being brought to {begun.table}.")
    before = switching.physical_ids(cloud, stack).get(wanted.resource, "")
    begun = begun or exchange(cloud, stack, wanted, before)
    if begun:
        finish(cloud, stack, begun)
        tell_end(begun, before)


def abandon(tenant: Tenant, endpoint: str = "") -> None:
    """Let people in again without having restored anything. Not once the stack has been pointed elsewhere."""
    cloud = connected(tenant, endpoint)
    stack = switching.require(cloud)
    if begun := under_way(switching.template_of(cloud, stack)):
        raise Failure(
            f"The stack is half way to {begun.table}. Finish that by the same command without ABANDON, "
            "then go back by USE=<the table before>."
        )
    closing.open_again(cloud, stack)
    tell("  People can read and write again. A table that was restored so far costs: delete it if nobody needs it.")


def connected(tenant: Tenant, endpoint: str) -> Cloud:
    cloud = connect(tenant, endpoint)
    found = checks.account(cloud)
    if any(finding.level == "failure" for finding in found):
        raise Failure(found[0].text)
    applying.wait_for_others(cloud)
    return cloud


def require_same(begun: UnderWay, wanted: Wanted) -> None:
    """Failure if something else was begun than is asked for now."""
    asked = wanted.use or (target_name(begun.table, wanted.at) if wanted.at else begun.table)
    if (begun.resource, begun.table) != (wanted.resource, asked):
        raise Failure(f"The stack is half way to another table. Finish that first: {begun.arguments}.")


def exchange(cloud: Cloud, stack: Stack, wanted: Wanted, source: str) -> UnderWay | None:
    """Make the wanted table and point the stack at it; nothing if the stack has that table already."""
    plan = planned(cloud, source, wanted)
    if plan.target == source:
        tell(f"  {cloud.tenant.name} has {source} already: nothing to do.")
        return None
    with step("close the entrances"):
        closing.close(cloud, stack)
    with step(f"restore {plan.target}"):
        if not plan.is_there:
            tables.begin(cloud, source, plan.target, plan.at, plan.backup, key_of(cloud, stack))
        properties = switching.template_of(cloud, stack)["Resources"][wanted.resource]["Properties"]
        table = tables.complete(cloud, plan.target, properties)
    with step("point the stack at it"):
        return switching.point(cloud, stack, wanted.resource, table)


def key_of(cloud: Cloud, stack: Stack) -> str:
    return switching.physical_ids(cloud, stack)["Key"]


def finish(cloud: Cloud, stack: Stack, begun: UnderWay) -> None:
    """Take the table in, mark what it holds, and let people in again."""
    if begun.resource not in switching.physical_ids(cloud, stack):
        with step("make it the stack's own"):
            switching.take_in(cloud, stack, begun)
    if begun.resource == RESOURCES["records"]:
        with step("mark every conversation") as notes:
            marker = switching.physical_ids(cloud, stack)[MARKER]
            notes.append(f"({marking.mark_all(cloud, marker, begun.since)} marked)")
    with step("let people in again"):
        closing.open_again(cloud, stack)  # first: once the stack is as it was, no run would know that this is left
        switching.come_back(cloud, stack, begun)


def tell_end(begun: UnderWay, before: str) -> None:
    tell(f"\n  Done: the stack's table is {begun.table}.")
    if before and before != begun.table:
        tell(f"  {before} is left as it is, protected, if it was not deleted. To go back to it: USE={before}.")
    tell("  docs/operations.md, When a table is lost or spoilt, says what is to be done now.\n")
